-- Read one unit's databag. Writes nothing: what is due, or over, is for the next step to find.
--
-- KEYS    app, units, heads, requests, retries, delayed, departed, leader, cut_short, seen, seen_at, history,
--         the databag
-- ARGV    host's time or '', unit
-- Answer  'DATABAG' and the databag as lib/reading gives it, or 'NONE'
-- @include lib/step
-- @include lib/reading

local unit = argument()

begin()
local bag = readBag(unit)
if not bag then
  return answerOf('NONE')
end
local answer = answerOf('DATABAG')
addBag(answer, bag)
return answer
