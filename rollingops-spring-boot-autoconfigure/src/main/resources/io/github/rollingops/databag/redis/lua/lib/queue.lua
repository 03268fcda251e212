-- What a step does to the operations in a databag.

local queue = lazily(function(queue)
  -- The queue, after setting aside what cannot be read, so that it keeps nothing else from its turn. What somebody wrote
  -- by hand, and what stands there as only Lua may read it, as with a name that stands twice, is written as every reader
  -- will.
  function queue.read(bag)
    local whole = bag.hash:get('operations') or ''
    local sum = #whole >= Bag.longQueue and bag.hash:get('operations_sum')
    local list, unreadable, foreign = operations.ofList(whole, sum)
    for _, text in ipairs(unreadable) do
      if bag:setAside(text) then
        group.changed('SET_ASIDE', bag.unit, 0, nil, '')
      else
        group.changed('DROPPED', bag.unit, 0, nil, 'UNREADABLE')
      end
    end
    if #unreadable > 0 and #list == 0 then
      bag.state = 'idle'
    end
    if #unreadable > 0 or bag:isStrange() then
      bag:write(list)
    elseif foreign then
      bag:put(operations.listText(list))
    end
    return list
  end

  -- Let the head be one that has not run yet.
  function queue.proceed(bag, list)
    bag.state, bag.due = #list == 0 and 'idle' or 'request', 0
  end

  -- Remove an operation that is done, or that is dropped for a reason.
  function queue.finish(bag, list, operation, reason, token)
    local index = operations.indexOf(list, operation.id)
    table.remove(list, index)
    if index == 1 then
      queue.proceed(bag, list)
    end
    bag:remember(operation.id, reason)
    group.changed(reason and 'DROPPED' or 'COMPLETED', bag.unit, token, operation, reason or '')
    journals.removeOf(bag, operation.id)
  end

  -- Let an operation whose run failed, and has been counted, wait to run again, or drop it if it has failed, or was
  -- cut short, too often. Answers whether it will be retried.
  function queue.retry(bag, list, failed, state, due, token, maxCutShortRuns)
    if value.number(failed.cut_short) >= maxCutShortRuns then
      queue.finish(bag, list, failed, 'PROCESS_DIED', token)
      return false
    end
    if failed.max_retry ~= '' and value.number(failed.attempt) > value.number(failed.max_retry) then
      queue.finish(bag, list, failed, 'MAX_RETRY_EXCEEDED', token)
      return false
    end
    bag.state, bag.due = state, due
    group.changed('RETRY', bag.unit, token, failed, state)
    return true
  end

  -- Whether a run of this life was cut short of which it may have known nothing as it sent its heartbeat: one that was
  -- under way since before the token was issued says neither that the run began nor that it never will.
  function queue.mayHaveStarted(bag, known)
    local token = value.number((group.cutShort:get(bag.unit) or ''):match('^(%d+) '))
    return math.max(known.startedToken, known.settledToken) < token
  end

  -- Account for a grant of this unit that was released as stale. What never started has not failed: it waits as it did
  -- before the grant. Answers whether the queue may have changed.
  function queue.accountForCutShort(bag, startedToken, maxCutShortRuns)
    local noted = group.cutShort:get(bag.unit)
    if not noted then
      return false
    end
    group.cutShort:remove(bag.unit)
    local token, id = noted:match('^(%d+) (%S*)$')
    if not token or startedToken < value.number(token) then
      return false
    end
    token = value.number(token)
    local list = queue.read(bag)
    local operation = operations.find(list, id)
    if not operation then
      queue.proceed(bag, list)
      journals.removeOf(bag, id)
      bag:write(list)
      return true
    end
    operations.count(operation, 'cut_short')
    -- Where the run left a journal, the attempt is counted by the run that undoes it.
    local journalled = journals.isOf(bag, operation.id)
    if not journalled then
      operations.count(operation, 'attempt')
    end
    bag:ran()
    queue.retry(bag, list, operation, 'retry-release', 0, token,
      journalled and journals.isOpen(bag) and 2 * maxCutShortRuns or maxCutShortRuns)
    bag:write(list)
    return true
  end
end)
