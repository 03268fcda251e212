-- A unit's databag: read into a table, changed there and in its hash, and put back by save.

local Bag = {}
Bag.__index = Bag

Bag.fields = { 'boot_id', 'seq', 'rev', 'state', 'executed_at', 'busy', 'draining', 'schema', 'due', 'last_token',
  'last_outcome', 'last_seen', 'lost_rev', 'kept', 'journal', 'journal_left' }
Bag.queueFields = { 'operations', 'operations_size', 'operations_sum', 'ended', 'callbacks', unpack(Bag.fields) }
Bag.longQueue = 1024
Bag.states = { idle = true, request = true, ['retry-release'] = true, ['retry-hold'] = true }

-- The databag of a unit, or nil; a key of a wrong type holds none. The queue is fetched only where it is needed, for it
-- may be long. The second result is where a new databag goes.
function Bag.read(unit, withQueue)
  local hash = Hash.at(group.unitKey(unit))
  local fields = withQueue and Bag.queueFields or Bag.fields
  local answer = redis.pcall('HMGET', hash.key, unpack(fields))
  if answer.err then
    if not answer.err:find('WRONGTYPE', 1, true) then
      error(answer.err .. ' (HMGET ' .. hash.key .. ')', 0)
    end
    hash.mistyped, hash.loaded, hash.checked = true, true, true
    return nil, hash
  end
  local found = false
  for i, field in ipairs(fields) do
    hash.fields[field] = answer[i]
    found = found or answer[i]
  end
  hash.checked = true
  if not found and not hash:get('operations') then
    return nil, hash
  end
  return Bag.of(unit, hash), hash
end

function Bag.of(unit, hash)
  local state = hash:get('state')
  return setmetatable({ unit = unit, hash = hash, boot = hash:get('boot_id') or '', seq = hash:number('seq'),
    rev = hash:number('rev'), state = Bag.states[state] and state or 'idle', executedAt = hash:get('executed_at') or '',
    busy = value.flag(hash:get('busy')), draining = value.flag(hash:get('draining')), schema = hash:number('schema'),
    due = hash:number('due'), lastToken = hash:number('last_token'), lastOutcome = hash:get('last_outcome') or '',
    lastSeen = hash:get('last_seen') or '', lostRev = hash:number('lost_rev') }, Bag)
end

function Bag.new(unit, hash)
  local bag = Bag.of(unit, hash)
  bag:put('[]')
  if hash.mistyped then
    bag:setAside('(wrong type)')
    group.changed('SET_ASIDE', unit, 0, nil, '')
  end
  return bag
end

-- Hand the name over to another life, and remember the last eight.
function Bag:follow(boot, seq)
  if self.boot ~= '' then
    local followed = value.words(self.hash:get('followed'))
    followed[#followed + 1] = self.boot
    self.hash:put('followed', table.concat(followed, ' ', math.max(1, #followed - 7)))
  end
  self.boot, self.seq = boot, seq
end

function Bag:hasFollowed(boot)
  return value.hasWord(self.hash:get('followed'), boot)
end

function Bag:hasCallback(id)
  return value.hasWord(self.hash:get('callbacks'), id)
end

-- Remember how an operation ended: its id, then the reason of a drop or "-"; the last 32.
function Bag:remember(id, reason)
  local ended = value.words(self.hash:get('ended'))
  ended[#ended + 1] = id
  ended[#ended + 1] = reason or '-'
  self.hash:put('ended', table.concat(ended, ' ', math.max(1, #ended - 63)))
end

function Bag:hasEnded(id)
  return value.hasWord(self.hash:get('ended'), id)
end

function Bag:texts()
  local texts = {}
  for _, text in ipairs(operations.decode(self.hash:get('set_aside') or '[]') or {}) do
    texts[#texts + 1] = type(text) == 'string' and text or nil
  end
  return texts
end

-- Let just these texts be what is set aside.
function Bag:keepAside(texts)
  local parts = {}
  for i, text in ipairs(texts) do
    parts[i] = operations.quoted(text)
  end
  if #parts == 0 then
    self.hash:remove('set_aside')
  else
    self.hash:put('set_aside', '[' .. table.concat(parts, ',') .. ']')
  end
end

-- Whether there was room to set one more text aside: 16 of them, 256 KB.
function Bag:setAside(text)
  local texts = self:texts()
  local bytes = #text
  for _, kept in ipairs(texts) do
    bytes = bytes + #kept
  end
  if #texts >= 16 or bytes > 262144 then
    return false
  end
  texts[#texts + 1] = text
  self:keepAside(texts)
  return true
end

function Bag:ran()
  self.executedAt = iso.text(clock.nextStamp())
end

-- Whether somebody has written into the queue by hand, as far as its length tells.
function Bag:isStrange()
  local size = self.hash:get('operations_size')
  return size ~= nil and #(self.hash:get('operations') or '') ~= value.number(size)
end

function Bag:put(text)
  self.hash:put('operations', text)
  self.hash:put('operations_size', value.whole(#text))
end

-- Write the queue; what belongs to it has been set before.
function Bag:write(list)
  local text = operations.listText(list)
  self:put(text)
  -- What is short is read sooner than summed up. The checksum of an earlier text is as good as none.
  if #text >= Bag.longQueue then
    self.hash:put('operations_sum', redis.sha1hex(text))
  end
  self.rev = Bag.revisionAfter(self.rev)
end

-- A revision above the given one that no step at another time would make of it: where a failover has lost the last
-- revisions, what is written next must not pass for them. The host's time is such a number; where it is behind, those of
-- its digits are that are as good as random.
function Bag.revisionAfter(rev)
  return clock.now > rev and clock.now or rev + 1 + clock.now % 1048576
end

function Bag:save()
  local hash = self.hash
  group.bags[#group.bags + 1] = self
  hash:put('boot_id', self.boot)
  hash:put('seq', value.whole(self.seq))
  hash:put('rev', value.whole(self.rev))
  hash:put('state', self.state)
  hash:put('executed_at', self.executedAt)
  hash:put('busy', value.bit(self.busy))
  hash:put('draining', value.bit(self.draining))
  hash:put('schema', value.whole(self.schema))
  hash:put('due', value.whole(self.due))
  hash:put('last_token', value.whole(self.lastToken))
  hash:put('last_outcome', self.lastOutcome)
  hash:put('last_seen', self.lastSeen)
  if self.lostRev > 0 then
    hash:put('lost_rev', value.whole(self.lostRev))
  elseif hash:get('lost_rev') then
    hash:remove('lost_rev')
  end
end
