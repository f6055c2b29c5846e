/*
 * Both scripts use the server's own clock, so engines need not agree on the time, and whole microseconds: their sums
 * stay below 2^53, where Lua's doubles are exact. All keys of a call share a hash tag, hence a slot of a cluster.
 */

/**
 * KEYS: the buckets. ARGV: step and tolerance of each, in microseconds.
 * Answers {1 or 0, now, ahead of each bucket}: charged when all conform, otherwise as they were found.
 */
export const TAKE_SCRIPT = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local ahead = {}
local allowed = 1
for i = 1, #KEYS do
  local at = tonumber(redis.call('GET', KEYS[i]) or now)
  ahead[i] = math.max(0, at - now)
  if ahead[i] + ARGV[2 * i - 1] > tonumber(ARGV[2 * i]) then allowed = 0 end
end
if allowed == 1 then
  for i = 1, #KEYS do
    ahead[i] = ahead[i] + ARGV[2 * i - 1]
    if ahead[i] > 0 then
      redis.call('SET', KEYS[i], string.format('%.0f', now + ahead[i]), 'PX', math.ceil(ahead[i] / 1000))
    end
  end
end
return {allowed, now, unpack(ahead)}
`;

/** KEYS: the buckets. ARGV: the change of each and where its earlier charge ended, in microseconds. */
export const CORRECT_SCRIPT = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
for i = 1, #KEYS do
  local delta = tonumber(ARGV[2 * i - 1])
  local at = math.max(now, tonumber(redis.call('GET', KEYS[i]) or now))
  if delta < 0 then delta = -math.max(0, math.min(-delta, ARGV[2 * i] - now)) end
  local ahead = at + delta - now
  if ahead <= 0 then
    redis.call('DEL', KEYS[i])
  else
    redis.call('SET', KEYS[i], string.format('%.0f', at + delta), 'PX', math.ceil(ahead / 1000))
  end
end
return 1
`;
