-- Generic cell rate algorithm over several buckets: takes from all or from none, on this server's own clock.
-- KEYS: one for each bucket; its value is when it will be full, in microseconds. ARGV, four for each: seconds in which a
-- permit grows back, permits at once, permits wanted, permits taken. Returns each bucket's seconds until full, before.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local debts, fits = {}, true
for i, key in ipairs(KEYS) do
  local interval, burst, wanted = tonumber(ARGV[4 * i - 3]) * 1000000, tonumber(ARGV[4 * i - 2]), tonumber(ARGV[4 * i - 1])
  debts[i] = math.max(0, (tonumber(redis.call('GET', key)) or now) - now)
  if wanted > 0 and debts[i] + wanted * interval > burst * interval + 1 then
    fits = false
  end
end
local told = {}
for i, key in ipairs(KEYS) do
  told[i] = string.format('%.6f', debts[i] / 1000000)
  local interval = tonumber(ARGV[4 * i - 3]) * 1000000
  local after = debts[i] + tonumber(ARGV[4 * i]) * interval
  if tonumber(ARGV[4 * i - 1]) == 0 then
    -- What never asks for room cannot owe without end: ten bursts at most.
    after = math.min(after, math.max(debts[i], 10 * tonumber(ARGV[4 * i - 2]) * interval))
  end
  if fits and after <= 0 then
    redis.call('DEL', key) -- so much was given back that it is full
  elseif fits then
    -- A full bucket is like one that was never drawn on, so a row is kept no longer than until it is full.
    redis.call('SET', key, string.format('%.0f', now + after), 'PX', math.ceil(after / 1000) + 1000)
  end
end
return told
