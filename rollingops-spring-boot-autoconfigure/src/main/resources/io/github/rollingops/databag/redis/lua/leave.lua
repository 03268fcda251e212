-- End a membership for good.
--
-- KEYS    app, units, heads, requests, retries, delayed, departed, leader, cut_short, seen, seen_at, history,
--         the caller's databag
-- ARGV    host's time or '', unit, boot, sequence, started token
-- Answer  'LEFT' | 'NOT_A_MEMBER', changes (type, unit, token, operation, detail)
-- @include lib/step
-- @include lib/leadership

local unit, boot, sequence, startedToken = argument(), argument(), number(argument()), number(argument())

begin()
local bag = readBag(unit)

-- A leave of an earlier life must not end the membership of the present one.
if not bag or bag.boot ~= boot or sequence <= bag.seq then
  commit(true)
  return answerOf('NOT_A_MEMBER')
end
bag.seq, bag.busy, bag.draining = sequence, false, true
units:remove(unit)
local released = isMine(group.grant, unit, boot)
if released and startedToken >= group.grant.token then
  releaseStale(bag)
elseif released then
  local head = headOf(unit)
  local operation = head and head.id == group.grant.operation and operationOfText(head.text) or nil
  changed('HANDED_BACK', unit, group.grant.token, operation, '')
  clearGrant()
end
place(unit, bag)
changed('LEFT', unit, 0, nil, boot)
local lease = liveLease()
if isMine(lease, unit, boot) then
  giveUpLease(lease)
elseif released then
  wakeLeader(0)
end
saveBag(bag)
commit(true)
return addChanges(answerOf('LEFT'))
