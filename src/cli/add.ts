import { setTimeout as pause } from 'node:timers/promises';
import { createCrawler, type Finding } from '../crawlers/crawler.ts';
import { bodySelectorsOf } from '../crawlers/extract/body-selector.ts';
import { DuLuanError } from '../domain/errors.ts';
import { itemId } from '../domain/item-key.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Profile } from '../domain/profile.ts';
import type { RawItem } from '../domain/raw-item.ts';
import { sourceSchema, type Source } from '../domain/source.ts';
import { keepStories } from '../pipeline/story-keeper.ts';
import type { PipelineDeps } from '../pipeline/pipeline-deps.ts';
import { runBatch } from '../pipeline/topology.ts';
import { loadProfile } from '../profiles/load-profile.ts';
import { crawlSettings } from './crawl-settings.ts';
import { openSession, pipelineOf } from './open-session.ts';

/** Source of pasted links where none is named. It is shown as it stands, so it is Vietnamese. */
const PASTED_SOURCE = 'lien-ket-dan-vao';
/** An item that another process works on, or that is put off, is not waited for longer. */
const LONGEST_WAIT_MS = 30_000;
const LOOK_AGAIN_MS = 50;

/** What became of a pasted link, as one JSON line. `known` was read before; `waiting` is in the queue and will be worked on. */
type Report =
  | { readonly outcome: 'saved'; readonly title: string; readonly topics: readonly string[]; readonly itemId: string }
  | { readonly outcome: 'off-topic' | 'waiting'; readonly title: string }
  | { readonly outcome: 'known'; readonly previous: Outcome }
  | { readonly outcome: 'failed'; readonly code: string; readonly message: string };

/**
 * Reads one article the way that crawled ones go, robots.txt and the egress guard included, and prints what became of it. Exit code 1 when it could
 * not be read.
 * @throws USAGE for what is no web address
 */
export async function add(address: string, options: { source?: string }): Promise<void> {
  const session = await openSession();
  try {
    const { config, engine, log } = session;
    const profile = await loadProfile(config.profilesDir, config.profile);
    const source = sourceOf(address, options.source ?? PASTED_SOURCE, profile);
    const crawler = createCrawler({
      log,
      settings: crawlSettings(config),
      outcomes: (keys) => engine.store.outcomes(keys),
      bodySelectors: bodySelectorsOf(profile.outlets),
      now: Date.now,
    });
    try {
      const finding = (await Array.fromAsync(crawler.visit(source, null)))[0];
      const report = await reportOf(finding, pipelineOf(session, profile));
      console.log(JSON.stringify({ url: source.url, ...report }));
      if (report.outcome === 'failed') process.exitCode = 1;
    } finally {
      await crawler.close();
    }
  } finally {
    await session.engine.close();
  }
}

/** A source for one visit. Its outlet is that of the profile's sources on the same host, null when they differ or there is none. */
function sourceOf(address: string, id: string, profile: Profile): Source {
  const host = hostOf(address);
  const outlets = new Set(profile.sources.filter(({ url }) => hostOf(url) === host).map(({ outlet }) => outlet));
  const outlet = outlets.size === 1 ? ([...outlets][0] ?? null) : null;
  const parsed = sourceSchema.safeParse({ id, name: id, kind: 'page', url: address, outlet });
  if (parsed.success && host !== null) return parsed.data;
  const detail = host === null ? `${address} is no web address` : `${id} is no name of a source: lower-case letters, digits and hyphens`;
  throw new DuLuanError('USAGE', { detail });
}

function hostOf(address: string): string | null {
  const url = URL.parse(address);
  return url && /^https?:$/.test(url.protocol) ? url.hostname.replace(/^www\./, '') : null;
}

async function reportOf(finding: Finding | undefined, deps: PipelineDeps): Promise<Report> {
  if (finding === undefined) throw new DuLuanError('INTERNAL');
  if (finding.type === 'failed') return { outcome: 'failed', code: finding.code, message: finding.message };
  if (finding.type === 'known') return { outcome: 'known', previous: finding.previous };
  const { item } = finding;
  const outcome = await workOff(item, deps);
  if (outcome !== 'saved') return { outcome, title: item.title };
  await keepStories(deps.store, null);
  const id = itemId(item.key, item.seenAt);
  const kept = await deps.store.get(id);
  return { outcome, title: item.title, topics: kept?.analysis.topics ?? [], itemId: id };
}

/** Hands the item to the queue and helps to work it off until its outcome is known. */
async function workOff(item: RawItem, deps: PipelineDeps): Promise<Outcome | 'waiting'> {
  await deps.queue.add([{ id: item.key, item }]);
  const until = Date.now() + LONGEST_WAIT_MS;
  for (;;) {
    const batch = await runBatch(deps);
    const outcome = (await deps.store.outcomes([item.key])).get(item.key);
    if (outcome !== undefined) return outcome;
    if (Date.now() > until) return 'waiting';
    if (batch === null) await pause(LOOK_AGAIN_MS);
  }
}
