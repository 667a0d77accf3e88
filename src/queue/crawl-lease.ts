/**
 * The right to visit sources. One process of a system has it at a time: the distance between requests to one host, robots.txt and what a host asked
 * for are kept in the crawler's memory, so a second one would double what each host gets. A further process stands by and goes on where the
 * first one ended. Sharing the pace itself through Redis was left: it costs a round trip for each page, and one process reads hundreds of pages
 * a second while politeness allows one for each host.
 */
export interface CrawlLease {
  /** Takes the right, or keeps it for another while; false when another process has it or nobody can tell. Never rejects. */
  hold(): Promise<boolean>;
  /** Gives the right back, if it is ours. Safe to call twice. */
  release(): Promise<void>;
}

/** How long a right lasts that nobody keeps: what a crawler on another machine needs at most to take over from one that was killed. */
export const LEASE_MS = 30_000;
