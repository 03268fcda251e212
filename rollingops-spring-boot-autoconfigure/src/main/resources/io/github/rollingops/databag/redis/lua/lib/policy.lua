-- What the leader lets others do. "policy" in app: term, open, lease, renew deadline, longest delays of a hold and of a
-- release, limit of cut-short runs, retention, size of the history.

local policy = lazily(function(policy)
  policy.default = { hold = 5000000, release = 60000000, cutShort = 3, history = 1000 }

  function policy.ofArguments()
    local argument, number = group.argument, value.number
    return { open = argument(), lease = number(argument()), renew = number(argument()), hold = number(argument()),
      release = number(argument()), cutShort = number(argument()), retention = number(argument()),
      history = number(argument()) }
  end

  -- nil before the first leader.
  function policy.ofApp()
    local term, open, lease, renew, hold, release, cutShort, _, history = (group.app:get('policy') or '')
      :match('^(%d+) (%d) (%d+) (%d+) (%d+) (%d+) (%d+) (%d+) (%d+)$')
    if not term then
      return nil
    end
    return { term = tonumber(term), open = open, lease = tonumber(lease), renew = tonumber(renew),
      hold = tonumber(hold), release = tonumber(release), cutShort = tonumber(cutShort), history = tonumber(history) }
  end

  function policy.publish(new, term)
    new.term = term
    group.policy = new
    group.app:put('policy', string.format('%.0f %s %.0f %.0f %.0f %.0f %.0f %.0f %.0f', term, new.open, new.lease,
      new.renew, new.hold, new.release, new.cutShort, new.retention, new.history))
  end
end)
