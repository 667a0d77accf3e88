import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { sharedSeries, type Shared } from './shared-series.ts';

/** What one batch of a worker came to, as `BatchResult` of the pipeline says it. */
export interface BatchFigures {
  readonly saved: number;
  readonly offTopic: number;
  readonly duplicates: number;
  readonly failed: number;
  readonly postponed: number;
}

/** Work that goes on beside the items: stories are found, a week that is over is closed. */
export type Chore = 'stories' | 'week';

/**
 * What one process counts of itself, for Prometheus. Labels come from closed lists, from the profile (sources) or from our routes; never
 * an item's text, an address or anything of a person, and nothing that a stranger's page could make up without end.
 */
export interface Metrics {
  /** `seconds` from the claim to the acknowledgement. */
  batch(result: BatchFigures, seconds: number): void;
  /** Queue or store failed under a batch; it comes back when its lease ends. */
  batchFailed(): void;
  /** An item is searchable; `seconds` since a crawler read it. */
  searchable(seconds: number): void;
  visit(visit: { readonly sourceId: string; readonly state: string; readonly seconds: number }): void;
  /** One request to a site, redirects each for themselves, without the wait for its turn. `outcome`: see `crawlers/fetch/report-fetch.ts`. */
  fetched(fetch: { readonly outcome: string; readonly seconds: number }): void;
  /** One answer of the API; `route` is the pattern, not the address. */
  answered(answer: { readonly route: string; readonly status: number; readonly seconds: number }): void;
  chore(chore: Chore, run: { readonly seconds: number; readonly failed: boolean }): void;
  /** Adds figures that all processes share: depth of the queue, health of the sources. They are read anew at each scrape. Once per process. */
  watch(shared: Shared): void;
  /** Everything in the text format of Prometheus. Never rejects because queue or store is down: `du_luan_shared_up` then says 0. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Seconds. From a cached page to the longest that a request may take (30 s). */
const ANSWER_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** Seconds. A batch takes well under one; at 10 its lease ends and another worker takes it. */
const BATCH_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Seconds. Idle it is a blink; a day means that workers stood still overnight. */
const LAG_BUCKETS = [0.5, 1, 2.5, 5, 15, 60, 300, 900, 3_600, 21_600, 86_400];
/** Seconds. A feed that has not changed takes one, a deep forum at one page a second half an hour. */
const VISIT_BUCKETS = [0.5, 1, 5, 15, 60, 300, 900, 1_800];
/** Seconds. A pass over a quiet day, and one over a full month. */
const CHORE_BUCKETS = [0.1, 0.5, 1, 5, 15, 60, 300];

/** The registry is the caller's own, so that two can live in one process. Nothing is held open that had to be closed. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  let refresh: (() => Promise<void>) | null = null;
  return {
    ...workSeries(registry),
    ...crawlSeries(registry),
    ...apiSeries(registry),
    ...choreSeries(registry),
    watch(shared) {
      refresh = sharedSeries(registry, shared);
    },
    async text() {
      await refresh?.();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}

function workSeries(registry: Registry): Pick<Metrics, 'batch' | 'batchFailed' | 'searchable'> {
  const registers = [registry];
  const items = new Counter({
    name: 'du_luan_items_total',
    help: 'Items that left the queue, by outcome; postponed ones come back',
    labelNames: ['outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'du_luan_batch_seconds',
    help: 'From claiming a batch to acknowledging it',
    buckets: BATCH_BUCKETS,
    registers,
  });
  const failures = new Counter({
    name: 'du_luan_batch_failures_total',
    help: 'Batches that queue or store failed under; their items are tried again',
    registers,
  });
  const lag = new Histogram({
    name: 'du_luan_item_lag_seconds',
    help: 'From being read by a crawler to being searchable',
    buckets: LAG_BUCKETS,
    registers,
  });
  const count = (result: BatchFigures): void => {
    items.inc({ outcome: 'saved' }, result.saved);
    items.inc({ outcome: 'off-topic' }, result.offTopic);
    items.inc({ outcome: 'duplicate' }, result.duplicates);
    items.inc({ outcome: 'quarantined' }, result.failed);
    items.inc({ outcome: 'postponed' }, result.postponed);
  };
  // A rate can only be told from a series that is there before its first event.
  count({ saved: 0, offTopic: 0, duplicates: 0, failed: 0, postponed: 0 });
  return {
    batch(result, took) {
      count(result);
      seconds.observe(took);
    },
    batchFailed: () => failures.inc(),
    // Clocks of two machines may differ by a little.
    searchable: (age) => lag.observe(Math.max(0, age)),
  };
}

function crawlSeries(registry: Registry): Pick<Metrics, 'visit' | 'fetched'> {
  const registers = [registry];
  const visits = new Counter({
    name: 'du_luan_visits_total',
    help: 'Visits by source and by the state that they found',
    labelNames: ['source', 'state'],
    registers,
  });
  const visitSeconds = new Histogram({
    name: 'du_luan_visit_seconds',
    help: 'One visit of a source, pauses included',
    buckets: VISIT_BUCKETS,
    registers,
  });
  const fetchSeconds = new Histogram({
    name: 'du_luan_fetch_seconds',
    help: 'One request to a site, without the wait for its turn',
    labelNames: ['outcome'],
    buckets: ANSWER_BUCKETS,
    registers,
  });
  return {
    visit({ sourceId, state, seconds }) {
      visits.inc({ source: sourceId, state });
      visitSeconds.observe(seconds);
    },
    fetched: ({ outcome, seconds }) => fetchSeconds.observe({ outcome }, seconds),
  };
}

function apiSeries(registry: Registry): Pick<Metrics, 'answered'> {
  const answers = new Histogram({
    name: 'du_luan_http_request_seconds',
    help: 'Answers of the API by route pattern and status',
    labelNames: ['route', 'status'],
    buckets: ANSWER_BUCKETS,
    registers: [registry],
  });
  return { answered: ({ route, status, seconds }) => answers.observe({ route, status: String(status) }, seconds) };
}

function choreSeries(registry: Registry): Pick<Metrics, 'chore'> {
  const registers = [registry];
  const seconds = new Histogram({
    name: 'du_luan_chore_seconds',
    help: 'Runs of what goes on beside the items: stories, closing a week',
    labelNames: ['chore'],
    buckets: CHORE_BUCKETS,
    registers,
  });
  const failures = new Counter({ name: 'du_luan_chore_failures_total', help: 'Runs that failed', labelNames: ['chore'], registers });
  for (const chore of ['stories', 'week'] satisfies Chore[]) failures.inc({ chore }, 0);
  return {
    chore(chore, run) {
      seconds.observe({ chore }, run.seconds);
      if (run.failed) failures.inc({ chore });
    },
  };
}
