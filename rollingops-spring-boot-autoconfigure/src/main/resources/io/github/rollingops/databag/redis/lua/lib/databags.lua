-- A databag as a reader is told of it.

local databags = lazily(function(databags)
  function databags.placeOf(unit)
    if group.isGranted(unit) then
      return 'GRANTED'
    elseif group.requests:score(unit) then
      return 'REQUESTS'
    elseif group.retries:score(unit) then
      return 'RETRIES'
    elseif group.delayed:score(unit) then
      return 'DELAYED'
    end
    return group.departed:score(unit) and 'PARKED' or 'NONE'
  end

  -- unit, boot, sequence, rev, live, last seen or '0', busy, draining, callbacks, operations, state, executed at or '0',
  -- due in, place, ended (id, reason or '-'), number of texts set aside, those texts, the journal as lib/answer gives it
  function databags.add(list, bag)
    local hash, texts = bag.hash, bag:texts()
    answer.add(list, bag.unit, bag.boot, value.whole(bag.seq), value.whole(bag.rev), value.bit(group.isLive(bag.unit)),
      value.whole(iso.micros(bag.lastSeen) or 0), value.bit(bag.busy), value.bit(bag.draining), hash:get('callbacks') or '')
    answer.add(list, hash:get('operations') or '', bag.state, value.whole(iso.micros(bag.executedAt) or 0),
      value.whole(math.max(0, bag.due - clock.live)), databags.placeOf(bag.unit), hash:get('ended') or '')
    answer.add(list, value.whole(#texts))
    for _, text in ipairs(texts) do
      list[#list + 1] = text
    end
    answer.addJournal(list, bag)
  end
end)
