-- As the leader: see departed units off, release stale grants, promote due retries, and grant while the turn is free.
--
-- KEYS    app, units, heads, requests, retries, delayed, departed, leader, cut_short, seen, seen_at, history,
--         the databags that an earlier answer asked for
-- ARGV    host's time or '', unit, boot, term, policy (open, lease, renew, hold, release, cut short, retention,
--         history), schema, whether to answer MEMBERS_CHANGED
-- Answer  'SCHEDULED', next due or '', changes (type, unit, token, operation, detail)
--         or 'NOT_LEADING' or, where databags are needed that were not declared, 'MEMBERS_CHANGED' and their units;
--         then nothing was written
-- @include lib/step

local MAX_DEPARTURES, MAX_COLLECTED, MAX_LOOKED_AT = 100, 16, 32
local EMPTY_RETENTION = 3600 * 1000000

local unit, boot, term = argument(), argument(), number(argument())
local policy, schema, mayAsk = policyArguments(), number(argument()), flag(argument())

begin(policy)
local names = declared()
local wanted = {}

local function isDeclared(name)
  if not names[name] then
    wanted[#wanted + 1] = name
  end
  return names[name]
end

-- The version rises once every living unit knows it.
local function raiseSchema()
  if schema <= group.schema then
    return
  end
  local known = true
  for _, entry in ipairs(units:upTo(math.huge, 100000)) do
    if entry.score > time.live then
      local bag = isDeclared(entry.name) and readBag(entry.name)
      known = known and bag and bag.schema >= schema
    end
  end
  if known then
    group.schema = schema
    app:put('schema', whole(schema))
  end
end

local function seeOff()
  for _, entry in ipairs(units:upTo(time.live, MAX_DEPARTURES)) do
    units:remove(entry.name)
    changed('DEPARTED', entry.name, 0, nil, '')
    place(entry.name)
  end
end

local function empty(bag)
  for _, operation in ipairs(readQueue(bag)) do
    bag:remember(operation.id, 'UNIT_FORGOTTEN')
    changed('DROPPED', bag.unit, 0, operation, 'UNIT_FORGOTTEN')
  end
  bag.state, bag.due = 'idle', 0
  bag:write({})
  saveBag(bag)
  cutShort:remove(bag.unit)
  heads:remove(bag.unit)
  departed:put(bag.unit, time.live)
end

local function forget(name)
  group.deleting[#group.deleting + 1] = unitKey(name)
  heads:remove(name)
  cutShort:remove(name)
  departed:remove(name)
  changed('FORGOTTEN', name, 0, nil, '')
end

-- Remove what departed units left behind, a while after their departure.
local function collect()
  local emptyBefore, queuedBefore = time.live - EMPTY_RETENTION, time.live - policy.retention
  local count = 0
  group.deleting = {}
  for _, entry in ipairs(departed:upTo(math.max(emptyBefore, queuedBefore), MAX_LOOKED_AT)) do
    local name = entry.name
    local queued = heads:get(name) ~= nil
    if count < MAX_COLLECTED and entry.score <= (queued and queuedBefore or emptyBefore) then
      count = count + 1
      if isDeclared(name) then
        local bag = readBag(name)
        if bag and queued then
          empty(bag)
        else
          forget(name)
        end
      end
    end
  end
end

local lease = liveLease()
if not isMine(lease, unit, boot) or lease.term ~= term then
  commit(true)
  return answerOf('NOT_LEADING')
end
publishPolicy(policy, term)
app:remove('work_since')
raiseSchema()
seeOff()
if group.grant and not isLive(group.grant.unit) then
  releaseStale()
end
collect()
if mayAsk and #wanted > 0 then
  return answerOfList('MEMBERS_CHANGED', wanted)
end
nextTurn()
local due = nextDue()
commit(true)
return addChanges(answerOf('SCHEDULED', due and whole(due) or ''))
