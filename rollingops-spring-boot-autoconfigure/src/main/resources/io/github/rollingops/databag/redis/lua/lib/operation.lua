-- Operations and queues as text. An operation is a table whose values are all strings; its kwargs stay closed, for
-- Lua's JSON would change their numbers and empty lists.

local FIELDS = { 'id', 'callback_id', 'kwargs', 'requested_at', 'max_retry', 'attempt', 'cut_short' }
local KNOWN = {}
for _, field in ipairs(FIELDS) do
  KNOWN[field] = true
end

-- Lua's JSON escapes every / anew.
local function quoted(text)
  return (cjson.encode(text):gsub('\\/', '/'))
end

local function operationText(operation)
  local parts = {}
  for i, field in ipairs(FIELDS) do
    parts[i] = '"' .. field .. '":' .. quoted(operation[field])
  end
  local unknown = {}
  for field in pairs(operation) do
    if not KNOWN[field] then
      unknown[#unknown + 1] = field
    end
  end
  table.sort(unknown, before)
  for _, field in ipairs(unknown) do
    parts[#parts + 1] = quoted(field) .. ':' .. quoted(operation[field])
  end
  return '{' .. table.concat(parts, ',') .. '}'
end

local function queueText(operations)
  local parts = {}
  for i, operation in ipairs(operations) do
    parts[i] = operationText(operation)
  end
  return '[' .. table.concat(parts, ',') .. ']'
end

local function isCount(text)
  return #text <= 10 and text:find('^%d+$') ~= nil and tonumber(text) <= 2147483647
end

-- An id becomes a word in messages and lists, so one that is none is replaced by one that is always the same.
local function idOf(operation, place)
  local id = operation.id
  if id and #id <= 128 and id:find('^[%w._/-]+$') then
    return id
  end
  return redis.sha1hex(place .. ' ' .. (id or '') .. ' ' .. operation.kwargs)
end

-- The operation in a decoded entry, or nil where it is none.
local function operationOf(entry, place)
  if type(entry) ~= 'table' then
    return nil
  end
  for field, value in pairs(entry) do
    if type(field) ~= 'string' or type(value) ~= 'string' then
      return nil
    end
  end
  entry.max_retry, entry.cut_short = entry.max_retry or '', entry.cut_short or '0'
  if not (entry.callback_id and entry.callback_id:find('%S') and entry.kwargs and entry.attempt
      and isCount(entry.attempt) and isCount(entry.cut_short) and (entry.max_retry == '' or isCount(entry.max_retry))
      and entry.requested_at and microsOf(entry.requested_at)) then
    return nil
  end
  if entry.kwargs == '' then
    entry.kwargs = '{}'
  end
  entry.id = idOf(entry, place)
  return entry
end

local function decode(text)
  local ok, value = pcall(cjson.decode, text)
  if ok and type(value) == 'table' then
    return value
  end
  return nil
end

local function operationOfText(text)
  local entry = decode(text)
  return entry and operationOf(entry, 1)
end

local function afterString(text, from)
  local at = text:find('["\\]', from)
  while at and text:sub(at, at) == '\\' do
    at = text:find('["\\]', at + 2)
  end
  return at and at + 1 or #text + 1
end

-- Cut the text of a list into the texts of its entries.
local function entryTexts(text)
  local list, depth, start = {}, 0, text:find('[', 1, true) + 1
  local at = text:find('[%[%]{}",]', start)
  while at do
    local char = text:sub(at, at)
    local after = at + 1
    if char == '"' then
      after = afterString(text, after)
    elseif char == '{' or char == '[' then
      depth = depth + 1
    elseif depth > 0 and char ~= ',' then
      depth = depth - 1
    elseif depth == 0 then
      list[#list + 1] = text:sub(start, at - 1):match('^%s*(.-)%s*$')
      start = after
    end
    at = text:find('[%[%]{}",]', after)
  end
  return list
end

-- The operations in the text of a queue, and the texts that are none: the whole where it is no list, else entries.
local function readOperations(text)
  if text == '' or text == '[]' then
    return {}, {}
  end
  local entries = text:find('^%s*%[') and decode(text)
  if not entries then
    return {}, { text }
  end
  local operations, unreadable, texts = {}, {}, nil
  for i = 1, #entries do
    local operation = operationOf(entries[i], i)
    if operation then
      operations[#operations + 1] = operation
    else
      texts = texts or entryTexts(text)
      unreadable[#unreadable + 1] = texts[i]
    end
  end
  return operations, unreadable
end

local function indexOf(operations, id)
  for i, operation in ipairs(operations) do
    if operation.id == id then
      return i
    end
  end
  return nil
end

local function copyOf(operation)
  local copy = {}
  for field, value in pairs(operation) do
    copy[field] = value
  end
  return copy
end

local function counted(operation, field)
  operation[field] = whole(number(operation[field]) + 1)
end
