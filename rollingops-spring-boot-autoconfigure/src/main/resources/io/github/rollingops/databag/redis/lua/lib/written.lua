-- Long queues that are known to be as a step wrote them, by a checksum that it left beside: such a one need not be read to
-- be moved, which would take most of the time of a step. Whoever writes one by hand leaves the checksum of another.

local written = lazily(function(written)
  -- An operation is decoded when something of it is asked for. Until then it holds its text alone.
  written.meta = { __index = function(operation, field)
    local text = rawget(operation, 1)
    setmetatable(operation, nil)
    operation[1] = nil
    operations.texts[operation] = text
    for name, word in pairs(cjson.decode(text)) do
      operation[name] = word
    end
    return operation[field]
  end }

  -- The operations in the text of a queue, or nil where it may not be what a step wrote. A string of JSON holds no bare
  -- quote, so what is looked for is nowhere but between two entries.
  function written.list(text, sum)
    if redis.sha1hex(text) ~= sum then
      return nil
    end
    local list, from, meta = {}, 2, written.meta
    while from do
      local at = text:find('},{"id":"', from, true)
      list[#list + 1] = setmetatable({ text:sub(from, at or -2) }, meta)
      from = at and at + 2
    end
    return list
  end
end)
