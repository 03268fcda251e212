-- A unit's databag: read into fields, changed there, and put back by saveBag.

local BAG_FIELDS = { 'boot_id', 'seq', 'rev', 'state', 'executed_at', 'busy', 'draining', 'schema', 'callbacks', 'due',
  'followed', 'last_token', 'last_outcome', 'ended', 'kept' }
local STATES = { idle = true, request = true, ['retry-release'] = true, ['retry-hold'] = true }
local MAX_FOLLOWED, MAX_ENDED, MAX_SET_ASIDE, MAX_SET_ASIDE_BYTES = 8, 32, 16, 262144
local WRONG_TYPE = '(wrong type)'

local Bag = {}
Bag.__index = Bag

local function emptyBag(unit, hash)
  return setmetatable({ unit = unit, hash = hash, boot = '', seq = 0, rev = 0, state = 'idle', executedAt = 0,
    busy = false, draining = false, schema = 0, callbacks = '', due = 0, followed = {}, lastToken = 0,
    lastOutcome = '', ended = {}, kept = 0 }, Bag)
end

-- The databag of a unit as far as no step with an idle queue needs more, or nil; a key of a wrong type holds none.
-- The second result is where a new one goes.
local function readBag(unit)
  local hash = hashAt(unitKey(unit))
  local answer = redis.pcall('HMGET', hash.key, unpack(BAG_FIELDS))
  if answer.err then
    if not answer.err:find('WRONGTYPE', 1, true) then
      error(answer.err .. ' (HMGET ' .. hash.key .. ')', 0)
    end
    hash.mistyped, hash.loaded, hash.checked = true, true, true
    return nil, hash
  end
  local found = false
  for i, field in ipairs(BAG_FIELDS) do
    hash.fields[field] = answer[i]
    found = found or answer[i]
  end
  hash.checked = true
  if not found and not hash:get('operations') then
    return nil, hash
  end
  local bag = emptyBag(unit, hash)
  bag.boot, bag.seq, bag.rev = hash:get('boot_id') or '', hash:number('seq'), hash:number('rev')
  bag.state = STATES[hash:get('state')] and hash:get('state') or 'idle'
  bag.executedAt = microsOf(hash:get('executed_at') or '') or 0
  bag.busy, bag.draining = flag(hash:get('busy')), flag(hash:get('draining'))
  bag.schema, bag.callbacks, bag.due = hash:number('schema'), hash:get('callbacks') or '', hash:number('due')
  bag.followed, bag.ended = words(hash:get('followed')), words(hash:get('ended'))
  bag.lastToken, bag.lastOutcome = hash:number('last_token'), hash:get('last_outcome') or ''
  bag.kept = hash:number('kept')
  return bag, hash
end

local function setAsideOf(hash)
  local list, texts = decode(hash:get('set_aside') or '[]') or {}, {}
  for _, text in ipairs(list) do
    texts[#texts + 1] = type(text) == 'string' and text or nil
  end
  return texts
end

-- Whether there was room to set one more text aside.
function Bag:setAside(text)
  local list = setAsideOf(self.hash)
  local bytes = #text
  for _, kept in ipairs(list) do
    bytes = bytes + #kept
  end
  if #list >= MAX_SET_ASIDE or bytes > MAX_SET_ASIDE_BYTES then
    return false
  end
  local parts = {}
  list[#list + 1] = text
  for i, kept in ipairs(list) do
    parts[i] = quoted(kept)
  end
  self.hash:put('set_aside', '[' .. table.concat(parts, ',') .. ']')
  return true
end

local function newBag(unit, hash)
  local bag = emptyBag(unit, hash)
  hash:put('operations', '[]')
  if hash.mistyped then
    bag:setAside(WRONG_TYPE)
    changed('SET_ASIDE', unit, 0, nil, '')
  end
  return bag
end

-- Hand the name over to another life.
function Bag:follow(boot, seq)
  if self.boot ~= '' then
    table.insert(self.followed, self.boot)
    if #self.followed > MAX_FOLLOWED then
      table.remove(self.followed, 1)
    end
  end
  self.boot, self.seq = boot, seq
end

function Bag:hasFollowed(boot)
  for _, earlier in ipairs(self.followed) do
    if earlier == boot then
      return true
    end
  end
  return false
end

function Bag:hasCallback(id)
  return (' ' .. self.callbacks .. ' '):find(' ' .. id .. ' ', 1, true) ~= nil
end

-- Remember how an operation ended: its id, then the reason of a drop or "-".
function Bag:remember(id, reason)
  table.insert(self.ended, id)
  table.insert(self.ended, reason or '-')
  while #self.ended > 2 * MAX_ENDED do
    table.remove(self.ended, 1)
  end
end

function Bag:hasEnded(id)
  for i = 1, #self.ended, 2 do
    if self.ended[i] == id then
      return true
    end
  end
  return false
end

-- Write the queue; what belongs to it has been set before.
function Bag:write(operations)
  self.hash:put('operations', queueText(operations))
  self.rev = self.rev + 1
end

local function bit(value)
  return value and '1' or '0'
end

local function saveBag(bag)
  local hash = bag.hash
  group.bags[#group.bags + 1] = bag
  hash:put('boot_id', bag.boot)
  hash:put('seq', whole(bag.seq))
  hash:put('rev', whole(bag.rev))
  hash:put('state', bag.state)
  hash:put('executed_at', bag.executedAt ~= 0 and isoOf(bag.executedAt) or '')
  hash:put('busy', bit(bag.busy))
  hash:put('draining', bit(bag.draining))
  hash:put('schema', whole(bag.schema))
  hash:put('callbacks', bag.callbacks)
  hash:put('due', whole(bag.due))
  hash:put('followed', table.concat(bag.followed, ' '))
  hash:put('last_token', whole(bag.lastToken))
  hash:put('last_outcome', bag.lastOutcome)
  hash:put('ended', table.concat(bag.ended, ' '))
end
