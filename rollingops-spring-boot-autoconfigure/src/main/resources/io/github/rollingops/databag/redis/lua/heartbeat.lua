-- Join or renew a membership; account for a run cut short; take or renew the leader's lease.
--
-- KEYS    app, units, heads, requests, retries, delayed, departed, leader, cut_short, seen, seen_at, history,
--         the caller's databag
-- ARGV    host's time or '', unit, boot, sequence, busy, draining, schema, proposed store id, callbacks,
--         policy (open, lease, renew, hold, release, cut short, retention, history), known store id, known rev,
--         started token, settled token, running token or '0', running operation, unfinished requests
-- Answer  'MEMBER', time, leader or '', term, leading, silence of the leader, issued,
--         held (token, due in, operation id, operation), store id, rev, schema, lost, work, next due or '', changes (type, unit, token, operation, detail)
--         or 'LATE' | 'SUPERSEDED' | 'NAME_TAKEN', time, boot, sequence and remaining time of the twin
-- @include lib/step
-- @include lib/leadership

local argument, number, flag, whole = group.argument, value.number, value.flag, value.whole
local unit, boot, sequence = argument(), argument(), number(argument())
local busy, draining, schema = flag(argument()), flag(argument()), number(argument())
local proposedStoreId, callbacks, own = argument(), argument(), policy.ofArguments()
local known = { storeId = argument(), rev = number(argument()), startedToken = number(argument()),
  settledToken = number(argument()), runningToken = number(argument()), runningOperation = argument(), unfinished = flag(argument()) }
local running = known.runningToken > 0

group.begin(own)
local bag, hash = Bag.read(unit, true)

local function refused(status, twin)
  local list = { status, whole(clock.live), '', '', '' }
  if twin then
    list = { status, whole(clock.live), twin.boot, whole(twin.seq), whole(group.units:score(unit) - clock.live) }
  end
  step.commit(true)
  return list
end

-- What a unit knows and the store does not has been acknowledged and lost.
local function lossOf()
  if known.storeId ~= '' and known.storeId ~= group.storeId then
    return 'store-id'
  end
  if running and known.runningToken > group.token then
    return 'token'
  end
  local own = bag and bag.boot == boot and bag
  if (bag or running or known.unfinished) and known.rev > (own and own.rev or 0) then
    return 'rev'
  end
  -- Neither a member nor parked: a store that evicts has lost the memberships, and with them who holds rightly.
  if own and not group.units:score(unit) and not group.departed:score(unit) then
    return 'units'
  end
  -- Said before, by an answer of which the unit knows nothing.
  return own and own.lostRev > 0 and known.rev <= own.lostRev and 'rev' or nil
end

local function join(newBoot)
  if group.storeId == '' then
    group.storeId = proposedStoreId
    group.app:put('store_id', proposedStoreId)
  end
  if group.schema == 0 then
    group.schema = schema
    group.app:put('schema', whole(schema))
  end
  if newBoot then
    if group.isGranted(unit) and group.grant.boot ~= boot then
      turns.releaseStale(bag)
    end
    bag:follow(boot, sequence)
  end
  bag.seq, bag.busy, bag.draining, bag.schema = sequence, busy, draining, schema
  bag.lastSeen = iso.text(clock.latest())
  bag.hash:put('callbacks', callbacks)
  group.units:put(unit, clock.live + own.lease)
end

local function noteLoss(lost)
  bag.rev, bag.lostRev = Bag.revisionAfter(math.max(bag.rev, known.rev)), known.rev
  clock.quieten(own.lease)
  -- A unit starts no token below one that it has started, and the clock may be behind as well.
  group.token = math.max(group.token, known.startedToken)
  group.changed('STORE_LOST', unit, 0, nil, lost)
  if running then
    group.token = math.max(group.token, known.runningToken)
    if not group.grant then
      group.setGrant({ unit = unit, boot = boot, operation = known.runningOperation, token = known.runningToken,
        at = iso.text(clock.nextStamp()), due = 0 })
    end
  end
end

if bag and bag.boot == boot then
  if sequence <= bag.seq then
    return refused('LATE')
  end
elseif bag and bag:hasFollowed(boot) then
  return refused('SUPERSEDED')
elseif bag and bag.boot ~= '' and group.isLive(unit) then
  return refused('NAME_TAKEN', bag)
end

local lost = lossOf()
bag = bag or Bag.new(unit, hash)
local newBoot = bag.boot ~= boot
bag.joins = newBoot or not group.isLive(unit)
bag.lostRev = 0
join(newBoot)
if lost then
  noteLoss(lost)
end
local accounted = false
if not newBoot and queue.mayHaveStarted(bag, known) then
  -- Parked until its next heartbeat, which tells.
  bag.busy = true
else
  accounted = queue.accountForCutShort(bag, newBoot and math.huge or known.startedToken, own.cutShort)
end
-- A store that evicts may have lost the heads and nothing else.
local unknown = bag.joins or lost or bag:isStrange() or (bag.state ~= 'idle' and not places.headOf(unit))
if unknown then
  queue.read(bag)
end
if bag.joins then
  group.changed('JOINED', unit, 0, nil, boot)
end
if unknown or accounted then
  places.refresh(bag, queue.read(bag))
else
  places.put(unit, bag)
end
local work = leadership.beat(unit, boot, draining, schema, own)
group.tell(unit, 'echo ' .. boot .. ' ' .. whole(sequence))
bag:save()

local lease = group.liveLease()
local list = { 'MEMBER', whole(clock.live), lease and lease.unit or '', whole(lease and lease.term or 0),
  value.bit(group.isOf(lease, unit, boot)), whole(leadership.silence(lease)), whole(group.token) }
answer.addHeld(list, unit, boot)
answer.add(list, group.storeId, whole(bag.rev), whole(group.schema), value.bit(lost), value.bit(work),
  answer.optional(group.nextDue()))
answer.addChanges(list)
step.commit(true)
return list
