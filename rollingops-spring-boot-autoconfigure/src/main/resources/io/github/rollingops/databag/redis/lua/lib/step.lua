-- All that a step needs, in the order in which each builds on the one before; and how it ends.
-- @include lib/group
-- @include lib/operations
-- @include lib/bag
-- @include lib/journals
-- @include lib/queue
-- @include lib/places
-- @include lib/turns
-- @include lib/writing
-- @include lib/answer

local step = {}

-- Write what the step changed. Out of memory refuses only a script's first write: with "opens" that is a removing one,
-- so that a full store stops requests and not the fleet.
function step.commit(opens)
  clock.save()
  group.app:put('token', value.whole(group.token))
  if opens then
    writing.noteExpiry()
  end
  writing.requireTypes()
  if opens then
    redis.call('HDEL', group.app.key, 'opening')
  end
  writing.all()
  writing.history()
  for _, hint in ipairs(group.hints) do
    redis.pcall('PUBLISH', group.base .. 'hints:' .. hint.unit, hint.message)
  end
end
