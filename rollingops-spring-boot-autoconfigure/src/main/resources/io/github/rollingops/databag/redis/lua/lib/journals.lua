-- What becomes of the journal in a databag. None goes without a word of the steps that it leaves. Its text is the unit's
-- own affair.

local journals = lazily(function(journals)
  -- nil where there is none.
  function journals.of(bag)
    local operation, token, version = (bag.hash:get('journal') or ''):match('^(%S+) (%d+) (%d+)$')
    return operation and { operation = operation, token = value.number(token), version = value.number(version),
      left = bag.hash:get('journal_left') or '' } or nil
  end

  function journals.put(bag, journal)
    bag.hash:put('journal', journal.operation .. ' ' .. value.whole(journal.token) .. ' ' .. value.whole(journal.version))
    bag.hash:put('journal_left', journal.left)
  end

  -- Write it for its present owner. What an earlier run of another operation has left is out of reach then.
  function journals.write(bag, journal, steps)
    local earlier = journals.of(bag)
    if earlier and earlier.operation ~= journal.operation then
      journals.remove(bag)
    end
    journals.put(bag, journal)
    bag.hash:put('journal_steps', steps)
  end

  -- Take the word of the holder, who knows best what is left. Only with steps left does the journal outlast the run.
  function journals.finish(bag, token, left)
    local journal = journals.of(bag)
    if journal and journal.token == token then
      journal.left = left
      if left == '' then
        journals.clear(bag)
      else
        journals.put(bag, journal)
      end
    end
  end

  function journals.clear(bag)
    for _, field in ipairs({ 'journal', 'journal_left', 'journal_steps' }) do
      bag.hash:remove(field)
    end
  end

  function journals.remove(bag)
    local journal = journals.of(bag)
    journals.clear(bag)
    if journal and journal.left ~= '' then
      group.changed('STEPS_LEFT', bag.unit, journal.token, nil, journal.operation .. ' ' .. journal.left)
    end
  end

  -- Remove the journal of an operation that the queue does not have any more.
  function journals.removeOf(bag, id)
    if journals.isOf(bag, id) then
      journals.remove(bag)
    end
  end

  function journals.isOf(bag, id)
    local journal = journals.of(bag)
    return journal ~= nil and journal.operation == id
  end

  function journals.isOpen(bag)
    local journal = journals.of(bag)
    return journal ~= nil and journal.left ~= ''
  end
end)
