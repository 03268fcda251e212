-- Who leads.

local leadership = lazily(function(leadership)
  -- Give the lease up, and tell one living unit: the one that was heard of last.
  function leadership.giveUp(lease)
    group.setLease(nil)
    group.changed('LEADER_GONE', lease.unit, lease.term, nil, '')
    local last = group.units:lastExcept(lease.unit)
    if last and group.isLive(last.name) then
      group.tell(last.name, 'leader-gone')
    end
  end

  function leadership.take(unit, boot, published)
    group.term = group.term + 1
    group.app:put('term', value.whole(group.term))
    group.setLease({ unit = unit, boot = boot, term = group.term, ends = clock.live + published.lease })
    policy.publish(published, group.term)
    group.app:put('work_since', '0')
    group.changed('LEADER', unit, group.term, nil, '')
  end

  -- How long ago the holder of a lease renewed it; 0 without one, or where the policy that tells its length is gone.
  function leadership.silence(lease)
    return lease and group.policy and math.max(0, value.number(clock.live + group.policy.lease - lease.ends)) or 0
  end

  -- Since when something has been waiting for the leader, or 0; it is told of what is new.
  function leadership.workSince(work)
    local since = work and group.app:number('work_since') or 0
    if work and since == 0 then
      since = clock.live
      group.wakeLeader(0)
    end
    group.app:put('work_since', value.whole(since))
    return since
  end

  -- Let a member take, renew or give up the lease. Answers whether there is something to schedule now.
  function leadership.beat(unit, boot, draining, schema, own)
    local app, work = group.app, group.hasWork()
    local since = leadership.workSince(work)
    local eligible, lease = not draining and schema >= group.schema, group.liveLease()
    if not lease then
      local refused = app:get('refused_boot') == boot and clock.live < app:number('refused_until')
      if eligible and not refused then
        leadership.take(unit, boot, own)
      end
    elseif group.isOf(lease, unit, boot) then
      if not eligible then
        leadership.giveUp(lease)
      elseif since ~= 0 and clock.live - since >= own.renew then
        -- A leader that beats but does not schedule would hold up the group for ever.
        leadership.giveUp(lease)
        app:put('refused_boot', boot)
        app:put('refused_until', value.whole(clock.live + own.lease))
      else
        group.setLease({ unit = unit, boot = boot, term = lease.term, ends = clock.live + own.lease })
      end
    end
    return work
  end
end)
