import type { Source, SourceHealth } from '../domain/source.ts';
import { searchHref } from '../domain/search-url.ts';
import { toIso } from '../domain/time.ts';
import type { SourcesView, SourceView } from '../domain/views.ts';
import { countsOf } from '../digest/count-span.ts';
import { answerOf, coverageOf, stateInWords, type Answer } from '../digest/coverage.ts';
import type { ApiDeps } from './api-deps.ts';
import type { Names } from './names.ts';

const LEVELS: Readonly<Record<Answer, SourceView['level']>> = {
  answered: 'good',
  silent: 'waiting',
  neverVisited: 'waiting',
  failed: 'bad',
};

/** How each source of the profile does, in the profile's order. `items` counts what was collected; it is no aggregate of opinions. */
export async function buildSources(deps: ApiDeps, names: Names): Promise<SourcesView> {
  const health = await deps.store.sourceHealth();
  const items = countsOf(await deps.store.facets({}, ['source']), 'source');
  const byId = new Map(health.map((one) => [one.sourceId, one]));
  const now = deps.now();
  return {
    coverage: coverageOf(deps.profile.sources, health, now),
    sources: deps.profile.sources.map((source) => ({
      ...healthView(byId.get(source.id), now),
      id: source.id,
      name: source.name,
      kind: source.kind,
      url: source.url,
      outletName: names.ofOutlet(source.outlet, source.url),
      items: items.get(source.id) ?? 0,
      href: searchHref({ sources: [source.id] }),
    })),
  };
}

type HealthView = Omit<SourceView, keyof Pick<Source, 'id' | 'name' | 'kind' | 'url'> | 'outletName' | 'items' | 'href'>;

function healthView(health: SourceHealth | undefined, now: number): HealthView {
  const state = health?.state ?? 'never-visited';
  const answer = answerOf(health, now);
  return {
    state,
    stateName: stateInWords(health, now),
    level: LEVELS[answer],
    stateSince: health ? toIso(health.stateSince) : null,
    checkedAt: isoOrNull(health?.checkedAt),
    lastGoodAt: isoOrNull(health?.lastGoodAt),
    lastNewAt: isoOrNull(health?.lastNewAt),
    failuresInRow: health?.failuresInRow ?? 0,
    found: health?.found ?? 0,
    failed: health?.failed ?? 0,
    quota: health?.quota ?? null,
  };
}

function isoOrNull(instant: number | null | undefined): string | null {
  return instant === null || instant === undefined ? null : toIso(instant);
}
