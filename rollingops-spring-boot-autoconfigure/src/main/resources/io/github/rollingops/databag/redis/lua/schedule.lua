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
-- @include lib/departures

local unit, boot, term = group.argument(), group.argument(), value.number(group.argument())
local published, schema = policy.ofArguments(), value.number(group.argument())
local mayAsk = value.flag(group.argument())

group.begin(published)
local declared, wanted = group.declared(), {}

local function isDeclared(name)
  if not declared[name] then
    wanted[#wanted + 1] = name
  end
  return declared[name]
end

-- The version rises once every living unit knows it.
local function raiseSchema()
  if schema <= group.schema then
    return
  end
  local known = true
  for _, entry in ipairs(group.units:upTo(math.huge, 100000)) do
    if entry.score > clock.live then
      local bag = isDeclared(entry.name) and Bag.read(entry.name) or nil
      known = known and bag ~= nil and bag.schema >= schema
    end
  end
  if known then
    group.schema = schema
    group.app:put('schema', value.whole(schema))
  end
end

-- No more than 100 in a step: the next ones are seen off by the next step.
local function seeOff()
  for _, entry in ipairs(group.units:upTo(clock.live, 100)) do
    group.units:remove(entry.name)
    group.changed('DEPARTED', entry.name, 0, nil, '')
    places.put(entry.name)
  end
end

-- A store that evicts may have lost the head of a queue and nothing else.
local function collectOne(entry, hasHead, queuedBefore)
  if not isDeclared(entry.name) then
    return
  end
  local bag = Bag.read(entry.name, true)
  local list = bag and queue.read(bag) or {}
  if not bag or not hasHead and #list == 0 then
    departures.forget(entry.name, bag)
  elseif entry.score <= queuedBefore then
    departures.empty(bag, list)
  else
    places.refresh(bag, list)
    bag:save()
  end
end

-- Remove what departed units left behind, a while after their departure: an hour without operations, else the
-- retention. 16 in a step, of 32 looked at.
local function collect()
  local emptyBefore, queuedBefore, count = clock.live - 3600000000, clock.live - published.retention, 0
  for _, entry in ipairs(group.departed:upTo(math.max(emptyBefore, queuedBefore), 32)) do
    local hasHead = group.heads:get(entry.name) ~= nil
    if count < 16 and entry.score <= (hasHead and queuedBefore or emptyBefore) then
      count = count + 1
      collectOne(entry, hasHead, queuedBefore)
    end
  end
end

local lease = group.liveLease()
if not group.isOf(lease, unit, boot) or lease.term ~= term then
  step.commit(true)
  return { 'NOT_LEADING' }
end
policy.publish(published, term)
group.app:put('work_since', '0')
raiseSchema()
seeOff()
if group.grant and not group.isLive(group.grant.unit) then
  turns.releaseStale()
end
collect()
if mayAsk and #wanted > 0 then
  return answer.ofNames('MEMBERS_CHANGED', wanted)
end
turns.next()
local list = answer.addChanges({ 'SCHEDULED', answer.optional(group.nextDue()) })
step.commit(true)
return list
