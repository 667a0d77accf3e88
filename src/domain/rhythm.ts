import { DAY_MS } from './time.ts';

/** How often a source brings something new, learnt from its visits. Filled by the crawler, kept with the source's health. */
export interface Rhythm {
  /** Watched milliseconds between visits that brought something new, oldest first, at most the last 64. Empty until there were two such visits. */
  readonly gaps: readonly number[];
  /** Watched milliseconds since something new came last. */
  readonly quietMs: number;
}

/** A month of a portal that publishes twice a day, three days of a busy paper. */
const GAPS_KEPT = 64;
/** While nobody looked nothing is known of the source: an outage of ours counts as a day at most, so that it does not become its rhythm. */
const LONGEST_WATCH_MS = DAY_MS;
/** Below this many gaps a rhythm is a guess. */
const FEWEST_GAPS = 8;
/** Without a rhythm of its own a source is silent after this: even a ward's portal publishes weekly. */
const SILENT_WITHOUT_RHYTHM_MS = 7 * DAY_MS;
/** A weekend is no silence. */
const SHORTEST_SILENCE_MS = 2 * DAY_MS;
const SILENCE_QUANTILE = 0.99;

/** Media Cloud polls between these; a newspaper's front page moves every few minutes, and once a day nobody minds. */
const SHORTEST_INTERVAL_MS = 10 * 60_000;
const LONGEST_INTERVAL_MS = DAY_MS;
/** Half of the usual gap: on average an item is then seen a quarter of a gap after it came. */
const INTERVALS_IN_A_GAP = 2;
/** While a source is quiet its interval grows to an eighth of the silence: after a night of six hours it is still asked every 45 minutes. */
const INTERVALS_IN_A_SILENCE = 8;

/**
 * The rhythm after a visit that could be read. `watchedMs` is the time since the last visit that could be read, null for the first, whose
 * finds are not new but everything there is.
 */
export function nextRhythm(previous: Rhythm | undefined, watchedMs: number | null, broughtNew: boolean): Rhythm {
  if (watchedMs === null) return { gaps: [], quietMs: 0 };
  const { gaps, quietMs } = previous ?? { gaps: [], quietMs: 0 };
  const quiet = quietMs + Math.min(Math.max(0, watchedMs), LONGEST_WATCH_MS);
  return broughtNew ? { gaps: [...gaps, quiet].slice(-GAPS_KEPT), quietMs: 0 } : { gaps, quietMs: quiet };
}

/**
 * Milliseconds until the next visit: half the median gap, longer while the source is quiet, between 10 minutes and 24 hours. `startMs` is used
 * until a rhythm is known, and where it lies outside these bounds it moves them.
 */
export function intervalOf(rhythm: Rhythm | undefined, startMs: number): number {
  const { gaps, quietMs } = rhythm ?? { gaps: [], quietMs: 0 };
  const usual = gaps.length < FEWEST_GAPS ? startMs : quantile(gaps, 0.5) / INTERVALS_IN_A_GAP;
  const wanted = Math.max(usual, quietMs / INTERVALS_IN_A_SILENCE);
  return Math.min(Math.max(wanted, Math.min(SHORTEST_INTERVAL_MS, startMs)), Math.max(LONGEST_INTERVAL_MS, startMs));
}

/**
 * How long the source may bring nothing new, milliseconds: the 99 % quantile of its gaps, at least 2 days; 7 days until a rhythm is known. A sound
 * source exceeds it about once in a hundred gaps.
 */
export function longestUsualSilence(rhythm: Rhythm | undefined): number {
  if (!rhythm || rhythm.gaps.length < FEWEST_GAPS) return SILENT_WITHOUT_RHYTHM_MS;
  return Math.max(SHORTEST_SILENCE_MS, quantile(rhythm.gaps, SILENCE_QUANTILE));
}

/** Nearest rank. NaN for no values. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
