import type { ExplainItem } from '../domain/explanation.ts';
import type { Log } from '../domain/log.ts';
import type { Profile } from '../domain/profile.ts';
import type { Overview } from '../domain/views.ts';
import type { Queue } from '../queue/queue.ts';
import type { Store } from '../store/store.ts';

/** What the API needs of the world. */
export interface ApiDeps {
  readonly store: Store;
  readonly queue: Queue;
  readonly profile: Profile;
  /** Measured quality of the classifiers; empty when none was measured. */
  readonly quality: readonly Overview['accuracy'][number][];
  /** Says which words spoke for a label. Absent: nothing is explained. */
  readonly explain?: ExplainItem;
  /** Folder of the built dashboard; null serves the API and the digests only. */
  readonly webDir: string | null;
  /** Host names, without port, under which browsers may ask besides loopback. Absent: none. */
  readonly publicHosts?: readonly string[];
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly log: Log;
  /** Counts the answers and serves what the process counts of itself. Absent: no /metrics. */
  readonly metrics?: ApiMetrics;
}

export interface ApiMetrics {
  answered(answer: { readonly route: string; readonly status: number; readonly seconds: number }): void;
  text(): Promise<string>;
  readonly contentType: string;
}
