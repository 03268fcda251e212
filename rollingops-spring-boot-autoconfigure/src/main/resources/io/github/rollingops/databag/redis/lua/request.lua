-- Append an operation to the queues of one or more units.
--
-- KEYS    app, units, heads, requests, retries, delayed, departed, leader, cut_short, seen, seen_at, history,
--         the databags of the caller and of all targets
-- ARGV    host's time or '', unit, boot, request id, not after, again, longest queue, operation,
--         whether for every living unit, then for each declared target its unit and the operation's id there
-- Answer  'ANSWERED', rev before, rev, number of targets, then for each: unit, 'ENQUEUED' | 'DUPLICATE' | 'REFUSED',
--         operation or '', reason; then other changes (type, unit, token, operation, detail)
--         or 'NOT_A_MEMBER' | 'TOO_LATE', rev, rev, 0
--         or, where databags are needed that were not declared, 'MEMBERS_CHANGED' and the units; then nothing was
--         written
-- @include lib/step

local argument, number, flag = group.argument, value.number, value.flag
local unit, boot, requestId, notAfter = argument(), argument(), argument(), number(argument())
local again, maxQueueLength, requested = flag(argument()), number(argument()), operations.decode(argument())
local toAll, targets, ids = flag(argument()), {}, {}
for i = group.position + 1, #ARGV, 2 do
  targets[#targets + 1] = ARGV[i]
  ids[ARGV[i]] = ARGV[i + 1]
end

group.begin()
local own = Bag.read(unit, true)
local bags, results = { [unit] = own or false }, {}
local before

local function bagOf(name)
  if bags[name] == nil then
    bags[name] = Bag.read(name, true) or false
  end
  return bags[name] or nil
end

local function ended(status)
  for _, bag in pairs(bags) do
    if bag then
      bag:save()
    end
  end
  local rev = own and own.boot == boot and own.rev or 0
  local list = { status, value.whole(before or rev), value.whole(rev), value.whole(#results) }
  for _, result in ipairs(results) do
    answer.add(list, result.unit, result.status, result.operation and operations.text(result.operation) or '',
      result.reason)
  end
  answer.addChanges(list, 'REQUESTED')
  step.commit(false)
  return list
end

-- Every living unit, by name; the second result lists those that were not declared.
local function living()
  local names, missing, declared = {}, {}, group.declared()
  for _, entry in ipairs(group.units:upTo(math.huge, 100000)) do
    if entry.score > clock.live then
      names[#names + 1] = entry.name
      if not declared[entry.name] or not ids[entry.name] then
        missing[#missing + 1] = entry.name
      end
    end
  end
  table.sort(names, value.before)
  return names, missing
end

local function resultOf(name, status, operation, reason)
  return { unit = name, status = status, operation = operation, reason = reason or '' }
end

local function refused(name, reason)
  return resultOf(name, 'REFUSED', nil, reason)
end

local function runs(name, id)
  return group.isGranted(name) and group.grant.operation == id
end

-- What waits knows of a later request; what runs already does not.
local function isDuplicate(name, last)
  return last and last.callback_id == requested.callback_id and last.kwargs == requested.kwargs
    and not runs(name, last.id)
end

local function acceptedAt(id, micros)
  local operation = operations.copy(requested)
  operation.id, operation.requested_at = id, iso.text(micros)
  return operation
end

local function enqueue(bag, list, id)
  local accepted = acceptedAt(id, clock.nextStamp())
  list[#list] = accepted
  if bag.state == 'idle' then
    bag.state = 'request'
  end
  if bag == own then
    before = bag.rev
  end
  bag:write(list)
  places.refresh(bag, list)
  group.changed('REQUESTED', bag.unit, 0, accepted, accepted.requested_by or '')
  return resultOf(bag.unit, 'ENQUEUED', accepted)
end

local function appendTo(bag, list, id)
  local queued = again and operations.find(list, id)
  if queued then
    return resultOf(bag.unit, 'DUPLICATE', queued)
  end
  -- A run that outlived its entry, which the store has lost, is not to be followed by another one.
  if again and runs(bag.unit, id) then
    local operation = operations.copy(requested)
    operation.id = id
    return resultOf(bag.unit, 'DUPLICATE', operation)
  end
  if again and bag:hasEnded(id) then
    return refused(bag.unit, 'the operation has ended')
  end
  -- What was accepted before is owed, though its twin has come since.
  if not again and isDuplicate(bag.unit, list[#list]) then
    return resultOf(bag.unit, 'DUPLICATE', list[#list])
  end
  if #list >= maxQueueLength then
    return refused(bag.unit, 'the queue holds ' .. #list .. ' operations, the limit is ' .. value.whole(maxQueueLength))
  end
  list[#list + 1] = acceptedAt(id, clock.latest())
  local bytes = operations.listSize(list)
  if bytes > 262144 then
    return refused(bag.unit, 'the queue would take up ' .. bytes .. ' bytes, the limit is 262144')
  end
  return enqueue(bag, list, id)
end

local function append(name)
  local bag = bagOf(name)
  if not bag or (name ~= unit and not group.isLive(name)) then
    return refused(name, 'the unit is no live member of the group')
  end
  if not bag:hasCallback(requested.callback_id) then
    return refused(name, "the unit has no callback '" .. requested.callback_id .. "'")
  end
  local rev = bag.rev
  local list = queue.read(bag)
  if bag.rev ~= rev then
    places.refresh(bag, list)
  end
  return appendTo(bag, list, ids[name])
end

-- What an answer says of an operation beside its callback and kwargs, which a repeat brings along.
local REMEMBERED = { 'id', 'requested_at', 'max_retry', 'attempt', 'cut_short' }

-- What else a twin may have otherwise than the request.
local OF_TWINS = { 'requested_by', 'headers' }

-- Keep the answer for 60 s longer than the request may come.
local function remember()
  local quoted, entries = operations.quoted, {}
  for i, result in ipairs(results) do
    local parts = { quoted(result.unit), quoted(result.status), quoted(result.reason) }
    for _, field in ipairs(result.operation and REMEMBERED or {}) do
      parts[#parts + 1] = quoted(result.operation[field])
    end
    for _, field in ipairs(result.status == 'DUPLICATE' and OF_TWINS or {}) do
      parts[#parts + 1] = quoted(result.operation[field] or '')
    end
    entries[i] = '[' .. table.concat(parts, ',') .. ']'
  end
  group.seen:put(requestId, '[' .. table.concat(entries, ',') .. ']')
  group.seenAt:put(requestId, notAfter + 60000000)
end

local function recall(text)
  for _, entry in ipairs(operations.decode(text) or {}) do
    local operation = entry[4] and operations.copy(requested) or nil
    for i, field in ipairs(operation and REMEMBERED or {}) do
      operation[field] = entry[i + 3]
    end
    for i, field in ipairs(entry[#REMEMBERED + 4] and OF_TWINS or {}) do
      local text = entry[i + #REMEMBERED + 3]
      operation[field] = text ~= '' and text or nil
    end
    results[#results + 1] = resultOf(entry[1], entry[2], operation, entry[3])
  end
end

if not own or own.boot ~= boot then
  return ended('NOT_A_MEMBER')
end
for _, entry in ipairs(group.seenAt:upTo(clock.live - 1, 100)) do
  group.seenAt:remove(entry.name)
  group.seen:remove(entry.name)
end
if not again and (group.seenAt:score(requestId) or 0) >= clock.live and group.seen:get(requestId) then
  recall(group.seen:get(requestId))
  return ended('ANSWERED')
end
if not again and clock.live > notAfter then
  return ended('TOO_LATE')
end
if toAll then
  local missing
  targets, missing = living()
  if #missing > 0 then
    return answer.ofNames('MEMBERS_CHANGED', missing)
  end
end
for i, name in ipairs(targets) do
  results[i] = append(name)
end
remember()
if not group.grant and group.isWaiting() then
  group.wakeLeader(0)
end
return ended('ANSWERED')
