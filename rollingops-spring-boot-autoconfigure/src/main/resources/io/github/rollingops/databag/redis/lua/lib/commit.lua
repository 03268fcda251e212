-- The end of a step: all its writes, then the history and the hints, then the answer.

local COLLECTIONS = { app, units, heads, requests, retries, delayed, departed, cutShort, seen, seenAt }
local CHUNK = 1000

local function write(command, key, list)
  for first = 1, #list, CHUNK do
    redis.call(command, key, unpack(list, first, math.min(first + CHUNK - 1, #list)))
  end
end

-- Nothing may fail after the first write, for Lua has no rollback.
local function requireTypes(collections)
  for _, collection in ipairs(collections) do
    if next(collection.changes) ~= nil and not collection.checked then
      local found = redis.call('TYPE', collection.key).ok
      if found ~= 'none' and found ~= collection.kind then
        error('WRONGTYPE ' .. collection.key .. ' holds a ' .. found .. ' and not a ' .. collection.kind, 0)
      end
    end
  end
end

local function writeChanges(collection)
  local command, list = collection:additions()
  if #list > 0 then
    write(command, collection.key, list)
    if not collection:existed() then
      redis.call('EXPIRE', collection.key, KEEP)
    end
  end
  command, list = collection:removals()
  if #list > 0 then
    write(command, collection.key, list)
  end
end

local function writeLease()
  if not group.leaseChanged then
    return
  end
  local lease = group.lease
  if lease then
    redis.call('SET', KEYS[8], lease.unit .. ' ' .. lease.boot .. ' ' .. whole(lease.term) .. ' ' .. whole(lease.ends),
      'EX', KEEP)
  else
    redis.call('DEL', KEYS[8])
  end
end

-- A group's keys outlive its last heartbeat by 30 days. Once an hour is often enough to say so.
local function renewExpiry()
  if math.abs(time.now - app:number('kept')) >= FRESH then
    app:put('kept', whole(time.now))
    for i = 1, FIRST_DATABAG - 1 do
      group.expiring[#group.expiring + 1] = KEYS[i]
    end
  end
  for _, bag in ipairs(group.bags) do
    if math.abs(time.now - bag.kept) >= FRESH then
      bag.hash:put('kept', whole(time.now))
      group.expiring[#group.expiring + 1] = bag.hash.key
    end
  end
end

local function addHistory()
  local size = whole((group.policy or { history = 1000 }).history)
  for _, change in ipairs(group.changes) do
    local operation = change.operation or {}
    redis.pcall('XADD', KEYS[12], 'MAXLEN', '~', size, '*', 'type', change.type, 'unit', change.unit,
      'at', isoOf(latest()), 'token', whole(change.token), 'detail', change.detail, 'operation', operation.id or '',
      'callback', operation.callback_id or '', 'attempt', operation.attempt or '')
    if change.type == 'JOINED' then
      redis.pcall('EXPIRE', KEYS[12], KEEP)
    end
  end
end

local function clockFields()
  app:put('time', whole(time.now))
  app:put('live', whole(time.live))
  app:put('stamp', whole(time.lastStamp))
  app:put('quiet_until', whole(time.quietUntil))
  app:put('last_token', whole(group.lastToken))
  app:put('term', whole(group.term))
end

-- Write what the step changed. Out of memory refuses only a script's first write: with "opens" that is a removing one,
-- so that a full store does not stop the step.
local function commit(opens)
  group.expiring = {}
  clockFields()
  if opens then
    renewExpiry()
  end
  local collections = {}
  for _, bag in ipairs(group.bags) do
    collections[#collections + 1] = bag.hash
  end
  for _, collection in ipairs(COLLECTIONS) do
    collections[#collections + 1] = collection
  end
  requireTypes(collections)
  if opens then
    redis.call('HDEL', KEYS[1], 'opening')
  end
  for _, key in ipairs(group.deleting or {}) do
    redis.call('DEL', key)
  end
  for _, collection in ipairs(collections) do
    if collection.mistyped then
      redis.call('DEL', collection.key)
    end
    writeChanges(collection)
  end
  writeLease()
  for _, key in ipairs(group.expiring) do
    redis.call('EXPIRE', key, KEEP)
  end
  addHistory()
  for _, hint in ipairs(group.hints) do
    redis.pcall('PUBLISH', BASE .. 'hints:' .. hint.unit, hint.message)
  end
end

-- An answer is flat and of strings only, for a nil would end it and a number would be cut to an integer.
local function answerOf(...)
  local answer = {}
  for i = 1, select('#', ...) do
    answer[i] = select(i, ...)
  end
  return answer
end

local function add(answer, ...)
  for i = 1, select('#', ...) do
    answer[#answer + 1] = (select(i, ...))
  end
end

local function answerOfList(status, names)
  local answer = { status }
  for _, name in ipairs(names) do
    add(answer, name)
  end
  return answer
end

-- The caller's grant, or an empty token.
local function addHeld(answer, unit, boot)
  if isMine(group.grant, unit, boot) then
    add(answer, unpack(held(group.grant)))
  else
    add(answer, '', '', '', '')
  end
end

local function addChanges(answer)
  for _, change in ipairs(group.changes) do
    add(answer, change.type, change.unit, whole(change.token), change.operation and operationText(change.operation)
      or '', change.detail)
  end
  return answer
end
