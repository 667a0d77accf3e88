import type { DuLuanError, ErrorCode } from '../../domain/errors.ts';
import type { Log } from '../../domain/log.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { RawItem } from '../../domain/raw-item.ts';
import type { ApiQuota, Source, SourceHealth } from '../../domain/source.ts';
import type { BodySelectors } from '../extract/body-selector.ts';
import type { ApiAnswer, ApiRequest } from '../fetch/ask-api.ts';
import type { CrawlSettings, Platform } from '../fetch/crawl-settings.ts';
import type { FetchedPage, FetchOptions } from '../fetch/fetched-page.ts';

/** What became of one address, post or comment that a visit has seen. Each is told once per visit. */
export type Finding =
  | { readonly type: 'item'; readonly item: RawItem }
  /** Remembered from an earlier visit and not fetched again. */
  | { readonly type: 'known'; readonly key: string; readonly previous: Outcome }
  | { readonly type: 'failed'; readonly key: string; readonly url: string; readonly code: ErrorCode; readonly message: string };

export type Outcomes = (keys: readonly string[]) => Promise<ReadonlyMap<string, Outcome>>;

/** One visit to one source: what it may use, and what it notes for the source's health. */
export interface Visit {
  readonly source: Source;
  readonly previous: SourceHealth | null;
  readonly fetch: (url: string, options?: FetchOptions) => Promise<FetchedPage>;
  readonly ask: (request: ApiRequest) => Promise<ApiAnswer>;
  readonly apis: CrawlSettings['apis'];
  readonly outcomes: Outcomes;
  readonly bodySelectors: BodySelectors;
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly log: Log;
  /** Address as listed → key of the page behind it, where the two differ. Outlives the visit. */
  readonly aliases: Map<string, string>;
  /** Refusals with a `notBefore`: a platform that asks for a rest gets it from all of its sources. Outlives the visit. */
  readonly rests: Map<Platform, DuLuanError>;
  /** Keys that this visit has told of. */
  readonly seen: Set<string>;
  readonly notes: VisitNotes;
}

/** Filled while visiting. */
export interface VisitNotes {
  /** The listing answered 304. */
  notModified: boolean;
  etag: string | null;
  lastModified: string | null;
  /** What the platform was asked for on its day, earlier visits of the day included. */
  quota?: ApiQuota;
  /** Why a platform has ended the visit early. */
  refusal?: DuLuanError;
}

/** One piece of work of a visit, done beside others. It rejects only when the crawler closes. */
export type Work = () => Promise<readonly Finding[]>;

/** Reads a source's listing and says what is to be done. Rejects when the listing itself cannot be read. */
export type VisitKind = (visit: Visit) => AsyncGenerator<Work>;
