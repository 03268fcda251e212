-- Answers are flat and of strings only: a nil would end them, and a number would be cut to an integer.

local answer = {}

function answer.add(list, ...)
  for i = 1, select('#', ...) do
    list[#list + 1] = (select(i, ...))
  end
end

function answer.ofNames(status, names)
  local list = { status }
  for _, name in ipairs(names) do
    list[#list + 1] = name
  end
  return list
end

-- The grant that this life of this unit holds: token, time to wait, id, operation; else an empty token.
function answer.addHeld(list, unit, boot)
  local held = group.isOf(group.grant, unit, boot) and turns.held(group.grant) or { '', '', '', '' }
  answer.add(list, held[1], held[2], held[3], held[4])
end

-- What the step changed: type, unit, token, operation, detail of each.
function answer.addChanges(list, saidAlready)
  for _, change in ipairs(group.changes) do
    if change.type ~= saidAlready then
      answer.add(list, change.type, change.unit, value.whole(change.token),
        change.operation and operations.text(change.operation) or '', change.detail)
    end
  end
  return list
end

-- The journal of a databag: operation or '', token, version, names of the steps left, steps.
function answer.addJournal(list, bag)
  local journal = journals.of(bag) or { operation = '', token = 0, version = 0, left = '' }
  answer.add(list, journal.operation, value.whole(journal.token), value.whole(journal.version), journal.left,
    journal.operation ~= '' and bag.hash:get('journal_steps') or '')
end

-- A number, or the empty text for none.
function answer.optional(number)
  return number and value.whole(number) or ''
end
