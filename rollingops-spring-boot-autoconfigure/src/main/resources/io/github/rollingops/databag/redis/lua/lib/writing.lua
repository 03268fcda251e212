-- The writes of a step. Nothing may fail after the first one, for Lua has no rollback.

local writing = { expiring = {} }

-- A group's keys outlive its last heartbeat by 30 days.
writing.keep = 30 * 24 * 3600

-- Once an hour is often enough to say so.
function writing.isStale(kept)
  return math.abs(clock.now - kept) >= 3600000000
end

function writing.noteExpiry()
  local expiring = writing.expiring
  if writing.isStale(group.app:number('kept')) then
    group.app:put('kept', value.whole(clock.now))
    for i = 1, group.shared do
      expiring[#expiring + 1] = KEYS[i]
    end
  end
  for _, bag in ipairs(group.bags) do
    if writing.isStale(bag.hash:number('kept')) then
      bag.hash:put('kept', value.whole(clock.now))
      expiring[#expiring + 1] = bag.hash.key
    end
  end
end

-- What was read is of its type; what is only written has to be asked for it.
function writing.requireTypes()
  for _, collection in ipairs(dirty) do
    if not collection.checked then
      local found = redis.call('TYPE', collection.key).ok
      if found ~= 'none' and found ~= collection.kind then
        error('WRONGTYPE ' .. collection.key .. ' holds a ' .. found .. ' and not a ' .. collection.kind, 0)
      end
    end
  end
end

-- Lua passes on some 8,000 values at most.
function writing.list(command, key, list)
  for first = 1, #list, 1000 do
    redis.call(command, key, unpack(list, first, math.min(first + 999, #list)))
  end
end

-- Additions come first: a request opens with one, and a set that is emptied and filled again keeps its expiry.
function writing.all()
  for _, collection in ipairs(dirty) do
    if collection.mistyped then
      redis.call('DEL', collection.key)
    end
    local command, list = collection:additions()
    if #list > 0 then
      writing.list(command, collection.key, list)
      if not collection:existed() then
        redis.call('EXPIRE', collection.key, writing.keep)
      end
    end
  end
  for _, collection in ipairs(dirty) do
    local command, list = collection:removals()
    writing.list(command, collection.key, list)
  end
  writing.lease()
  for _, key in ipairs(group.deleting) do
    redis.call('DEL', key)
  end
  for _, key in ipairs(writing.expiring) do
    redis.call('EXPIRE', key, writing.keep)
  end
end

-- Its own expiry only cleans up: whether it lasts is told by liveness time.
function writing.lease()
  local lease = group.lease
  if group.leaseChanged and lease then
    redis.call('SET', group.leaderKey, string.format('%s %s %.0f %.0f', lease.unit, lease.boot, lease.term, lease.ends),
      'EX', writing.keep)
  elseif group.leaseChanged then
    redis.call('DEL', group.leaderKey)
  end
end

function writing.history()
  if #group.changes == 0 then
    return
  end
  local size, at = value.whole((group.policy or policy.default).history), iso.text(clock.latest())
  for _, change in ipairs(group.changes) do
    local operation = change.operation or {}
    redis.pcall('XADD', group.historyKey, 'MAXLEN', '~', size, '*', 'type', change.type, 'unit', change.unit, 'at', at,
      'token', value.whole(change.token), 'detail', change.detail, 'operation', operation.id or '', 'callback',
      operation.callback_id or '', 'attempt', operation.attempt or '')
    if change.type == 'JOINED' then
      redis.pcall('EXPIRE', group.historyKey, writing.keep)
    end
  end
end
