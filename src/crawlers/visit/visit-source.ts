import { DuLuanError } from '../../domain/errors.ts';
import type { SourceHealth, SourceKind } from '../../domain/source.ts';
import { isEnding } from './failure.ts';
import { gather } from './gather.ts';
import { count, healthAfter, newVisitTally } from './source-health.ts';
import { visitComments } from './visit-comments.ts';
import { visitFacebookPage } from './visit-facebook-page.ts';
import { visitFeed } from './visit-feed.ts';
import { visitForum } from './visit-forum.ts';
import { visitPage } from './visit-page.ts';
import { visitSection } from './visit-section.ts';
import { visitSitemap } from './visit-sitemap.ts';
import { visitThreads } from './visit-threads.ts';
import { visitYoutube } from './visit-youtube.ts';
import type { Finding, Visit, VisitKind } from './visit.ts';

const KINDS: Readonly<Record<SourceKind, VisitKind>> = {
  feed: visitFeed,
  sitemap: visitSitemap,
  section: visitSection,
  forum: visitForum,
  comments: visitComments,
  page: visitPage,
  youtube: visitYoutube,
  'facebook-page': visitFacebookPage,
  threads: visitThreads,
};

/**
 * Visits a source once: tells every address, post and comment, then returns the source's health. At most `fetchAhead` pieces of work are in
 * hand, and nothing is fetched while the consumer is slow.
 * @throws DuLuanError CRAWLER_CLOSED, STORE_CLOSED, QUEUE_CLOSED; whatever else fails is told as a finding or in the health.
 */
export async function* visitSource(visit: Visit, fetchAhead: number): AsyncGenerator<Finding, SourceHealth> {
  const tally = newVisitTally();
  const batches = gather(KINDS[visit.source.kind](visit), fetchAhead);
  for (;;) {
    let findings: readonly Finding[];
    try {
      const step = await batches.next();
      if (step.done) return healthAfter(visit, tally, visit.notes.refusal ?? null);
      findings = step.value;
    } catch (err) {
      if (isEnding(err)) throw err;
      if (!(err instanceof DuLuanError)) visit.log.error({ sourceId: visit.source.id, err }, 'visit could not be finished');
      return healthAfter(visit, tally, err);
    }
    for (const finding of findings) {
      count(finding, tally);
      yield finding;
    }
  }
}
