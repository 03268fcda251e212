-- As the holder of a grant: write down how far the steps of its operation have got.
--
-- KEYS    app, units, heads, requests, retries, delayed, departed, leader, cut_short, seen, seen_at, history,
--         the caller's databag
-- ARGV    host's time or '', unit, boot, token, operation, 'CLAIM' | 'EXECUTING' | 'UNDOING', version, names of the
--         steps left, steps
-- Answer  'WRITTEN', operation or '', token, version, names of the steps left, steps, changes (type, unit, token,
--         operation, detail)
--         or 'NOT_GRANTED' | 'SUPERSEDED'
-- @include lib/step

local argument, number = group.argument, value.number
local unit, boot, token, operation, mode = argument(), argument(), number(argument()), argument(), argument()
local version, left, steps = number(argument()), argument(), argument()

group.begin()
local bag = Bag.read(unit)

local function ended(list)
  step.commit(true)
  return list
end

-- To undo, also where the store has lost that the caller took the journal over, so that nobody goes on from what is
-- being undone.
local function mayWrite(journal)
  local grant = group.grant
  return group.isOf(grant, unit, boot) and grant.token == token and grant.operation == operation
    or mode == 'UNDOING' and journal ~= nil and journal.operation == operation
end

-- Take over what an earlier run of the operation has left.
local function claim(earlier)
  if earlier and earlier.operation == operation then
    earlier.token, earlier.version = token, 0
    journals.put(bag, earlier)
  else
    journals.remove(bag)
  end
end

if not bag then
  return ended({ 'NOT_GRANTED' })
end
local journal = journals.of(bag)
local own = journal ~= nil and journal.token == token
if bag.boot ~= boot or (journal and journal.token > token) or (own and journal.version > version) then
  return ended({ 'SUPERSEDED' })
end
if not mayWrite(journal) then
  return ended({ 'NOT_GRANTED' })
end
if mode == 'CLAIM' then
  claim(journal)
else
  journals.write(bag, { operation = operation, token = token, version = version, left = left }, steps)
end
bag:save()
local list = { 'WRITTEN' }
answer.addJournal(list, bag)
answer.addChanges(list)
return ended(list)
