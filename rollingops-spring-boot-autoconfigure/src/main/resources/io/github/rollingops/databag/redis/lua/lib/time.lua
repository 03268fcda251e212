-- ISO 8601 to microseconds since 1970 and back.

local iso = lazily(function(iso)
  function iso.dayNumber(year, month, day)
    local y = month <= 2 and year - 1 or year
    local era = math.floor(y / 400)
    local yearOfEra = y - era * 400
    local monthFromMarch = month > 2 and month - 3 or month + 9
    local dayOfYear = math.floor((153 * monthFromMarch + 2) / 5) + day - 1
    return era * 146097 + yearOfEra * 365 + math.floor(yearOfEra / 4) - math.floor(yearOfEra / 100) + dayOfYear - 719468
  end

  function iso.date(days)
    local z = days + 719468
    local era = math.floor(z / 146097)
    local dayOfEra = z - era * 146097
    local yearOfEra = math.floor((dayOfEra - math.floor(dayOfEra / 1460) + math.floor(dayOfEra / 36524)
      - math.floor(dayOfEra / 146096)) / 365)
    local dayOfYear = dayOfEra - (365 * yearOfEra + math.floor(yearOfEra / 4) - math.floor(yearOfEra / 100))
    local monthFromMarch = math.floor((5 * dayOfYear + 2) / 153)
    local month = monthFromMarch < 10 and monthFromMarch + 3 or monthFromMarch - 9
    local year = yearOfEra + era * 400
    return month <= 2 and year + 1 or year, month, dayOfYear - math.floor((153 * monthFromMarch + 2) / 5) + 1
  end

  function iso.text(micros)
    local days = math.floor(micros / 86400000000)
    local rest = micros - days * 86400000000
    local seconds = math.floor(rest / 1000000)
    local year, month, day = iso.date(days)
    return string.format('%04d-%02d-%02dT%02d:%02d:%02d.%06dZ', year, month, day, math.floor(seconds / 3600),
      math.floor(seconds / 60) % 60, seconds % 60, rest - seconds * 1000000)
  end

  function iso.offsetSeconds(text)
    if text == 'Z' or text == 'z' then
      return 0
    end
    local sign, hours, rest = text:match('^([+-])(%d%d)(.*)$')
    if not sign then
      return nil
    end
    local minutes, seconds = rest:match('^:(%d%d):(%d%d)$')
    if not minutes then
      minutes, seconds = rest:match('^(%d%d)(%d%d)$')
    end
    minutes = minutes or rest:match('^:?(%d%d)$')
    if not minutes and rest ~= '' then
      return nil
    end
    local h, m, s = tonumber(hours), tonumber(minutes or 0), tonumber(seconds or 0)
    local offset = h * 3600 + m * 60 + s
    if m > 59 or s > 59 or offset > 18 * 3600 then
      return nil
    end
    return sign == '-' and -offset or offset
  end

  -- nil where the text is no time of the years 1 to 9999 with an offset; what is finer than a microsecond is cut off.
  function iso.micros(text)
    local year, month, day, hour, minute, rest = text:match('^(%d%d%d%d)%-(%d%d)%-(%d%d)[Tt](%d%d):(%d%d)(.+)$')
    if not year then
      return nil
    end
    year, month, day, hour, minute = tonumber(year), tonumber(month), tonumber(day), tonumber(hour), tonumber(minute)
    local second, fraction = 0, ''
    local s, afterSecond = rest:match('^:(%d%d)(.+)$')
    if s then
      second, rest = tonumber(s), afterSecond
      local f, afterFraction = rest:match('^%.(%d*)(.+)$')
      if f then
        fraction, rest = f, afterFraction
      end
    end
    local offset = iso.offsetSeconds(rest)
    if not offset or #fraction > 9 or month < 1 or month > 12 or day < 1 or hour > 23 or minute > 59 or second > 59 then
      return nil
    end
    local days = iso.dayNumber(year, month, day)
    local y, m, d = iso.date(days)
    if y ~= year or m ~= month or d ~= day then
      return nil
    end
    local seconds = days * 86400 + hour * 3600 + minute * 60 + second - offset
    if seconds < -62135596800 or seconds > 253402300799 then
      return nil
    end
    return seconds * 1000000 + tonumber((fraction .. '000000'):sub(1, 6))
  end
end)
