import type { estypes } from '@elastic/elasticsearch';

type Mapping = estypes.MappingTypeMapping;

const keyword = { type: 'keyword' } as const;
const instant = { type: 'date', format: 'epoch_millis' } as const;
/**
 * Folded words of ours, space-joined, with places for phrases; scores are no part of the port. The analyzer splits words beyond 255
 * characters, which ours (language/tokenize.ts) never are.
 */
const tokens = { type: 'text', analyzer: 'whitespace', norms: false } as const;

/** Kept and given back, neither indexed nor checked. */
const opaque = { type: 'object', enabled: false } as const;

/** `strict`: a field that is not named here, such as an author's, is refused by Elasticsearch itself. */
export const ITEM_MAPPING: Mapping = {
  dynamic: 'strict',
  properties: {
    id: keyword,
    kind: keyword,
    isNews: { type: 'boolean' },
    sourceId: keyword,
    outlet: keyword,
    publishedAt: instant,
    topics: keyword,
    mainTopic: keyword,
    tone: keyword,
    stance: keyword,
    acts: keyword,
    checkable: { type: 'boolean' },
    newsKind: keyword,
    events: keyword,
    places: keyword,
    threadUrl: keyword,
    storyId: keyword,
    reprintOf: keyword,
    isReprint: { type: 'boolean' },
    isNamed: { type: 'boolean' },
    toned: tokens,
    bare: tokens,
    plain: tokens,
    doc: opaque,
  },
};

export const OUTCOME_MAPPING: Mapping = {
  dynamic: 'strict',
  properties: {
    key: keyword,
    outcome: keyword,
    itemId: keyword,
    sourceId: keyword,
    seenAt: instant,
    reason: keyword,
  },
};

/** Small records: found by id, listed by one key, otherwise opaque. */
export const RECORD_MAPPING: Mapping = { dynamic: 'strict', properties: { order: keyword, openedAt: instant, doc: opaque } };

/** Corrections of one item; `isSetAside` while the item is only here. */
export const LABELS_MAPPING: Mapping = { dynamic: 'strict', properties: { itemId: keyword, isSetAside: { type: 'boolean' }, doc: opaque } };
