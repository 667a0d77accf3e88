import { NEWS_EVENT_NAMES } from '../domain/news-event.ts';
import { NEWS_KIND_NAMES } from '../domain/news-kind.ts';
import { competentBody } from '../digest/competent-body.ts';
import type { CompetentBody } from '../domain/competent-body.ts';
import type { Item } from '../domain/item.ts';
import { ACT_NAMES, STANCE_NAMES, TONE_NAMES } from '../domain/opinion.ts';
import type { Profile } from '../domain/profile.ts';
import { ITEM_KIND_NAMES } from '../domain/raw-item.ts';
import { TOPIC_NAMES } from '../domain/topic.ts';

/** What the classifier would not commit itself on. */
const ABSTAINED = 'Chưa xác định';
const UNKNOWN_OUTLET = 'Chưa rõ cơ quan báo chí';

/** Vietnamese names of every code a reader may meet. */
export interface Names {
  /** Name of a value of a facet; the value itself when nobody named it. */
  readonly ofFacet: (facet: string, value: string) => string;
  /** Name of an outlet; without one the host of the address, which every reader knows. */
  readonly ofOutlet: (outlet: string | null, url: string) => string;
  readonly ofSource: (sourceId: string) => string;
  /** Name of a unit; the text's own words for a unit of another province. */
  readonly ofPlace: (unit: string, written: string) => string;
  readonly bodyOf: (item: Item) => CompetentBody | null;
  /** Owner of an outlet; an outlet that nobody described is its own. */
  readonly familyOf: (outlet: string) => string;
  /** Values with their names, one list per filter of a search, in the order of the screen. */
  readonly catalogue: Record<string, { value: string; name: string }[]>;
}

export function createNames(profile: Profile): Names {
  const outlets = new Map(profile.outlets.map((outlet) => [outlet.id, outlet]));
  const sources = new Map(profile.sources.map((source) => [source.id, source.name]));
  const places = new Map(profile.places.map((place) => [place.id, place]));
  const outletNames = { ...Object.fromEntries(profile.outlets.map(({ id, name }) => [id, name])), unknown: UNKNOWN_OUTLET };
  const catalogue = {
    kinds: listOf(ITEM_KIND_NAMES),
    topics: listOf(TOPIC_NAMES),
    tones: listOf({ ...TONE_NAMES, abstained: ABSTAINED }),
    stances: listOf({ ...STANCE_NAMES, abstained: ABSTAINED }),
    acts: listOf(ACT_NAMES),
    newsKinds: listOf({ ...NEWS_KIND_NAMES, abstained: ABSTAINED }),
    events: listOf(NEWS_EVENT_NAMES),
    outlets: listOf(outletNames),
    sources: profile.sources.map(({ id, name }) => ({ value: id, name })),
    places: profile.places.map(({ id, name }) => ({ value: id, name })),
  };
  const byFacet = new Map(
    Object.entries(catalogue).map(([list, named]) => [list.slice(0, -1), new Map(named.map(({ value, name }) => [value, name]))]),
  );
  return {
    catalogue,
    ofFacet: (facet, value) => byFacet.get(facet)?.get(value) ?? value,
    ofOutlet: (outlet, url) => (outlet === null ? hostOf(url) : (outlets.get(outlet)?.name ?? outlet)),
    ofSource: (sourceId) => sources.get(sourceId) ?? sourceId,
    ofPlace: (unit, written) => places.get(unit)?.name ?? written,
    bodyOf: ({ title, text, analysis: { topics, acts, places: mentions } }) =>
      competentBody(profile.bodies, {
        topics,
        acts,
        places: mentions.flatMap(({ unit }) => places.get(unit) ?? []),
        text: `${title}\n${text}`,
      }),
    familyOf: (outlet) => outlets.get(outlet)?.family ?? outlet,
  };
}

function listOf(names: Readonly<Record<string, string>>): { value: string; name: string }[] {
  return Object.entries(names).map(([value, name]) => ({ value, name }));
}

function hostOf(url: string): string {
  return URL.parse(url)?.hostname.replace(/^www\./, '') || UNKNOWN_OUTLET;
}
