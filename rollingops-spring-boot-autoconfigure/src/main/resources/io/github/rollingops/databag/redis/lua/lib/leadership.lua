-- Who leads.

local function giveUpLease(lease)
  setLease(nil)
  changed('LEADER_GONE', lease.unit, lease.term, nil, '')
  wakeSuccessor(lease.unit)
end

local function takeLease(unit, boot, policy)
  group.term = group.term + 1
  setLease({ unit = unit, boot = boot, term = group.term, ends = time.live + policy.lease })
  publishPolicy(policy, group.term)
  app:remove('work_since')
  changed('LEADER', unit, group.term, nil, '')
end

-- Let a member take, renew or give up the lease. Answers whether there is something to schedule now.
local function beat(unit, boot, draining, schema, policy)
  local work, since = hasWork(), app:number('work_since')
  if not work then
    since = 0
    app:remove('work_since')
  elseif since == 0 then
    since = time.live
    app:put('work_since', whole(since))
    wakeLeader(0)
  end
  local eligible, lease = not draining and schema >= group.schema, liveLease()
  if not lease then
    local refused = app:get('refused_boot') == boot and time.live < app:number('refused_until')
    if eligible and not refused then
      takeLease(unit, boot, policy)
    end
  elseif isMine(lease, unit, boot) then
    if not eligible then
      giveUpLease(lease)
    elseif since ~= 0 and time.live - since >= policy.renew then
      -- A leader that beats but does not schedule would hold up the group for ever.
      giveUpLease(lease)
      app:put('refused_boot', boot)
      app:put('refused_until', whole(time.live + policy.lease))
    else
      setLease({ unit = unit, boot = boot, term = lease.term, ends = time.live + policy.lease })
    end
  end
  return work
end
