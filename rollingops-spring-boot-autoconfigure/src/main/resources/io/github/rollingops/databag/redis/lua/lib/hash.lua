-- A hash as the step leaves it: what was read is remembered, what is changed is kept back until the commit.

-- The collections that have changes, in the order in which they came to have some.
local dirty = {}

local Hash = {}
Hash.__index = Hash

function Hash.at(key)
  return setmetatable({ key = key, fields = {}, changes = {}, kind = 'hash' }, Hash)
end

-- Read all fields at once.
function Hash:load()
  local answer = value.read('HGETALL', self.key)
  local fields = self.fields
  for i = 1, #answer, 2 do
    fields[answer[i]] = answer[i + 1]
  end
  self.loaded, self.checked = true, true
end

-- nil where there is none.
function Hash:get(field)
  local changed = self.changes[field]
  if changed ~= nil then
    return changed or nil
  end
  if self.fields[field] == nil and not self.loaded then
    self.fields[field] = value.read('HGET', self.key, field)
    self.checked = true
  end
  return self.fields[field] or nil
end

function Hash:number(field)
  return value.number(self:get(field))
end

function Hash:put(field, text)
  if self.changes[field] == nil and self.fields[field] == text then
    return
  end
  self.changes[field] = text
  if not self.dirty then
    self.dirty = true
    dirty[#dirty + 1] = self
  end
end

function Hash:remove(field)
  self:put(field, false)
end

-- Whether something is known to have been there, so that the key is not made by an addition.
function Hash:existed()
  for _, text in pairs(self.fields) do
    if text then
      return true
    end
  end
  return false
end

function Hash:additions()
  local list = {}
  for field, text in pairs(self.changes) do
    if text then
      list[#list + 1] = field
      list[#list + 1] = text
    end
  end
  return 'HSET', list
end

-- What is known not to be there need not be removed.
function Hash:removals()
  local list = {}
  for field, text in pairs(self.changes) do
    local absent = self.loaded and not self.fields[field]
    if text == false and not absent then
      list[#list + 1] = field
    end
  end
  return 'HDEL', list
end
