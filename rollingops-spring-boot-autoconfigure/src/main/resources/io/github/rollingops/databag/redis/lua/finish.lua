-- As the holder of a grant: apply the result of its operation, release the lock, and pass the turn on.
--
-- KEYS    app, units, heads, requests, retries, delayed, departed, leader, cut_short, seen, seen_at, history,
--         the caller's databag
-- ARGV    host's time or '', unit, boot, token, result, drop reason, delay, busy, draining, may pass
-- Answer  'APPLIED' | 'REPEATED' | 'STALE', held (token, due in, operation id, operation), rev,
--         changes (type, unit, token, operation, detail)
-- @include lib/step

local DEFAULT_HOLD, DEFAULT_RELEASE = 5000000, 60000000

local unit, boot, token = argument(), argument(), number(argument())
local result, reason, delay = argument(), argument(), number(argument())
local busy, draining, mayPass = flag(argument()), flag(argument()), flag(argument())

begin()
local bag = readBag(unit)
local operations = {}

local function answer(status)
  commit(true)
  local list = answerOf(status)
  addHeld(list, unit, boot)
  add(list, whole(bag and bag.rev or 0))
  return addChanges(list)
end

local function dueAfter(limit)
  return time.live + math.min(delay, limit)
end

-- Answers whether the operation will be retried.
local function applyTo(operation)
  local policy = group.policy or { hold = DEFAULT_HOLD, release = DEFAULT_RELEASE }
  if result == 'RELEASE' then
    endOperation(bag, operations, operation, nil, token)
  elseif result == 'DROP' then
    endOperation(bag, operations, operation, reason, token)
  elseif result == 'UNRUN' then
    changed('HANDED_BACK', unit, token, operation, '')
  else
    counted(operation, 'attempt')
    local hold = result == 'RETRY_HOLD'
    return retryOperation(bag, operations, operation, hold and 'retry-hold' or 'retry-release',
      dueAfter(hold and policy.hold or policy.release), token)
  end
  return false
end

-- Apply the result to the operation that the grant names. Answers whether the unit keeps the lock.
local function apply()
  bag.busy, bag.draining = busy, draining
  -- This step was cut in half between the databag and the grant: only the rest of it is still to be done.
  if bag.lastToken == token then
    operations = readOperations(bag.hash:get('operations') or '')
    return bag.lastOutcome == 'RETRY_HOLD'
  end
  operations = readQueue(bag)
  local operation = find(operations, group.grant.operation)
  if result ~= 'UNRUN' then
    bag.executedAt = stamp()
  end
  if not operation then
    proceed(bag, operations)
  end
  local hold = operation ~= nil and applyTo(operation) and result == 'RETRY_HOLD'
  bag.lastToken, bag.lastOutcome = token, hold and 'RETRY_HOLD' or 'RELEASE'
  bag:write(operations)
  return hold
end

-- Pass the baton if the leader has allowed it under its present lease; else, or where nobody takes it, let the leader
-- know when there will be something to do.
local function passOn()
  local lease = liveLease()
  local open = mayPass and lease and group.policyTerm == lease.term and flag(group.policy and group.policy.open)
  if open and nextTurn() then
    return
  end
  local due = nextDue()
  if due then
    wakeLeader(due)
  end
end

local grant = group.grant
if not isMine(grant, unit, boot) or grant.token ~= token then
  return answer(bag and bag.boot == boot and bag.lastToken == token and 'REPEATED' or 'STALE')
end
local hold = bag and apply()
if hold then
  grant.token, grant.due = nextToken(), bag.due
  setGrant(grant)
  refresh(bag, operations)
else
  clearGrant()
  if bag then
    refresh(bag, operations, true)
  end
  passOn()
end
if bag then
  saveBag(bag)
end
return answer('APPLIED')
