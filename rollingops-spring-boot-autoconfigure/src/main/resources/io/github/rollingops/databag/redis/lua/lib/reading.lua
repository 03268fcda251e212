-- A databag as a reader is told of it.

local function placeOf(unit)
  if isGranted(unit) then
    return 'GRANTED'
  elseif requests:score(unit) then
    return 'REQUESTS'
  elseif retries:score(unit) then
    return 'RETRIES'
  elseif delayed:score(unit) then
    return 'DELAYED'
  end
  return departed:score(unit) and 'PARKED' or 'NONE'
end

-- unit, boot, sequence, rev, live, busy, draining, callbacks, operations, state, executed at or '0', due in, place,
-- ended (id, reason or '-'), number of texts set aside, those texts
local function addBag(answer, bag)
  local setAside = setAsideOf(bag.hash)
  add(answer, bag.unit, bag.boot, whole(bag.seq), whole(bag.rev), bit(isLive(bag.unit)), bit(bag.busy),
    bit(bag.draining), bag.callbacks, bag.hash:get('operations') or '', bag.state, whole(bag.executedAt),
    whole(math.max(0, bag.due - time.live)), placeOf(bag.unit), table.concat(bag.ended, ' '), whole(#setAside))
  for _, text in ipairs(setAside) do
    add(answer, text)
  end
end
