-- As the holder of a grant: apply the result of its operation, release the lock, and pass the turn on.
--
-- KEYS    app, units, heads, requests, retries, delayed, departed, leader, cut_short, seen, seen_at, history,
--         the caller's databag
-- ARGV    host's time or '', unit, boot, token, result, drop reason, delay, busy, draining, may pass,
--         names of the steps left
-- Answer  'APPLIED' | 'REPEATED' | 'STALE', held (token, due in, operation id, operation), rev before, rev,
--         changes (type, unit, token, operation, detail)
-- @include lib/step

local argument, number, flag = group.argument, value.number, value.flag
local unit, boot, token = argument(), argument(), number(argument())
local result, reason, delay = argument(), argument(), number(argument())
local busy, draining, mayPass, left = flag(argument()), flag(argument()), flag(argument()), argument()

group.begin()
local bag = Bag.read(unit, true)
local list = {}
local before

local function ended(status)
  local answers = { status }
  answer.addHeld(answers, unit, boot)
  local rev = bag and bag.rev or 0
  answer.add(answers, value.whole(before or rev), value.whole(rev))
  answer.addChanges(answers)
  step.commit(true)
  return answers
end

local function retry(operation, state, limits, longest)
  operations.count(operation, 'attempt')
  return queue.retry(bag, list, operation, state, clock.live + math.min(delay, longest), token, limits.cutShort)
end

-- Answers whether the operation will be retried.
local function applyTo(operation)
  local limits = group.policy or policy.default
  if result == 'RETRY_RELEASE' then
    return retry(operation, 'retry-release', limits, limits.release)
  elseif result == 'RETRY_HOLD' then
    return retry(operation, 'retry-hold', limits, limits.hold)
  elseif result == 'UNRUN' then
    group.changed('HANDED_BACK', unit, token, operation, '')
  else
    queue.finish(bag, list, operation, result == 'DROP' and reason or nil, token)
  end
  return false
end

-- Apply the result to the operation that the grant names. Answers whether the unit keeps the lock.
local function apply()
  bag.busy, bag.draining = busy, draining
  -- This step was cut in half between the databag and the grant: only the rest of it is still to be done.
  if bag.lastToken == token then
    list = operations.ofList(bag.hash:get('operations') or '')
    return bag.lastOutcome == 'RETRY_HOLD'
  end
  if result ~= 'UNRUN' then
    journals.finish(bag, token, left)
  end
  list = queue.read(bag)
  if result ~= 'UNRUN' then
    bag:ran()
  end
  local operation = operations.find(list, group.grant.operation)
  if not operation then
    queue.proceed(bag, list)
    journals.removeOf(bag, group.grant.operation)
  end
  local hold = operation ~= nil and applyTo(operation) and result == 'RETRY_HOLD'
  bag.lastToken, bag.lastOutcome = token, hold and 'RETRY_HOLD' or 'RELEASE'
  before = bag.rev
  bag:write(list)
  return hold
end

-- Pass the baton if the leader has allowed it under its present lease; else, or where nobody takes it, let the leader
-- know when there will be something to do.
local function passOn()
  local lease, published = group.liveLease(), group.policy
  local open = mayPass and lease and published and published.term == lease.term and flag(published.open)
  if open and turns.next() then
    return
  end
  local due = group.nextDue()
  if due then
    group.wakeLeader(due)
  end
end

local grant = group.grant
if not group.isOf(grant, unit, boot) or grant.token ~= token then
  return ended(bag and bag.boot == boot and bag.lastToken == token and 'REPEATED' or 'STALE')
end
local hold = bag and apply()
if hold then
  grant.token, grant.due = group.nextToken(), bag.due
  group.setGrant(grant)
  places.refresh(bag, list)
else
  group.setGrant(nil)
  if bag then
    places.refresh(bag, list, true)
  end
  passOn()
end
if bag then
  bag:save()
end
return ended('APPLIED')
