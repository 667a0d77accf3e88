import type { Analysis } from '../domain/item.ts';
import { itemId } from '../domain/item-key.ts';
import type { Settlement } from '../domain/outcome.ts';
import type { PlaceMention } from '../domain/place.ts';
import type { RawItem } from '../domain/raw-item.ts';

export interface ProcessDeps {
  readonly analyse: (
    input: { kind: RawItem['kind']; title: string; text: string; threadTitle: string | null },
    places: readonly PlaceMention[],
  ) => Analysis;
  /** Units that a text is about; `outlet` helps with names that several provinces share. */
  readonly findPlaces: (title: string, text: string, outlet: string | null) => PlaceMention[];
}

/**
 * A comment names its place in the thread's title more often than in its own words, so both are read; only the text's own
 * mentions come first.
 */
function placesOf(raw: RawItem, deps: ProcessDeps): PlaceMention[] {
  const title = raw.kind === 'news' ? raw.title : `${raw.title}\n${raw.threadTitle ?? ''}`;
  return deps.findPlaces(title.trim(), raw.text, raw.outlet);
}

/** Screen and analyse: the pure middle of the way. Deterministic for equal input and models. */
export function processItem(raw: RawItem, deps: ProcessDeps): Settlement {
  const analysis = deps.analyse(raw, placesOf(raw, deps));
  if (!analysis.relevant) return { outcome: 'off-topic', key: raw.key, sourceId: raw.sourceId, seenAt: raw.seenAt, reason: 'off-topic' };
  return { outcome: 'saved', item: { ...raw, id: itemId(raw.key, raw.seenAt), analysis, reprintOf: null, storyId: null } };
}
