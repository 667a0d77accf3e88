import type { Outlet } from '../domain/profile.ts';
import type { Source } from '../domain/source.ts';
import type { Site } from './sites/site.ts';

/** Origin of a site by its id; every one is known before the first site is built, because sites link to each other. */
export type Origins = (siteId: string) => string;

/** A site that is about to be served, and the source that visits it. */
export interface PlannedSite {
  /** Also the id of its source. */
  readonly id: string;
  /** `empty` builds the same site without entries. */
  readonly build: (origins: Origins, what: 'full' | 'empty') => Site;
  /** All of the source but what is known only once the site listens. */
  readonly source: Omit<Source, 'id' | 'url' | 'commentsUrl' | 'verified' | 'checkedOn' | 'everyMinutes'>;
  /** Comment services only: path of one thread's comments. */
  readonly commentsPath?: string;
}

/** A set of sites, written or from a corpus. */
export interface SitePlan {
  readonly profileId: string;
  readonly profileName: string;
  readonly outlets: readonly Outlet[];
  readonly sites: readonly PlannedSite[];
  /** Distinct addresses and comments that a complete crawl finds. */
  readonly itemCount: number;
}
