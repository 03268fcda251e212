-- The group: its keys, its two clocks, who leads, who has the turn, and what this step changes and tells.
-- @include lib/base
-- @include lib/time
-- @include lib/hash
-- @include lib/zset

local KEEP = 30 * 24 * 3600
local FRESH = 3600 * 1000000
local FIRST_DATABAG = 13

local BASE = KEYS[1]:sub(1, -4)

local app = hashAt(KEYS[1])
local units = zsetAt(KEYS[2])
local heads = hashAt(KEYS[3])
local requests = zsetAt(KEYS[4])
local retries = zsetAt(KEYS[5])
local delayed = zsetAt(KEYS[6])
local departed = zsetAt(KEYS[7])
local cutShort = hashAt(KEYS[9])
local seen = hashAt(KEYS[10])
local seenAt = zsetAt(KEYS[11])

local group = { bags = {}, changes = {}, hints = {} }
local time = {}

-- ARGV[1] stands for the host's clock in tests; what follows it is read one by one.
local position = 1
local function argument()
  position = position + 1
  return ARGV[position]
end

local function unitKey(unit)
  return BASE .. 'unit:' .. unit
end

-- Names of the databags that were declared for this call.
local function declared()
  local names = {}
  for i = FIRST_DATABAG, #KEYS do
    names[KEYS[i]:sub(#BASE + 6)] = true
  end
  return names
end

local function policyArguments()
  return { open = argument(), lease = number(argument()), renew = number(argument()), hold = number(argument()),
    release = number(argument()), cut_short = number(argument()), retention = number(argument()),
    history = number(argument()) }
end

local function policyOfApp()
  if not app:get('policy_lease') then
    return nil
  end
  return { open = app:get('policy_open'), lease = app:number('policy_lease'), renew = app:number('policy_renew'),
    hold = app:number('policy_hold'), release = app:number('policy_release'),
    cut_short = app:number('policy_cut_short'), history = app:number('policy_history') }
end

local function publishPolicy(policy, term)
  group.policy, group.policyTerm = policy, term
  app:put('policy_term', whole(term))
  app:put('policy_open', policy.open)
  for _, name in ipairs({ 'lease', 'renew', 'hold', 'release', 'cut_short', 'retention', 'history' }) do
    app:put('policy_' .. name, whole(policy[name]))
  end
end

local function hostTime()
  if ARGV[1] ~= '' then
    return number(ARGV[1])
  end
  local answer = redis.call('TIME')
  return tonumber(answer[1]) * 1000000 + tonumber(answer[2])
end

local function quieten(lease)
  time.quietUntil = math.max(time.quietUntil, time.live + lease)
end

local function isQuiet()
  return time.quietUntil > time.live
end

-- Move liveness time on. Where the host's clock went back, what passes from now on counts again.
local function advance(callersPolicy)
  time.now, time.live = hostTime(), app:number('live')
  time.lastStamp, time.quietUntil = app:number('stamp'), app:number('quiet_until')
  if time.live <= 0 then
    time.live = time.now
    return
  end
  local valid = group.policy or callersPolicy
  local gap = math.max(0, time.now - app:number('time'))
  local limit = valid and valid.lease - valid.renew or math.huge
  time.live = time.live + math.min(gap, limit)
  if gap > limit and not units:isEmpty() then
    quieten(valid.lease)
  end
end

-- The time as stamps count it, without taking one.
local function latest()
  return math.max(time.lastStamp, time.now)
end

-- A time later than every one that was given before.
local function stamp()
  time.lastStamp = math.max(time.lastStamp + 1, time.now)
  return time.lastStamp
end

local function readGrant()
  if not present(app:get('granted_unit')) then
    return nil
  end
  return { unit = app:get('granted_unit'), boot = app:get('grant_boot') or '',
    operation = app:get('grant_operation') or '', token = app:number('grant_token'),
    at = microsOf(app:get('granted_at') or '') or 0, due = app:number('grant_due') }
end

local function setGrant(grant)
  group.grant = grant
  app:put('granted_unit', grant.unit)
  app:put('granted_at', isoOf(grant.at))
  app:put('grant_token', whole(grant.token))
  app:put('grant_operation', grant.operation)
  app:put('grant_boot', grant.boot)
  app:put('grant_due', whole(grant.due))
end

local function clearGrant()
  group.grant = nil
  for _, field in ipairs({ 'granted_unit', 'granted_at', 'grant_token', 'grant_operation', 'grant_boot',
      'grant_due' }) do
    app:remove(field)
  end
end

-- A token follows the host's clock, so that a store which lost its last tokens does not issue them again.
local function nextToken()
  group.lastToken = math.max(group.lastToken + 1, time.now)
  return group.lastToken
end

local function readLease()
  local unit, boot, term, ends = (read('GET', KEYS[8]) or ''):match('^(%S+) (%S+) (%d+) (%d+)$')
  return unit and { unit = unit, boot = boot, term = number(term), ends = number(ends) } or nil
end

local function setLease(lease)
  group.lease, group.leaseChanged = lease, true
end

local function liveLease()
  local lease = group.lease
  return lease and lease.ends > time.live and lease or nil
end

local function isMine(holder, unit, boot)
  return holder ~= nil and holder.unit == unit and holder.boot == boot
end

local function isLive(unit)
  local ends = units:score(unit)
  return ends ~= nil and ends > time.live
end

local function isGranted(unit)
  return group.grant ~= nil and group.grant.unit == unit
end

local function isWaiting()
  return not requests:isEmpty() or not retries:isEmpty()
end

-- Whether there is something that only a leader's step will bring on.
local function hasWork()
  if #units:upTo(time.live, 1) > 0 then
    return true
  end
  if group.grant then
    return not isLive(group.grant.unit)
  end
  local first = not isWaiting() and delayed:first()
  return first ~= nil and (first == false or first.score <= time.live)
end

-- In how many microseconds the leader has something to schedule without anybody asking, or nil.
local function nextDue()
  if group.grant then
    return nil
  end
  local due
  if isWaiting() then
    due = 0
  else
    local first = delayed:first()
    if not first then
      return nil
    end
    due = math.max(0, first.score - time.live)
  end
  return math.max(due, time.quietUntil - time.live)
end

local function changed(type, unit, token, operation, detail)
  group.changes[#group.changes + 1] = { type = type, unit = unit, token = token, operation = operation,
    detail = detail }
end

local function tell(unit, message)
  group.hints[#group.hints + 1] = { unit = unit, message = message }
end

local function wakeLeader(dueIn)
  local lease = liveLease()
  if lease then
    tell(lease.unit, 'work ' .. whole(dueIn))
  end
end

-- Tell one living unit that there is no leader: the one that was heard of last.
local function wakeSuccessor(predecessor)
  local last = units:lastExcept(predecessor)
  if last and isLive(last.name) then
    tell(last.name, 'leader-gone')
  end
end

local function begin(callersPolicy)
  app:load()
  group.policy, group.policyTerm = policyOfApp(), app:number('policy_term')
  group.grant, group.lastToken, group.term = readGrant(), app:number('last_token'), app:number('term')
  group.schema, group.storeId = app:number('schema'), app:get('store_id') or ''
  group.lease = readLease()
  advance(callersPolicy)
end
