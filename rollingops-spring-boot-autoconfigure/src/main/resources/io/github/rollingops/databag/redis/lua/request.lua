-- Append an operation to the queues of one or more units.
--
-- KEYS    app, units, heads, requests, retries, delayed, departed, leader, cut_short, seen, seen_at, history,
--         the databags of the caller and of all targets
-- ARGV    host's time or '', unit, boot, request id, not after, again, longest queue, operation,
--         whether for every living unit, then for each declared target its unit and the operation's id there
-- Answer  'ANSWERED', rev, then for each target: unit, 'ENQUEUED' | 'DUPLICATE' | 'REFUSED', operation or '', reason
--         or 'NOT_A_MEMBER' | 'TOO_LATE', rev
--         or, where databags are needed that were not declared, 'MEMBERS_CHANGED' and the units; then nothing was
--         written
-- @include lib/step

local SEEN_RETENTION, MAX_EXPIRED, MAX_QUEUE_BYTES = 60000000, 100, 262144

local unit, boot, requestId, notAfter = argument(), argument(), argument(), number(argument())
local again, maxQueueLength, requested = flag(argument()), number(argument()), decode(argument())
local toAll = flag(argument())
local targets, ids = {}, {}
for i = position + 1, #ARGV, 2 do
  targets[#targets + 1] = ARGV[i]
  ids[ARGV[i]] = ARGV[i + 1]
end

begin()
local own = readBag(unit)
local bags = { [unit] = own or false }
local results = {}

local function bagOf(name)
  if bags[name] == nil then
    bags[name] = readBag(name) or false
  end
  return bags[name] or nil
end

-- A request is what a full store may refuse, so its first write adds.
local function answer(status)
  for _, bag in pairs(bags) do
    if bag then
      saveBag(bag)
    end
  end
  commit(false)
  local list = answerOf(status, whole(own and own.boot == boot and own.rev or 0))
  for _, result in ipairs(results) do
    add(list, result.unit, result.status, result.operation and operationText(result.operation) or '', result.reason)
  end
  return list
end

-- Every living unit, by name; the second result lists those that were not declared.
local function living()
  local names, missing, known = {}, {}, declared()
  for _, entry in ipairs(units:upTo(math.huge, 100000)) do
    if entry.score > time.live then
      names[#names + 1] = entry.name
      if not known[entry.name] or not ids[entry.name] then
        missing[#missing + 1] = entry.name
      end
    end
  end
  table.sort(names, before)
  return names, missing
end

local function resultOf(name, status, operation, reason)
  return { unit = name, status = status, operation = operation, reason = reason or '' }
end

local function refused(name, reason)
  return resultOf(name, 'REFUSED', nil, reason)
end

-- What runs already does not yet know of a later request; what waits does.
local function runs(name, id)
  return isGranted(name) and group.grant.operation == id
end

local function acceptedAt(id, micros)
  local operation = copyOf(requested)
  operation.id, operation.requested_at = id, isoOf(micros)
  return operation
end

local function append(name)
  local bag = bagOf(name)
  if not bag or (name ~= unit and not isLive(name)) then
    return refused(name, 'the unit is no live member of the group')
  end
  if not bag:hasCallback(requested.callback_id) then
    return refused(name, "the unit has no callback '" .. requested.callback_id .. "'")
  end
  local id, rev = ids[name], bag.rev
  local operations = readQueue(bag)
  if bag.rev ~= rev then
    refresh(bag, operations)
  end
  local queued, last = again and find(operations, id), operations[#operations]
  if queued then
    return resultOf(name, 'DUPLICATE', queued)
  end
  -- A run that outlived its entry, which the store has lost, is not to be followed by another one.
  if again and runs(name, id) then
    local operation = copyOf(requested)
    operation.id = id
    return resultOf(name, 'DUPLICATE', operation)
  end
  if again and bag:hasEnded(id) then
    return refused(name, 'the operation has ended')
  end
  if last and last.callback_id == requested.callback_id and last.kwargs == requested.kwargs and not runs(name, last.id) then
    return resultOf(name, 'DUPLICATE', last)
  end
  if #operations >= maxQueueLength then
    return refused(name, 'the queue holds ' .. #operations .. ' operations, the limit is ' .. whole(maxQueueLength))
  end
  operations[#operations + 1] = acceptedAt(id, latest())
  local bytes = #queueText(operations)
  if bytes > MAX_QUEUE_BYTES then
    return refused(name, 'the queue would take up ' .. bytes .. ' bytes, the limit is ' .. MAX_QUEUE_BYTES)
  end
  local accepted = acceptedAt(id, stamp())
  operations[#operations] = accepted
  if bag.state == 'idle' then
    bag.state = 'request'
  end
  bag:write(operations)
  refresh(bag, operations)
  changed('REQUESTED', name, 0, accepted, '')
  return resultOf(name, 'ENQUEUED', accepted)
end

local SEEN_FIELDS = { 'id', 'requested_at', 'max_retry', 'attempt', 'cut_short' }

-- The answer without callback and kwargs, which a repeat brings along.
local function remember()
  local entries = {}
  for _, result in ipairs(results) do
    local parts = { quoted(result.unit), quoted(result.status), quoted(result.reason) }
    for _, field in ipairs(result.operation and SEEN_FIELDS or {}) do
      parts[#parts + 1] = quoted(result.operation[field])
    end
    entries[#entries + 1] = '[' .. table.concat(parts, ',') .. ']'
  end
  seen:put(requestId, '[' .. table.concat(entries, ',') .. ']')
  seenAt:put(requestId, notAfter + SEEN_RETENTION)
end

local function recall(text)
  for _, entry in ipairs(decode(text) or {}) do
    local operation = entry[4] and copyOf(requested) or nil
    for i, field in ipairs(operation and SEEN_FIELDS or {}) do
      operation[field] = entry[i + 3]
    end
    results[#results + 1] = resultOf(entry[1], entry[2], operation, entry[3])
  end
end

if not own or own.boot ~= boot then
  return answer('NOT_A_MEMBER')
end
for _, entry in ipairs(seenAt:upTo(time.live - 1, MAX_EXPIRED)) do
  seenAt:remove(entry.name)
  seen:remove(entry.name)
end
if not again and (seenAt:score(requestId) or 0) >= time.live and seen:get(requestId) then
  recall(seen:get(requestId))
  return answer('ANSWERED')
end
if not again and time.live > notAfter then
  return answer('TOO_LATE')
end
if toAll then
  local missing
  targets, missing = living()
  if #missing > 0 then
    return answerOfList('MEMBERS_CHANGED', missing)
  end
end
for _, name in ipairs(targets) do
  results[#results + 1] = append(name)
end
remember()
if not group.grant and isWaiting() then
  wakeLeader(0)
end
return answer('ANSWERED')
