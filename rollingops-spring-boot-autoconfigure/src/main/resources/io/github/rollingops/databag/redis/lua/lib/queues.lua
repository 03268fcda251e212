-- What a step does to the operations in a databag.

-- The queue, after setting aside what cannot be read, so that it keeps nothing else from its turn.
local function readQueue(bag)
  local operations, unreadable = readOperations(bag.hash:get('operations') or '')
  for _, text in ipairs(unreadable) do
    if bag:setAside(text) then
      changed('SET_ASIDE', bag.unit, 0, nil, '')
    else
      changed('DROPPED', bag.unit, 0, nil, 'UNREADABLE')
    end
  end
  if #unreadable > 0 then
    if #operations == 0 then
      bag.state = 'idle'
    end
    bag:write(operations)
  end
  return operations
end

local function find(operations, id)
  local index = indexOf(operations, id)
  return index and operations[index] or nil
end

-- Let the head be one that has not run yet.
local function proceed(bag, operations)
  bag.state, bag.due = #operations == 0 and 'idle' or 'request', 0
end

-- Remove an operation that is done, or that is dropped for a reason.
local function endOperation(bag, operations, operation, reason, token)
  local index = indexOf(operations, operation.id)
  table.remove(operations, index)
  if index == 1 then
    proceed(bag, operations)
  end
  bag:remember(operation.id, reason)
  changed(reason and 'DROPPED' or 'COMPLETED', bag.unit, token, operation, reason or '')
end

-- Put an operation whose run failed, and has been counted, back in its place, or drop it if it has failed too often.
-- Answers whether it will be retried.
local function retryOperation(bag, operations, failed, state, due, token)
  if failed.max_retry ~= '' and number(failed.attempt) > number(failed.max_retry) then
    endOperation(bag, operations, failed, 'MAX_RETRY_EXCEEDED', token)
    return false
  end
  bag.state, bag.due = state, due
  changed('RETRY', bag.unit, token, failed, state)
  return true
end

-- Account for a grant of this unit that was released as stale. What never started has not failed: it waits as it did
-- before the grant. Answers whether the queue may have changed.
local function accountForCutShort(bag, startedToken, maxCutShortRuns)
  local token, id = (cutShort:get(bag.unit) or ''):match('^(%d+) (%S*)$')
  cutShort:remove(bag.unit)
  if not token or startedToken < number(token) then
    return false
  end
  local operations = readQueue(bag)
  local operation = find(operations, id)
  if not operation then
    proceed(bag, operations)
    bag:write(operations)
    return true
  end
  counted(operation, 'attempt')
  counted(operation, 'cut_short')
  bag.executedAt = stamp()
  if number(operation.cut_short) >= maxCutShortRuns then
    endOperation(bag, operations, operation, 'PROCESS_DIED', number(token))
  else
    retryOperation(bag, operations, operation, 'retry-release', 0, number(token))
  end
  bag:write(operations)
  return true
end
