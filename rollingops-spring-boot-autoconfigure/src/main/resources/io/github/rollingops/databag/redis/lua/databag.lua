-- Read one unit's databag. Writes nothing: what is due, or over, is for the next step to find.
--
-- KEYS    app, units, heads, requests, retries, delayed, departed, leader, cut_short, seen, seen_at, history,
--         the databag
-- ARGV    host's time or '', unit
-- Answer  'DATABAG' and the databag as lib/databags gives it, or 'NONE'
-- @include lib/step
-- @include lib/databags

local unit = group.argument()

group.begin()
local bag = Bag.read(unit, true)
if not bag then
  return { 'NONE' }
end
local list = { 'DATABAG' }
databags.add(list, bag)
return list
