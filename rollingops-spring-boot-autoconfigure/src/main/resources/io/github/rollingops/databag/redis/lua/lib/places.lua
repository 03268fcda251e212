-- Where the heads of the queues stand. A unit that has work is in exactly one place: an index, or the grant. A head is
-- "kind order due boot id" and its operation, so that a grant reads no databag.

local places = lazily(function(places)
  function places.headOf(unit)
    local text = group.heads:get(unit)
    local kind, order, due, boot, id, operation = (text or ''):match('^(%S+) (%S+) (%S+) (%S*) (%S+) (.*)$')
    if not kind then
      return nil
    end
    return { kind = kind, order = value.number(order), due = value.number(due), boot = boot, id = id, text = operation }
  end

  -- The operation of a unit's head, if it has that id.
  function places.operationOf(unit, id)
    local head = places.headOf(unit)
    return head and head.id == id and operations.ofText(head.text) or nil
  end

  -- A retry that keeps the lock, and has lost it, comes before every request: stamps are below 4e15 until 2096.
  function places.indexOf(head)
    if head.kind == 'retry-release' then
      return group.retries, head.order
    end
    return group.requests, head.kind == 'retry-hold' and head.order - 4000000000000000 or head.order
  end

  -- Where the head of a living unit belongs.
  function places.of(bag, head)
    if not bag or bag.busy or bag.draining or bag.schema < group.schema then
      return group.departed, math.huge
    elseif head.due > clock.live then
      return group.delayed, head.due
    end
    return places.indexOf(head)
  end

  -- Put by what belongs to a unit that is gone, from the time when it was first seen to be.
  function places.park(unit, departedAt)
    if not group.isGranted(unit) then
      group.departed:put(unit, departedAt and departedAt ~= math.huge and departedAt or clock.live)
    end
  end

  function places.remove(unit)
    group.departed:remove(unit)
    group.requests:remove(unit)
    group.retries:remove(unit)
    group.delayed:remove(unit)
  end

  -- Put the head of a unit where it belongs. Only of a living unit the databag matters. A unit that had the turn until
  -- now stands nowhere else, which saves looking, and so does a member that has nothing queued, or stands there already.
  function places.put(unit, bag, hadTurn)
    local live, departedAt = group.isLive(unit), nil
    local head = places.headOf(unit)
    local set, score
    if live and head and not group.isGranted(unit) then
      set, score = places.of(bag, head)
    end
    local unchanged = live and bag ~= nil and not bag.joins and group.heads.changes[unit] == nil
    if unchanged and set and set:score(unit) == score then
      return
    end
    if not hadTurn and (head or not unchanged) then
      departedAt = group.departed:score(unit)
      places.remove(unit)
    end
    if not live then
      places.park(unit, departedAt)
    elseif set then
      set:put(unit, score)
    end
  end

  -- Copy the head of a queue that has changed, and put it where it belongs.
  function places.refresh(bag, list, hadTurn)
    local first = list[1]
    if first then
      local kind = bag.state ~= 'idle' and bag.state or 'request'
      local order = iso.micros(kind == 'request' and first.requested_at or bag.executedAt) or 0
      group.heads:put(bag.unit, string.format('%s %.0f %.0f %s %s %s', kind, order, bag.due, bag.boot, first.id,
        operations.text(first)))
    else
      group.heads:remove(bag.unit)
    end
    places.put(bag.unit, bag, hadTurn)
  end

  -- Move what has backed off for long enough to where it can be picked.
  function places.promote()
    for _, entry in ipairs(group.delayed:upTo(clock.live, 100)) do
      group.delayed:remove(entry.name)
      local head = places.headOf(entry.name)
      if head then
        local set, score = places.indexOf(head)
        set:put(entry.name, score)
      end
    end
  end
end)
