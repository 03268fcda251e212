-- Who has the turn, and who is next.

local turns = lazily(function(turns)
  -- A grant as its holder is told of it: token, time to wait, the operation's id, and the operation if it is the head.
  function turns.held(grant)
    local head = places.headOf(grant.unit)
    local text = head and head.id == grant.operation and head.text or ''
    return { value.whole(grant.token), value.whole(math.max(0, grant.due - clock.live)), grant.operation, text }
  end

  function turns.grant(unit, head)
    local token = group.nextToken()
    group.setGrant({ unit = unit, boot = head.boot, operation = head.id, token = token,
      at = iso.text(clock.nextStamp()), due = 0 })
    group.changed('GRANTED', unit, token, operations.ofText(head.text), '')
    group.tell(unit, 'granted ' .. head.boot .. ' ' .. table.concat(turns.held(group.grant), ' '))
  end

  -- Take the next unit out of its index: requests before retries, the oldest of each.
  function turns.pick()
    local index = group.requests
    local first = index:first()
    if not first then
      index = group.retries
      first = index:first()
    end
    if first then
      index:remove(first.name)
    end
    return first and first.name or nil
  end

  -- Give the turn to the next unit, if it is free and somebody wants it; dead candidates are put by, 32 at most.
  -- Answers whether it was given.
  function turns.next()
    places.promote()
    if group.grant or clock.isQuiet() then
      return false
    end
    for _ = 1, 32 do
      local unit = turns.pick()
      if not unit then
        return false
      end
      local head = places.headOf(unit)
      if head and group.isLive(unit) then
        turns.grant(unit, head)
        return true
      end
      if head then
        group.departed:put(unit, clock.live)
      end
    end
    return false
  end

  -- Take the turn from a holder that is gone, and note it: whether its run counts is for the unit's next heartbeat to
  -- decide.
  function turns.releaseStale(bag)
    local stale = group.grant
    group.setGrant(nil)
    group.cutShort:put(stale.unit, value.whole(stale.token) .. ' ' .. stale.operation)
    group.changed('STALE_RELEASED', stale.unit, stale.token, places.operationOf(stale.unit, stale.operation),
      stale.boot)
    places.put(stale.unit, bag)
  end
end)
