import { join } from 'node:path';
import { configFromEnvironment } from '../config.ts';
import { createSourceChecker, type SourceCheck, type SourceChecker } from '../crawlers/discover/check-source.ts';
import { bodySelectorsOf } from '../crawlers/extract/body-selector.ts';
import type { Source } from '../domain/source.ts';
import { loadProfile } from '../profiles/load-profile.ts';
import { changedRow, rewriteSources, type SourceRow } from '../profiles/rewrite-sources.ts';
import { chooseSources, SOURCES_AT_ONCE } from './choose-sources.ts';
import { crawlSettings } from './crawl-settings.ts';
import { createLog } from './create-log.ts';

const SIGNS = { works: '✓', changed: '~', dead: '✗', refused: '!' } as const;

/**
 * Visits every source of the profile, tells on standard error how each one is, and prints the corrected rows of those that do not work as a
 * JSON array that can be pasted into sources.json. `write` puts them and the dates of the check there. Exit code 1 when one does not work.
 */
export async function doctorSources(options: { readonly write?: true; readonly source?: readonly string[] }): Promise<void> {
  const config = configFromEnvironment();
  const profile = await loadProfile(config.profilesDir, config.profile);
  const sources = chooseSources(profile.sources, options.source ?? null);
  const checker = createSourceChecker({
    log: createLog('silent'),
    settings: crawlSettings(config),
    bodySelectors: bodySelectorsOf(profile.outlets),
    now: Date.now,
  });
  try {
    const checks = await checkAll(sources, checker);
    const corrections = checks.flatMap((check) => correctionOf(check) ?? []);
    console.log(JSON.stringify(corrections, null, 2));
    if (options.write) {
      const rows = new Map(checks.map(({ source, proposal }) => [source.id, changedRow(source, proposal)]));
      await rewriteSources(join(config.profilesDir, config.profile, 'sources.json'), rows);
    }
    if (checks.some(({ verdict }) => verdict !== 'works')) process.exitCode = 1;
  } finally {
    await checker.close();
  }
}

async function checkAll(sources: readonly Source[], checker: SourceChecker): Promise<SourceCheck[]> {
  const waiting = [...sources];
  const checks: SourceCheck[] = [];
  const visitors = Array.from({ length: Math.min(SOURCES_AT_ONCE, waiting.length) }, async () => {
    for (let source = waiting.shift(); source; source = waiting.shift()) {
      const check = await checker.check(source);
      console.error(`${SIGNS[check.verdict]} ${source.id} ${check.verdict}: ${check.detail}`);
      checks.push(check);
    }
  });
  await Promise.all(visitors);
  return checks;
}

/** What to change in the row beside its date; null when nothing better is known. */
function correctionOf({ source, proposal }: SourceCheck): SourceRow | null {
  const { url, kind } = changedRow(source, proposal);
  return url === undefined && kind === undefined ? null : { id: source.id, ...changedRow(source, proposal) };
}
