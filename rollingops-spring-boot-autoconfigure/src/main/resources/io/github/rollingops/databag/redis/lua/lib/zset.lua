-- A sorted set as the step leaves it: reads see the changes that are kept back until the commit.

local Zset = {}
Zset.__index = Zset

function Zset.at(key)
  return setmetatable({ key = key, scores = {}, changes = {}, count = 0, kind = 'zset' }, Zset)
end

function Zset.lower(a, b)
  if a.score ~= b.score then
    return a.score < b.score
  end
  return value.before(a.name, b.name)
end

function Zset.text(score)
  return score == math.huge and '+inf' or value.whole(score)
end

function Zset:put(name, score)
  if self.changes[name] == nil then
    self.count = self.count + 1
  end
  self.changes[name] = score
  if not self.dirty then
    self.dirty = true
    dirty[#dirty + 1] = self
  end
end

function Zset:remove(name)
  self:put(name, false)
end

-- nil where the name is not in the set.
function Zset:score(name)
  local changed = self.changes[name]
  if changed ~= nil then
    return changed or nil
  end
  if self.scores[name] == nil and not self.complete then
    self.scores[name] = tonumber(value.read('ZSCORE', self.key, name)) or false
    self.checked = true
  end
  return self.scores[name] or nil
end

-- Entries of an answer that no change of this step has overtaken.
function Zset:untouched(answer)
  local list = {}
  for i = 1, #answer, 2 do
    local name, score = answer[i], tonumber(answer[i + 1])
    self.scores[name] = score
    if self.changes[name] == nil then
      list[#list + 1] = { name = name, score = score }
    end
  end
  self.checked = true
  return list
end

-- The lowest of the stored entries, so many as are still untouched.
function Zset:window(size)
  if not self.complete and (self.size or 0) < size then
    local answer = value.read('ZRANGE', self.key, 0, size - 1, 'WITHSCORES')
    self.answer, self.size, self.complete = answer, size, #answer < 2 * size
  end
  return self:untouched(self.answer)
end

-- The entries put in by this step, up to a score.
function Zset:added(limit)
  local list = {}
  for name, score in pairs(self.changes) do
    if score and score <= limit then
      list[#list + 1] = { name = name, score = score }
    end
  end
  table.sort(list, Zset.lower)
  return list
end

-- The lowest entry, or nil.
function Zset:first()
  local size = 2
  local stored = self:window(size)
  while #stored == 0 and not self.complete do
    size = size * 8
    stored = self:window(size)
  end
  local added = self.count > 0 and self:added(math.huge)[1]
  if added and (not stored[1] or Zset.lower(added, stored[1])) then
    return added
  end
  return stored[1]
end

function Zset:isEmpty()
  return self:first() == nil
end

-- At most that many entries whose score is not above the given one, lowest first.
function Zset:upTo(score, limit)
  local stored
  if self.complete then
    stored = self:untouched(self.answer)
  else
    stored = self:untouched(value.read('ZRANGEBYSCORE', self.key, '-inf', Zset.text(score), 'WITHSCORES', 'LIMIT', 0,
      limit + self.count))
  end
  local list = self.count > 0 and self:added(score) or {}
  for _, entry in ipairs(stored) do
    if entry.score <= score then
      list[#list + 1] = entry
    end
  end
  table.sort(list, Zset.lower)
  for i = #list, limit + 1, -1 do
    list[i] = nil
  end
  return list
end

-- The highest entry under another name, or nil.
function Zset:lastExcept(name)
  local stored = self:untouched(value.read('ZREVRANGE', self.key, 0, self.count + 1, 'WITHSCORES'))
  local last
  for _, list in ipairs({ stored, self:added(math.huge) }) do
    for _, entry in ipairs(list) do
      if entry.name ~= name and (not last or Zset.lower(last, entry)) then
        last = entry
      end
    end
  end
  return last
end

-- Whether something is known to have been there, so that the key is not made by an addition.
function Zset:existed()
  for _, score in pairs(self.scores) do
    if score then
      return true
    end
  end
  return false
end

function Zset:additions()
  local list = {}
  for name, score in pairs(self.changes) do
    if score and score ~= self.scores[name] then
      list[#list + 1] = Zset.text(score)
      list[#list + 1] = name
    end
  end
  return 'ZADD', list
end

-- What is known not to be there need not be removed.
function Zset:removals()
  local list = {}
  for name, score in pairs(self.changes) do
    local absent = self.scores[name] == false or (self.complete and not self.scores[name])
    if score == false and not absent then
      list[#list + 1] = name
    end
  end
  return 'ZREM', list
end
