import type { Item } from '../domain/item.ts';
import { MOVEMENT_PHRASES, NEWS_EVENT_NAMES, type NewsEvent } from '../domain/news-event.ts';
import { toIso } from '../domain/time.ts';
import type { ItemView } from '../domain/views.ts';
import { findHits, type SearchTerm } from '../language/search-terms.ts';
import { findPassage } from './find-passage.ts';
import type { Names } from './names.ts';

/** One item as a page shows it, with the words of `terms` marked; no terms, no marks. Nothing here names a person. */
export function buildItemView(item: Item, terms: readonly SearchTerm[], names: Names): ItemView {
  const { analysis } = item;
  const passage = findPassage(item.text, terms.length === 0 ? [] : findHits(item.text, terms));
  return {
    id: item.id,
    kind: item.kind,
    title: item.title,
    text: item.text,
    titleHits: terms.length === 0 ? [] : findHits(item.title, terms),
    passage: passage.text,
    passageHits: passage.hits,
    url: webAddress(item.url),
    outlet: item.outlet,
    outletName: names.ofOutlet(item.outlet, item.url),
    sourceId: item.sourceId,
    publishedAt: item.publishedAt === null ? null : toIso(item.publishedAt),
    seenAt: toIso(item.seenAt),
    topics: analysis.topics,
    tone: analysis.tone,
    stance: analysis.stance,
    acts: analysis.acts,
    checkable: analysis.checkable,
    corrected: analysis.corrected,
    newsKind: analysis.newsKind,
    events: analysis.events.map((event) => buildEventView(item, event, names)),
    places: analysis.places.map((place) => ({ ...place, name: names.ofPlace(place.unit, place.written) })),
    competentBody: names.bodyOf(item),
    storyId: item.storyId,
    reprintOf: item.reprintOf,
    threadUrl: item.threadUrl === null ? null : webAddress(item.threadUrl),
    threadTitle: item.threadTitle,
  };
}

function buildEventView(item: Item, event: NewsEvent, names: Names): ItemView['events'][number] {
  const { type, evidence } = event;
  const passage = item[evidence.field].slice(evidence.start, evidence.end);
  if (type === 'movement') return { type, name: MOVEMENT_PHRASES[event.movement], unitName: null, date: null, passage };
  const name = NEWS_EVENT_NAMES[type];
  if (!('date' in event)) return { type, name, unitName: null, date: null, passage };
  const unitName = event.written ?? (event.unit === null ? null : names.ofPlace(event.unit, event.unit));
  return { type, name, unitName, date: event.date, passage };
}

/** Pages put this into links: nothing but http(s) may come through, however it came into the store. Empty otherwise. */
function webAddress(url: string): string {
  return /^https?:\/\//i.test(url) ? url : '';
}
