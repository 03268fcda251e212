-- Where the heads of the queues stand. A unit that has work is in exactly one place: an index, or the grant. A head is
-- "kind order due boot id" and its operation, so that a grant reads no databag.

-- Puts a retry that keeps the lock, and has lost it, before every request: stamps are below 4e15 until 2096.
local HOLD_FIRST = 4000000000000000
local MAX_PROMOTED = 100

local function headOf(unit)
  local kind, order, due, boot, id, text = (heads:get(unit) or ''):match('^(%S+) (%S+) (%S+) (%S*) (%S+) (.*)$')
  if not kind then
    return nil
  end
  return { kind = kind, order = number(order), due = number(due), boot = boot, id = id, text = text }
end

local function index(unit, head)
  local score = head.kind == 'retry-hold' and head.order - HOLD_FIRST or head.order
  local set = head.kind == 'retry-release' and retries or requests
  set:put(unit, score)
end

-- Put by what belongs to a unit that is gone, from the time when it was first seen to be.
local function park(unit, departedAt)
  if not isGranted(unit) then
    departed:put(unit, departedAt and departedAt ~= math.huge and departedAt or time.live)
  end
end

-- Put the head of a unit where it belongs. Only of a living unit the databag matters. A unit whose grant has just
-- ended is nowhere else, which saves looking.
local function place(unit, bag, wasGranted)
  local departedAt = not wasGranted and departed:score(unit) or nil
  local head = headOf(unit)
  if not wasGranted then
    departed:remove(unit)
    if heads.fields[unit] ~= false or head then
      requests:remove(unit)
      retries:remove(unit)
      delayed:remove(unit)
    end
  end
  if not isLive(unit) then
    park(unit, departedAt)
    return
  end
  if not head or isGranted(unit) then
    return
  end
  if not bag or bag.busy or bag.draining or bag.schema < group.schema then
    departed:put(unit, math.huge)
  elseif head.due > time.live then
    delayed:put(unit, head.due)
  else
    index(unit, head)
  end
end

-- Copy the head of a queue that has changed, and put it where it belongs.
local function refresh(bag, operations, wasGranted)
  local first = operations[1]
  if first then
    local kind = bag.state ~= 'idle' and bag.state or 'request'
    local order = kind == 'request' and microsOf(first.requested_at) or bag.executedAt
    heads:put(bag.unit, kind .. ' ' .. whole(order) .. ' ' .. whole(bag.due) .. ' ' .. bag.boot .. ' ' .. first.id
      .. ' ' .. operationText(first))
  else
    heads:remove(bag.unit)
  end
  place(bag.unit, bag, wasGranted)
end

-- Move what has backed off for long enough to where it can be picked.
local function promote()
  for _, entry in ipairs(delayed:upTo(time.live, MAX_PROMOTED)) do
    delayed:remove(entry.name)
    local head = headOf(entry.name)
    if head then
      index(entry.name, head)
    end
  end
end
