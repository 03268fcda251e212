-- End a membership for good.
--
-- KEYS    app, units, heads, requests, retries, delayed, departed, leader, cut_short, seen, seen_at, history,
--         the caller's databag
-- ARGV    host's time or '', unit, boot, sequence, started token
-- Answer  'LEFT' | 'NOT_A_MEMBER', changes (type, unit, token, operation, detail)
-- @include lib/step
-- @include lib/leadership

local argument, number = group.argument, value.number
local unit, boot, sequence, startedToken = argument(), argument(), number(argument()), number(argument())

group.begin()
local bag = Bag.read(unit)

-- A leave of an earlier life must not end the membership of the present one.
if not bag or bag.boot ~= boot or sequence <= bag.seq then
  step.commit(true)
  return { 'NOT_A_MEMBER' }
end
bag.seq, bag.busy, bag.draining = sequence, false, true
group.units:remove(unit)
local grant = group.isOf(group.grant, unit, boot) and group.grant or nil
if grant and startedToken >= grant.token then
  turns.releaseStale(bag)
elseif grant then
  group.changed('HANDED_BACK', unit, grant.token, places.operationOf(unit, grant.operation), '')
  group.setGrant(nil)
end
places.put(unit, bag)
group.changed('LEFT', unit, 0, nil, boot)
local lease = group.liveLease()
if group.isOf(lease, unit, boot) then
  leadership.giveUp(lease)
elseif grant then
  group.wakeLeader(0)
end
bag:save()
local list = answer.addChanges({ 'LEFT' })
step.commit(true)
return list
