-- Who has the turn, and who is next.

local MAX_CANDIDATES = 32

-- A grant as its holder is told of it: token, time to wait, the operation's id, and the operation if it is the head.
local function held(grant)
  local head = headOf(grant.unit)
  local text = head and head.id == grant.operation and head.text or ''
  return { whole(grant.token), whole(math.max(0, grant.due - time.live)), grant.operation, text }
end

local function grantTo(unit, head)
  local token = nextToken()
  setGrant({ unit = unit, boot = head.boot, operation = head.id, token = token, at = stamp(), due = 0 })
  changed('GRANTED', unit, token, operationOfText(head.text), '')
  tell(unit, 'granted ' .. head.boot .. ' ' .. table.concat(held(group.grant), ' '))
end

-- Take the next unit out of its index: requests before retries, the oldest of each.
local function pick()
  local set = not requests:isEmpty() and requests or retries
  local first = set:first()
  if first then
    set:remove(first.name)
  end
  return first and first.name or nil
end

-- Give the turn to the next unit, if it is free and somebody wants it. Answers whether it was given.
local function nextTurn()
  promote()
  if group.grant or isQuiet() then
    return false
  end
  for _ = 1, MAX_CANDIDATES do
    local unit = pick()
    if not unit then
      return false
    end
    local head = headOf(unit)
    if head and isLive(unit) then
      grantTo(unit, head)
      return true
    end
    if head then
      departed:put(unit, time.live)
    end
  end
  return false
end

-- Take the turn from a holder that is gone, and note it: whether its run counts is for the unit's next heartbeat to
-- decide.
local function releaseStale(bag)
  local stale = group.grant
  clearGrant()
  cutShort:put(stale.unit, whole(stale.token) .. ' ' .. stale.operation)
  local head = headOf(stale.unit)
  local operation = head and head.id == stale.operation and operationOfText(head.text) or nil
  changed('STALE_RELEASED', stale.unit, stale.token, operation, stale.boot)
  place(stale.unit, bag)
end
