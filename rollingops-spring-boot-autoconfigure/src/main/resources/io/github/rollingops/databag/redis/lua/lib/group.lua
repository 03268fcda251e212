-- The group: its keys, who leads, who has the turn, and what this step changes and tells.
-- @include lib/value
-- @include lib/time
-- @include lib/hash
-- @include lib/zset

local group = {
  base = KEYS[1]:sub(1, -4), app = Hash.at(KEYS[1]), units = Zset.at(KEYS[2]), heads = Hash.at(KEYS[3]),
  requests = Zset.at(KEYS[4]), retries = Zset.at(KEYS[5]), delayed = Zset.at(KEYS[6]), departed = Zset.at(KEYS[7]),
  leaderKey = KEYS[8], cutShort = Hash.at(KEYS[9]), seen = Hash.at(KEYS[10]), seenAt = Zset.at(KEYS[11]),
  historyKey = KEYS[12], shared = 12, bags = {}, deleting = {}, changes = {}, hints = {}, position = 1
}

-- @include lib/clock
-- @include lib/policy

-- ARGV[1] stands for the host's clock in tests; what follows is read one by one.
function group.argument()
  group.position = group.position + 1
  return ARGV[group.position]
end

function group.unitKey(unit)
  return group.base .. 'unit:' .. unit
end

-- The units whose databags were declared for this call.
function group.declared()
  local names = {}
  for i = group.shared + 1, #KEYS do
    names[KEYS[i]:sub(#group.base + 6)] = true
  end
  return names
end

-- Read what every step needs and move the clock on.
function group.begin(callersPolicy)
  local app = group.app
  app:load()
  group.policy = policy.ofApp()
  group.token, group.term, group.schema = app:number('token'), app:number('term'), app:number('schema')
  group.storeId = app:get('store_id') or ''
  group.readGrant()
  group.readLease()
  clock.begin(callersPolicy)
end

function group.readGrant()
  local app = group.app
  local unit = app:get('granted_unit') or ''
  if unit ~= '' then
    group.grant = { unit = unit, boot = app:get('grant_boot') or '', operation = app:get('grant_operation') or '',
      token = app:number('grant_token'), at = app:get('granted_at') or '', due = app:number('grant_due') }
  end
end

-- Note who has the turn, or with nil that nobody has.
function group.setGrant(grant)
  local app = group.app
  group.grant = grant
  app:put('granted_unit', grant and grant.unit or '')
  app:put('granted_at', grant and grant.at or '')
  app:put('grant_token', grant and value.whole(grant.token) or '')
  app:put('grant_operation', grant and grant.operation or '')
  app:put('grant_boot', grant and grant.boot or '')
  app:put('grant_due', grant and value.whole(grant.due) or '')
end

-- A token follows the host's clock, so that a store which lost its last tokens does not issue them again.
function group.nextToken()
  group.token = math.max(group.token + 1, clock.now)
  return group.token
end

function group.readLease()
  local text = value.read('GET', group.leaderKey)
  local unit, boot, term, ends = (text or ''):match('^(%S+) (%S+) (%d+) (%d+)$')
  if unit then
    group.lease = { unit = unit, boot = boot, term = value.number(term), ends = value.number(ends) }
  end
end

function group.setLease(lease)
  group.lease, group.leaseChanged = lease, true
end

function group.liveLease()
  local lease = group.lease
  return lease and lease.ends > clock.live and lease or nil
end

-- Whether a grant or a lease is in the hands of this life of this unit.
function group.isOf(holder, unit, boot)
  return holder ~= nil and holder.unit == unit and holder.boot == boot
end

function group.isLive(unit)
  local ends = group.units:score(unit)
  return ends ~= nil and ends > clock.live
end

function group.isGranted(unit)
  return group.grant ~= nil and group.grant.unit == unit
end

function group.isWaiting()
  return not group.requests:isEmpty() or not group.retries:isEmpty()
end

-- Whether there is something that only a leader's step will bring on.
function group.hasWork()
  if #group.units:upTo(clock.live, 1) > 0 then
    return true
  end
  if group.grant then
    return not group.isLive(group.grant.unit)
  end
  if group.isWaiting() then
    return true
  end
  local first = group.delayed:first()
  return first ~= nil and first.score <= clock.live
end

-- In how many microseconds the leader has something to schedule without anybody asking, or nil.
function group.nextDue()
  if group.grant then
    return nil
  end
  if group.isWaiting() then
    return math.max(0, clock.quietUntil - clock.live)
  end
  local first = group.delayed:first()
  -- Somebody may have written an endless score by hand, which is no number for a reader.
  local due = first and math.min(first.score, 9007199254740991)
  return due and math.max(0, due - clock.live, clock.quietUntil - clock.live) or nil
end

function group.changed(type, unit, token, operation, detail)
  group.changes[#group.changes + 1] = { type = type, unit = unit, token = token, operation = operation,
    detail = detail }
end

function group.tell(unit, message)
  group.hints[#group.hints + 1] = { unit = unit, message = message }
end

function group.wakeLeader(dueIn)
  local lease = group.liveLease()
  if lease then
    group.tell(lease.unit, 'work ' .. value.whole(dueIn))
  end
end
