-- A hash as the step leaves it: reads are remembered, changes are kept back until the commit.

local Hash = {}
Hash.__index = Hash

local function hashAt(key)
  return setmetatable({ key = key, fields = {}, changes = {}, kind = 'hash' }, Hash)
end

-- Read all fields at once.
function Hash:load()
  local answer = read('HGETALL', self.key)
  for i = 1, #answer, 2 do
    self.fields[answer[i]] = answer[i + 1]
  end
  self.loaded, self.checked = true, true
end

-- nil where there is none.
function Hash:get(field)
  local changed = self.changes[field]
  if changed ~= nil then
    return changed or nil
  end
  if self.fields[field] == nil and not self.loaded then
    self.fields[field] = read('HGET', self.key, field)
    self.checked = true
  end
  return self.fields[field] or nil
end

function Hash:number(field)
  return number(self:get(field))
end

function Hash:put(field, value)
  self.changes[field] = value
end

function Hash:remove(field)
  self.changes[field] = false
end

-- Whether something is known to have been there, so that the key is not made by an addition.
function Hash:existed()
  for _, value in pairs(self.fields) do
    if value then
      return true
    end
  end
  return false
end

function Hash:additions()
  local list = {}
  for field, value in pairs(self.changes) do
    if value and value ~= self.fields[field] then
      list[#list + 1] = field
      list[#list + 1] = value
    end
  end
  return 'HSET', list
end

-- What is known not to be there need not be removed.
function Hash:removals()
  local list = {}
  for field, value in pairs(self.changes) do
    local absent = self.fields[field] == false or (self.loaded and not self.fields[field])
    if value == false and not absent then
      list[#list + 1] = field
    end
  end
  return 'HDEL', list
end
