-- Operations and queues as text. An operation is a table whose values are all strings; its kwargs stay closed, for
-- Lua's JSON would change their numbers and empty lists.
-- @include lib/entries

local operations

-- @include lib/written

operations = lazily(function(operations)
  -- Texts of operations as they stand in the queue, until they change: most of a long queue is only moved.
  operations.texts = {}
  operations.fields = { 'id', 'callback_id', 'kwargs', 'requested_at', 'max_retry', 'attempt', 'cut_short' }

  -- Lua's JSON escapes every / anew.
  function operations.quoted(text)
    if not text:find('[^%w .:{}_-]') then
      return '"' .. text .. '"'
    end
    return (cjson.encode(text):gsub('\\/', '/'))
  end

  function operations.text(operation)
    local kept = rawget(operation, 1) or operations.texts[operation]
    if kept then
      return kept
    end
    local quoted, parts = operations.quoted, {}
    for i, field in ipairs(operations.fields) do
      parts[i] = '"' .. field .. '":' .. quoted(operation[field])
    end
    if operations.size(operation) > #parts then
      operations.addUnknown(parts, operation)
    end
    return '{' .. table.concat(parts, ',') .. '}'
  end

  function operations.size(entry)
    local size = 0
    for _ in pairs(type(entry) == 'table' and entry or {}) do
      size = size + 1
    end
    return size
  end

  function operations.addUnknown(parts, operation)
    local known, unknown = {}, {}
    for _, field in ipairs(operations.fields) do
      known[field] = true
    end
    for field in pairs(operation) do
      if not known[field] then
        unknown[#unknown + 1] = field
      end
    end
    table.sort(unknown, value.before)
    for _, field in ipairs(unknown) do
      parts[#parts + 1] = operations.quoted(field) .. ':' .. operations.quoted(operation[field])
    end
  end

  -- How long the text of a list will be.
  function operations.listSize(list)
    local bytes = #list + 1
    for _, operation in ipairs(list) do
      bytes = bytes + #(rawget(operation, 1) or operations.text(operation))
    end
    return bytes
  end

  function operations.listText(list)
    local parts = {}
    for i, operation in ipairs(list) do
      parts[i] = rawget(operation, 1) or operations.text(operation)
    end
    return '[' .. table.concat(parts, ',') .. ']'
  end

  -- The table in a JSON text, or nil.
  function operations.decode(text)
    local ok, decoded = pcall(cjson.decode, text)
    return ok and type(decoded) == 'table' and decoded or nil
  end

  function operations.isCount(text)
    return #text <= 10 and text:find('^%d+$') ~= nil and tonumber(text) <= 2147483647
  end

  function operations.hasStringsOnly(entry)
    for field, text in pairs(entry) do
      if type(field) ~= 'string' or type(text) ~= 'string' then
        return false
      end
    end
    return true
  end

  -- An id becomes a word in messages and lists, so one that is none is replaced by one that is always the same.
  function operations.idOf(entry, place)
    local id = entry.id
    if id and #id <= 128 and id:find('^[%w._/-]+$') then
      return id
    end
    return redis.sha1hex(place .. ' ' .. (id or '') .. ' ' .. entry.kwargs)
  end

  -- An id stands for one operation of a queue: whoever wrote a second one by hand gets another for it.
  function operations.named(operation, place, taken)
    while taken[operation.id] do
      operation.id = redis.sha1hex(place .. ' ' .. operation.id .. ' ' .. operation.kwargs)
    end
    taken[operation.id] = true
    return operation
  end

  -- The operation in a decoded entry, or nil where it is none.
  function operations.ofEntry(entry, place)
    local isCount = operations.isCount
    if type(entry) ~= 'table' or not operations.hasStringsOnly(entry) then
      return nil
    end
    entry.max_retry, entry.cut_short = entry.max_retry or '', entry.cut_short or '0'
    if not (entry.callback_id and entry.callback_id:find('%S') and entry.kwargs and entry.attempt
        and isCount(entry.attempt) and isCount(entry.cut_short) and (entry.max_retry == '' or isCount(entry.max_retry))
        and entry.requested_at and iso.micros(entry.requested_at)) then
      return nil
    end
    if entry.kwargs == '' then
      entry.kwargs = '{}'
    end
    entry.id = operations.idOf(entry, place)
    return entry
  end

  function operations.ofText(text)
    return operations.ofEntry(operations.decode(text), 1)
  end

  -- The operations in the text of a queue, the texts that are none (the whole where it is no list, else entries), and
  -- whether some operation stands there as no step writes it.
  function operations.ofList(text, sum)
    if text == '' or text == '[]' then
      return {}, {}, false
    end
    local asWritten = sum and written.list(text, sum)
    if asWritten then
      return asWritten, {}, false
    end
    local decoded = text:find('^%s*%[') and operations.decode(text)
    if not decoded then
      return {}, { text }, false
    end
    local list, unreadable, taken, texts, foreign = {}, {}, {}, nil, false
    local ours = entries.ofOurs(text, #decoded)
    for i = 1, #decoded do
      local fields = ours and operations.size(decoded[i])
      local operation = operations.ofEntry(decoded[i], i)
      if operation then
        list[#list + 1] = operations.named(operation, i, taken)
        local whole = ours and fields == operations.size(operation) and entries.isWhole(ours[i], fields, operation.id)
        operations.texts[operation] = whole and ours[i] or nil
        foreign = foreign or not whole
      else
        texts = texts or entries.texts(text)
        unreadable[#unreadable + 1] = texts[i]
      end
    end
    return list, unreadable, foreign
  end

  function operations.indexOf(list, id)
    for i, operation in ipairs(list) do
      if operation.id == id then
        return i
      end
    end
    return nil
  end

  function operations.find(list, id)
    local index = operations.indexOf(list, id)
    return index and list[index] or nil
  end

  function operations.copy(operation)
    local copy = {}
    for field, text in pairs(operation) do
      copy[field] = text
    end
    return copy
  end

  -- Count one more of its attempts, or of its runs cut short.
  function operations.count(operation, field)
    operation[field] = value.whole(value.number(operation[field]) + 1)
    operations.texts[operation] = nil
  end
end)
