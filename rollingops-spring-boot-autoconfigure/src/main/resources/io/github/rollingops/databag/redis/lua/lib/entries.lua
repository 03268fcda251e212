-- Cuts a list's text into the texts of its entries: one that cannot be read is set aside as it stands, one that does
-- not change is written again as it stands.

local entries = lazily(function(entries)
  function entries.afterString(text, from)
    local at = text:find('["\\]', from)
    while at and text:sub(at, at) == '\\' do
      at = text:find('["\\]', at + 2)
    end
    return at and at + 1 or #text + 1
  end

  -- Cut the text of a list into the texts of its entries.
  function entries.texts(text)
    local list, depth, start = {}, 0, text:find('[', 1, true) + 1
    local at = text:find('[%[%]{}",]', start)
    while at do
      local char, after = text:sub(at, at), at + 1
      if char == '"' then
        after = entries.afterString(text, after)
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

  -- The texts of so many entries as the steps write them, or nil where somebody else wrote the list. A string of JSON
  -- holds no bare quote, so what is looked for is nowhere but between two entries.
  function entries.ofOurs(text, count)
    local list, from = {}, 2
    if text:sub(1, 8) ~= '[{"id":"' or text:sub(-3) ~= '"}]' then
      return nil
    end
    while from do
      local at = text:find('},{"id":"', from, true)
      list[#list + 1] = text:sub(from, at or -2)
      from = at and at + 2
    end
    return #list == count and list or nil
  end

  -- Whether the text says of an operation what was made of it: no field twice, none replaced. How many fields were
  -- added shows its caller. Where a name stands twice there are more names than fields; a colon within a string follows
  -- a quote only with a backslash before it.
  function entries.isWhole(text, fields, id)
    local _, names = text:gsub('[^\\]":', '')
    return names == fields and text:sub(1, 9 + #id) == '{"id":"' .. id .. '",'
      and not text:find('"kwargs":""', 1, true)
  end
end)
