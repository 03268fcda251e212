-- Read the group at one instant. Writes nothing: what is due, or over, is for the next step to find.
--
-- KEYS    app, units, heads, requests, retries, delayed, departed, leader, cut_short, seen, seen_at, history,
--         the databags that an earlier answer asked for
-- ARGV    host's time or '', whether to answer MEMBERS_CHANGED
-- Answer  'SNAPSHOT', time, leader or '', term, issued, grant (unit or '', boot, operation id, token, since), quiet,
--         store id, schema, number of units, then each as lib/reading gives it
--         or, where databags are needed that were not declared, 'MEMBERS_CHANGED' and their units
-- @include lib/step
-- @include lib/reading

local MANY = 100000

local mayAsk = flag(argument())

begin()
local known, found, missing, isListed = declared(), {}, {}, {}
for _, set in ipairs({ units, departed }) do
  for _, entry in ipairs(set:upTo(math.huge, MANY)) do
    if not isListed[entry.name] then
      isListed[entry.name] = true
      table.insert(known[entry.name] and found or missing, entry.name)
    end
  end
end
if mayAsk and #missing > 0 then
  return answerOfList('MEMBERS_CHANGED', missing)
end

table.sort(found, before)
local bags = {}
for _, name in ipairs(found) do
  bags[#bags + 1] = readBag(name)
end
local lease, grant = liveLease(), group.grant or { unit = '', boot = '', operation = '', token = 0, at = 0 }
local answer = answerOf('SNAPSHOT', whole(latest()), lease and lease.unit or '', whole(group.term),
  whole(group.lastToken), grant.unit, grant.boot, grant.operation, whole(grant.token), whole(grant.at),
  whole(math.max(0, time.quietUntil - time.live)), group.storeId, whole(group.schema), whole(#bags))
for _, bag in ipairs(bags) do
  addBag(answer, bag)
end
return answer
