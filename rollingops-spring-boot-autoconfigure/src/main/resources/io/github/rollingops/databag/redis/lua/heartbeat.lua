-- Join or renew a membership; account for a run cut short; take or renew the leader's lease.
--
-- KEYS    app, units, heads, requests, retries, delayed, departed, leader, cut_short, seen, seen_at, history,
--         the caller's databag
-- ARGV    host's time or '', unit, boot, sequence, busy, draining, schema, proposed store id, callbacks,
--         policy (open, lease, renew, hold, release, cut short, retention, history), known store id, known rev,
--         started token, running token or '0', running operation, unfinished requests
-- Answer  'MEMBER', time, leader or '', term, leading, issued, held (token, due in, operation id, operation), store id,
--         rev, schema, lost, work, next due or '', changes (type, unit, token, operation, detail)
--         or 'LATE' | 'SUPERSEDED' | 'NAME_TAKEN', time, boot, sequence and remaining time of the twin
-- @include lib/step
-- @include lib/leadership

local unit, boot, sequence = argument(), argument(), number(argument())
local busy, draining, schema = flag(argument()), flag(argument()), number(argument())
local proposedStoreId, callbacks, policy = argument(), argument(), policyArguments()
local known = { storeId = argument(), rev = number(argument()), startedToken = number(argument()),
  runningToken = number(argument()), runningOperation = argument(), unfinished = flag(argument()) }
local running = known.runningToken > 0

begin(policy)
local bag, hash = readBag(unit)

local function refused(status, twin)
  commit(true)
  if not twin then
    return answerOf(status, whole(time.live), '', '', '')
  end
  return answerOf(status, whole(time.live), twin.boot, whole(twin.seq), whole(units:score(unit) - time.live))
end

-- What a unit knows and the store does not has been acknowledged and lost.
local function lossOf()
  if known.storeId ~= '' and known.storeId ~= group.storeId then
    return 'store-id'
  end
  if running and known.runningToken > group.lastToken then
    return 'token'
  end
  local expected = bag or running or known.unfinished
  local rev = bag and bag.boot == boot and bag.rev or 0
  return expected and known.rev > rev and 'rev' or nil
end

local function join(newBoot)
  if group.storeId == '' then
    group.storeId = proposedStoreId
    app:put('store_id', proposedStoreId)
  end
  if group.schema == 0 then
    group.schema = schema
    app:put('schema', whole(schema))
  end
  if newBoot then
    if isGranted(unit) and group.grant.boot ~= boot then
      releaseStale(bag)
    end
    bag:follow(boot, sequence)
  end
  bag.seq, bag.busy, bag.draining, bag.schema, bag.callbacks = sequence, busy, draining, schema, callbacks
  units:put(unit, time.live + policy.lease)
end

local function noteLoss(lost)
  bag.rev = math.max(bag.rev, known.rev)
  quieten(policy.lease)
  changed('STORE_LOST', unit, 0, nil, lost)
  if running then
    group.lastToken = math.max(group.lastToken, known.runningToken)
    if not group.grant then
      setGrant({ unit = unit, boot = boot, operation = known.runningOperation, token = known.runningToken,
        at = stamp(), due = 0 })
    end
  end
end

if bag and bag.boot == boot then
  if sequence <= bag.seq then
    return refused('LATE')
  end
elseif bag and bag:hasFollowed(boot) then
  return refused('SUPERSEDED')
elseif bag and bag.boot ~= '' and isLive(unit) then
  return refused('NAME_TAKEN', bag)
end

local lost, rejoins = lossOf(), not isLive(unit)
bag = bag or newBag(unit, hash)
local newBoot = bag.boot ~= boot
join(newBoot)
if lost then
  noteLoss(lost)
end
local accounted = accountForCutShort(bag, newBoot and math.huge or known.startedToken, policy.cut_short)
if newBoot or rejoins then
  readQueue(bag)
  changed('JOINED', unit, 0, nil, boot)
end
if newBoot or rejoins or accounted then
  refresh(bag, readQueue(bag))
else
  place(unit, bag)
end
local work = beat(unit, boot, draining, schema, policy)
tell(unit, 'echo ' .. boot .. ' ' .. whole(sequence))
saveBag(bag)
commit(true)

local lease, due = liveLease(), nextDue()
local answer = answerOf('MEMBER', whole(time.live), lease and lease.unit or '', whole(lease and lease.term or 0),
  bit(lease and isMine(lease, unit, boot)), whole(group.lastToken))
addHeld(answer, unit, boot)
add(answer, group.storeId, whole(bag.rev), whole(group.schema), bit(lost), bit(work), due and whole(due) or '')
return addChanges(answer)
