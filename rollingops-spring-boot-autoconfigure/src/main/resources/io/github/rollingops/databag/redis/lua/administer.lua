-- As an operator: cancel what waits, take a grant away, forget a departed unit, deal with what was set aside.
--
-- KEYS    app, units, heads, requests, retries, delayed, departed, leader, cut_short, seen, seen_at, history,
--         the unit's databag
-- ARGV    host's time or '', unit, action, boot, operation, token, entries, who
-- Answer  'DONE' | 'UNKNOWN' | 'ENDED' | 'GRANTED' | 'NOT_HELD' | 'LIVE' | 'EMPTY' | 'UNREADABLE' | 'CHANGED', a number,
--         changes (type, unit, token, operation, detail)
-- @include lib/step
-- @include lib/departures

local argument, number = group.argument, value.number
local unit, action, boot, id = argument(), argument(), argument(), argument()
local token, seen, who = number(argument()), number(argument()), argument()

group.begin()
local bag = Bag.read(unit, true)
local list, saved = {}, false

local function note(operation)
  group.changed('ADMINISTERED', unit, token, operation, action .. ' ' .. who)
end

local function write(longer)
  list = longer or list
  bag:write(list)
  places.refresh(bag, list)
end

local function cancel()
  if group.isGranted(unit) and group.grant.operation == id then
    return 'GRANTED', 0
  end
  local operation = operations.find(list, id)
  if not operation then
    return bag:hasEnded(id) and 'ENDED' or 'UNKNOWN', 0
  end
  note(operation)
  queue.finish(bag, list, operation, 'CANCELLED', 0)
  write()
  return 'DONE', 1
end

-- The token is burnt by issuing one above it that nobody gets. What the unit wanted to hold on for it has to ask for
-- anew, behind the others.
local function release()
  local grant = group.grant
  if not group.isGranted(unit) or grant.token ~= token then
    return 'NOT_HELD', 0
  end
  local burnt = group.nextToken()
  note(operations.find(list, grant.operation))
  turns.releaseStale(bag)
  if bag then
    bag.busy = true
    bag.state = bag.state == 'retry-hold' and 'retry-release' or bag.state
    write()
  end
  group.tell(unit, 'beat')
  return 'DONE', burnt
end

local function forget()
  if group.isLive(unit) then
    return 'LIVE', 0
  elseif group.isGranted(unit) then
    return 'GRANTED', 0
  elseif bag.boot ~= boot then
    return 'CHANGED', 0
  elseif #list == 0 and not journals.of(bag) then
    return 'EMPTY', 0
  end
  note(nil)
  departures.empty(bag, list)
  saved = true
  return 'DONE', #list
end

-- Queue what can be read now of each text. Answers what is left.
local function readmitTo(longer, texts)
  local left = {}
  for _, text in ipairs(texts) do
    local found, unreadable = operations.ofList(text:find('^%s*%[') and text or '[' .. text .. ']')
    local size = #longer
    for _, operation in ipairs(found) do
      longer[#longer + 1] = operation
    end
    if #found == 0 or operations.listSize(longer) > 262144 then
      for i = #longer, size + 1, -1 do
        longer[i] = nil
      end
      unreadable = { text }
    end
    for _, rest in ipairs(unreadable) do
      left[#left + 1] = rest
    end
  end
  return left
end

local function readmit()
  local texts, size, longer = bag:texts(), #list, {}
  if #texts == 0 then
    return 'EMPTY', 0
  end
  for i, operation in ipairs(list) do
    longer[i] = operation
  end
  local left = readmitTo(longer, texts)
  if #longer == size then
    return 'UNREADABLE', 0
  end
  bag:keepAside(left)
  note(nil)
  -- Read once more, since an id stands for one operation of a queue.
  longer = operations.ofList(operations.listText(longer))
  for i = size + 1, #longer do
    group.changed('REQUESTED', unit, 0, longer[i], who)
  end
  bag.state = bag.state == 'idle' and 'request' or bag.state
  write(longer)
  return 'DONE', #longer - size
end

local function discard()
  local count = #bag:texts()
  if count == 0 then
    return 'EMPTY', 0
  elseif count ~= seen then
    return 'CHANGED', count
  end
  note(nil)
  for _ = 1, count do
    group.changed('DROPPED', unit, 0, nil, 'UNREADABLE')
  end
  bag:keepAside({})
  write()
  return 'DONE', count
end

local actions = { CANCEL = cancel, RELEASE = release, FORGET = forget, READMIT = readmit, DISCARD = discard }
local status, count = 'UNKNOWN', 0
if bag then
  local before = bag.rev
  list = queue.read(bag)
  if bag.rev ~= before then
    places.refresh(bag, list)
  end
  status, count = actions[action]()
elseif action == 'RELEASE' then
  status, count = release()
end
if bag and not saved then
  bag:save()
end
if status == 'DONE' and not group.grant and group.isWaiting() then
  group.wakeLeader(0)
end
local answers = answer.addChanges({ status, value.whole(count) })
step.commit(true)
return answers
