-- Read the group at one instant. Writes nothing: what is due, or over, is for the next step to find.
--
-- KEYS    app, units, heads, requests, retries, delayed, departed, leader, cut_short, seen, seen_at, history,
--         the databags that an earlier answer asked for
-- ARGV    host's time or '', whether to answer MEMBERS_CHANGED
-- Answer  'SNAPSHOT', time, leader or '', term, issued, grant (unit or '', boot, operation id, token, since), quiet,
--         store id, schema, number of units, then each as lib/databags gives it
--         or, where databags are needed that were not declared, 'MEMBERS_CHANGED' and their units
-- @include lib/step
-- @include lib/databags

local mayAsk = value.flag(group.argument())

group.begin()
local declared, found, missing, isListed = group.declared(), {}, {}, {}
for _, set in ipairs({ group.units, group.departed }) do
  for _, entry in ipairs(set:upTo(math.huge, 100000)) do
    if not isListed[entry.name] then
      isListed[entry.name] = true
      table.insert(declared[entry.name] and found or missing, entry.name)
    end
  end
end
if mayAsk and #missing > 0 then
  return answer.ofNames('MEMBERS_CHANGED', missing)
end

table.sort(found, value.before)
local bags, whole = {}, value.whole
for _, name in ipairs(found) do
  bags[#bags + 1] = Bag.read(name, true)
end
local lease = group.liveLease()
local grant = group.grant or { unit = '', boot = '', operation = '', token = 0, at = '' }
local list = { 'SNAPSHOT', whole(clock.latest()), lease and lease.unit or '', whole(group.term), whole(group.token),
  grant.unit, grant.boot, grant.operation, whole(grant.token), whole(iso.micros(grant.at) or 0),
  whole(math.max(0, clock.quietUntil - clock.live)), group.storeId, whole(group.schema), whole(#bags) }
for _, bag in ipairs(bags) do
  databags.add(list, bag)
end
return list
