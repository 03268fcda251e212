-- What becomes of that which departed units leave behind.

local departures = lazily(function(departures)
  -- Drop what a unit has queued. Its databag stays, so that it hears of that if it returns soon.
  function departures.empty(bag, list)
    for _, operation in ipairs(list) do
      bag:remember(operation.id, 'UNIT_FORGOTTEN')
      group.changed('DROPPED', bag.unit, 0, operation, 'UNIT_FORGOTTEN')
    end
    journals.remove(bag)
    bag.state, bag.due = 'idle', 0
    bag:write({})
    bag:save()
    group.cutShort:remove(bag.unit)
    group.heads:remove(bag.unit)
    -- Nobody may have seen it off yet.
    places.remove(bag.unit)
    group.departed:put(bag.unit, clock.live)
  end

  -- Remove all that is known of a unit.
  function departures.forget(name, bag)
    if bag then
      journals.remove(bag)
    end
    group.deleting[#group.deleting + 1] = group.unitKey(name)
    group.heads:remove(name)
    group.cutShort:remove(name)
    group.departed:remove(name)
    group.changed('FORGOTTEN', name, 0, nil, '')
  end
end)
