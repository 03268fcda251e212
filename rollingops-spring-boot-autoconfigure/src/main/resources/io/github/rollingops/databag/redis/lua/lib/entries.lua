-- Cuts a list's text into the texts of its entries, so that one that cannot be read is set aside as it stands.

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
end)
