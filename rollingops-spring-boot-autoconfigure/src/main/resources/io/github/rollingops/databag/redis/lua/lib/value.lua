-- Numbers, flags and words as text, and back. Functions stand in tables, here and in all other pieces: as locals they
-- would cost each call of a script far more than all that it does, for Lua looks every one of them up among the others.

-- Redis 6.2 with "lua-replicate-commands no" refuses a write after TIME without this.
pcall(redis.replicate_commands)

-- A table whose functions are defined when the first of them is used: every call of a script begins with nothing.
local function lazily(define)
  return setmetatable({}, { __index = function(self, name)
    setmetatable(self, nil)
    define(self)
    return self[name]
  end })
end

local value = {}

-- tostring and .. give 1.7953e+15 for a time in microseconds.
function value.whole(number)
  return string.format('%.0f', number)
end

-- What somebody wrote by hand may be "nan", or no number at all. Beyond 2^53 numbers have gaps.
function value.number(text)
  local number = tonumber(text)
  if number and number >= -9007199254740991 and number <= 9007199254740991 then
    return math.floor(number)
  end
  return 0
end

function value.flag(text)
  return text == '1'
end

function value.bit(flag)
  return flag and '1' or '0'
end

-- Lua's own < goes by the host's locale; a sorted set goes by bytes.
function value.before(a, b)
  for i = 1, math.min(#a, #b) do
    local x, y = a:byte(i), b:byte(i)
    if x ~= y then
      return x < y
    end
  end
  return #a < #b
end

function value.words(text)
  local list = {}
  for word in string.gmatch(text or '', '%S+') do
    list[#list + 1] = word
  end
  return list
end

function value.hasWord(text, word)
  return (' ' .. (text or '') .. ' '):find(' ' .. word .. ' ', 1, true) ~= nil
end

-- Read, and name the key where that fails.
function value.read(command, key, ...)
  local answer = redis.pcall(command, key, ...)
  if type(answer) == 'table' and answer.err then
    error(answer.err .. ' (' .. command .. ' ' .. key .. ')', 0)
  end
  return answer
end
