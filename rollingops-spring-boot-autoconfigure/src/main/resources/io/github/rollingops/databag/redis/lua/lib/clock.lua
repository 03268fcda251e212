-- The two clocks of a group. Stamps order; liveness time measures. "clock" in app: the host's time at the last step,
-- liveness time, the last stamp, the end of a quiet lease.

local clock = {}

function clock.hostTime()
  if ARGV[1] ~= '' then
    return value.number(ARGV[1])
  end
  local answer = redis.call('TIME')
  return tonumber(answer[1]) * 1000000 + tonumber(answer[2])
end

-- Move liveness time on, by no more than a unit may trust itself less than others trust it. After a larger gap nothing
-- is granted for a lease. Where the host's clock went back, what passes from now on counts again.
function clock.begin(callersPolicy)
  local last, live, stamp, quiet = (group.app:get('clock') or ''):match('^(%d+) (%d+) (%d+) (%d+)$')
  clock.now = clock.hostTime()
  clock.stamp, clock.quietUntil = value.number(stamp), value.number(quiet)
  if not last then
    clock.live = clock.now
    return
  end
  local valid = group.policy or callersPolicy
  local gap = math.max(0, clock.now - value.number(last))
  local limit = valid and valid.lease - valid.renew or math.huge
  clock.live = value.number(live)
  -- That nobody is a member shows that nobody can trust himself, but not while a membership may have ended early.
  local trusted = not group.units:isEmpty() or clock.isQuiet()
  clock.live = clock.live + math.min(gap, limit)
  if gap > limit and trusted then
    clock.quieten(valid.lease)
  end
end

function clock.quieten(lease)
  clock.quietUntil = math.max(clock.quietUntil, clock.live + lease)
end

function clock.isQuiet()
  return clock.quietUntil > clock.live
end

-- The time as stamps count it, without taking one.
function clock.latest()
  return math.max(clock.stamp, clock.now)
end

-- A time later than every one that was given before.
function clock.nextStamp()
  clock.stamp = math.max(clock.stamp + 1, clock.now)
  return clock.stamp
end

function clock.save()
  group.app:put('clock', string.format('%.0f %.0f %.0f %.0f', clock.now, clock.live, clock.stamp, clock.quietUntil))
end
