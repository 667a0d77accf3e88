import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { DuLuanError } from '../../domain/errors.ts';
import type { Log } from '../../domain/log.ts';
import { addDays, dayOf, startOfDay } from '../../domain/time.ts';
import type { CrawlSettings } from './crawl-settings.ts';

/**
 * Counts the requests that each host gets in a day of Asia/Ho_Chi_Minh, across visits and restarts. A rendered page counts as one, as its reader
 * would cause it. Hosts with a distance of their own (servers of ours, and platforms, which count themselves) have no limit.
 */
export interface HostBudget {
  /** Takes one request at `host` (host:port). Throws HOST_BUDGET, with `notBefore` in its facts, when the day's are used up. */
  take(host: string): void;
  /** Writes down what is not written yet. */
  close(): void;
}

type BudgetSettings = Pick<CrawlSettings, 'dailyRequestsPerHost' | 'budgetFile' | 'delayByHost'>;

interface BudgetDeps {
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly log: Log;
}

/** After a kill at most the requests of this long are forgotten. */
const SAVE_AFTER_MS = 1_000;

const fileSchema = z.strictObject({ day: z.string(), used: z.record(z.string(), z.number().int().nonnegative()) });
type Written = z.infer<typeof fileSchema>;

export function createHostBudget(settings: BudgetSettings, { now, log }: BudgetDeps): HostBudget {
  const { dailyRequestsPerHost: limit, budgetFile: file, delayByHost } = settings;
  let day = dayOf(now());
  let used = new Map(Object.entries(read(file, day)));
  let unsaved = new Map<string, number>();
  let timer: NodeJS.Timeout | null = null;
  const save = (): void => {
    if (timer) clearTimeout(timer);
    timer = null;
    if (file === null || unsaved.size === 0) return;
    // Another process may have written meanwhile, such as `du-luan add` beside the crawler: only the difference is ours.
    used = new Map(Object.entries(read(file, day)));
    for (const [host, count] of unsaved) used.set(host, (used.get(host) ?? 0) + count);
    unsaved = new Map();
    try {
      write(file, { day, used: Object.fromEntries(used) });
    } catch (err) {
      log.warn({ file, err }, 'budget of hosts not written');
    }
  };
  const turnDay = (today: string): void => {
    unsaved = new Map();
    day = today;
    used = new Map(Object.entries(read(file, day)));
  };
  return {
    take(host) {
      if (delayByHost[host] !== undefined) return;
      const today = dayOf(now());
      if (today !== day) turnDay(today);
      const count = used.get(host) ?? 0;
      if (count >= limit) throw new DuLuanError('HOST_BUDGET', { host, limit, notBefore: startOfDay(addDays(day, 1)) });
      used.set(host, count + 1);
      unsaved.set(host, (unsaved.get(host) ?? 0) + 1);
      timer ??= setTimeout(save, SAVE_AFTER_MS).unref();
    },
    close: save,
  };
}

/** What the file says of `day`; nothing when it is missing, damaged or of another day. */
function read(file: string | null, day: string): Written['used'] {
  if (file === null) return {};
  try {
    const written = fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return written.day === day ? written.used : {};
  } catch {
    // A day that is counted from its middle is no harm worth stopping for.
    return {};
  }
}

/** Whoever reads sees the old file or the new one. */
function write(file: string, content: Written): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const half = `${file}.${process.pid}`;
  writeFileSync(half, JSON.stringify(content), { mode: 0o600 });
  renameSync(half, file);
}
