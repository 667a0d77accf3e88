import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { LEASE_MS, type CrawlLease } from '../crawl-lease.ts';
import type { Log } from '../../domain/log.ts';

/** Beyond this Redis counts as out of reach; the right is asked for once a second. */
const COMMAND_TIMEOUT_MS = 1_500;
/** Takes a free right and prolongs one's own, in one step. */
const HOLD = `
local owner = redis.call('get', KEYS[1])
if owner and owner ~= ARGV[1] then return 0 end
redis.call('set', KEYS[1], ARGV[1], 'px', ARGV[2])
return 1`;
const RELEASE = `if redis.call('get', KEYS[1]) == ARGV[1] then redis.call('del', KEYS[1]) end`;

/** A right that a key in Redis stands for; it lasts `leaseMs` beyond the last `hold`. Connects with the first one. */
export function openRedisLease(options: {
  readonly url: string;
  readonly key: string;
  readonly log: Log;
  readonly leaseMs?: number;
}): CrawlLease {
  const { url, key, log, leaseMs = LEASE_MS } = options;
  const mine = randomUUID();
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 1,
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: COMMAND_TIMEOUT_MS,
  });
  redis.on('error', (err: unknown) => log.debug({ err }, 'redis unreachable'));
  return {
    async hold() {
      try {
        return (await redis.eval(HOLD, 1, key, mine, leaseMs)) === 1;
      } catch (err) {
        log.warn({ err }, 'the right to crawl cannot be asked for');
        return false;
      }
    },
    async release() {
      if (redis.status === 'ready') await redis.eval(RELEASE, 1, key, mine).catch(() => {}); // It ends by itself.
      redis.disconnect();
    },
  };
}
