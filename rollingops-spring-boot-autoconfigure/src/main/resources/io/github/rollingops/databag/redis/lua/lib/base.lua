-- What every step begins with: numbers as text and back, and reads that name their key.

-- Redis 6.2 with "lua-replicate-commands no" refuses a write after TIME without this.
pcall(redis.replicate_commands)

local LARGEST = 9007199254740991

-- tostring and .. give 1.7953e+15 for a time in microseconds.
local function whole(number)
  return string.format('%.0f', number)
end

-- What somebody wrote by hand may be "nan" or no number at all.
local function number(value)
  local n = tonumber(value)
  if n and n == n and n >= -LARGEST and n <= LARGEST then
    return math.floor(n)
  end
  return 0
end

local function flag(value)
  return value == '1'
end

local function present(value)
  return value and value ~= '' and value or nil
end

local function read(command, key, ...)
  local answer = redis.pcall(command, key, ...)
  if type(answer) == 'table' and answer.err then
    error(answer.err .. ' (' .. command .. ' ' .. key .. ')', 0)
  end
  return answer
end

-- Lua's own < goes by the host's locale; a sorted set goes by bytes.
local function before(a, b)
  local common = math.min(#a, #b)
  for i = 1, common do
    local x, y = a:byte(i), b:byte(i)
    if x ~= y then
      return x < y
    end
  end
  return #a < #b
end

local function words(text)
  local list = {}
  for word in string.gmatch(text or '', '%S+') do
    list[#list + 1] = word
  end
  return list
end
