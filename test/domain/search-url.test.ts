import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEWS_EVENT_TYPES } from '../../src/domain/news-event.ts';
import { NEWS_KINDS } from '../../src/domain/news-kind.ts';
import { ACTS, STANCES, TONES } from '../../src/domain/opinion.ts';
import { itemQuerySchema, type ItemQuery } from '../../src/domain/query.ts';
import { ITEM_KINDS } from '../../src/domain/raw-item.ts';
import {
  daySchema,
  paramsOfQuery,
  queryOfParams,
  searchHref,
  searchParamsSchema,
  searchParamsShape,
  storyHref,
} from '../../src/domain/search-url.ts';
import { addDays, startOfDay } from '../../src/domain/time.ts';
import { TOPICS } from '../../src/domain/topic.ts';

const some = <T>(values: readonly T[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 4 });
const id = fc.stringMatching(/^[a-z0-9][a-z0-9/&=+%# -]{0,12}[a-z0-9]$/);
const day = fc.integer({ min: -10_000, max: 60_000 }).map((offset) => addDays('2000-01-01', offset));
const typed = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .map((text) => text.trim())
  .filter((text) => text !== '' && text.isWellFormed());

const queries: fc.Arbitrary<ItemQuery> = fc.record(
  {
    text: typed,
    from: day.map(startOfDay),
    to: day.map((last) => startOfDay(addDays(last, 1))),
    undated: fc.boolean(),
    kinds: some(ITEM_KINDS),
    topics: some(TOPICS),
    tones: some([...TONES, 'abstained'] as const),
    stances: some([...STANCES, 'abstained'] as const),
    acts: some(ACTS),
    checkable: fc.boolean(),
    newsKinds: some([...NEWS_KINDS, 'abstained'] as const),
    events: some(NEWS_EVENT_TYPES),
    outlets: some(['bao-a', 'unknown', 'x&y=1']),
    sources: fc.array(id, { minLength: 1, maxLength: 3 }),
    places: some(['hai-phong/phuong/le-chan', 'ha-tinh/xa/ky-anh']),
    storyId: id,
    threadUrl: fc.webUrl({ withQueryParameters: true, withFragments: true }),
    reprints: fc.boolean(),
  },
  { requiredKeys: [] },
);

const parse = (params: Iterable<[string, string]>): ItemQuery => queryOfParams(searchParamsSchema.parse(Object.fromEntries(params)));

describe('the address of a search', () => {
  it('names every filter that a search has', () => {
    expect(Object.keys(searchParamsShape).toSorted()).toEqual(Object.keys(itemQuerySchema.shape).toSorted());
  });

  it('gives back the search that it was made from', () => {
    fc.assert(
      fc.property(queries, (query) => {
        expect(parse(paramsOfQuery(query))).toEqual(query);
        expect(parse(new URL(searchHref(query), 'http://localhost').searchParams)).toEqual(query);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('counts the last day in', () => {
    expect(searchHref({ from: startOfDay('2026-08-17'), to: startOfDay('2026-08-24'), kinds: ['post', 'comment'] })).toBe(
      '/tim-kiem?from=2026-08-17&to=2026-08-23&kinds=post,comment',
    );
  });

  it('takes empty parameters for filters that are not set', () => {
    expect(
      parse([
        ['text', '  '],
        ['topics', ''],
        ['outlets', ',,'],
        ['storyId', ''],
      ]),
    ).toEqual({});
  });

  it.each(['2026-02-30', '2026-13-01', '2026-8-1', '26-08-01', '0000-01-01', '9999-12-31', '2026-08-17T00:00', '', 'hôm nay'])(
    'refuses %j as a day',
    (text) => {
      expect(daySchema.safeParse(text).success).toBe(false);
    },
  );

  it.each([[['topic', 'accidents']], [['topics', 'accident']], [['reprints', '0']], [['stances', 'against']], [['text', 'a'.repeat(401)]]])(
    'refuses %j rather than finding everything',
    (params) => {
      expect(searchParamsSchema.safeParse(Object.fromEntries([params])).success).toBe(false);
    },
  );

  it('keeps ids of stories from becoming paths', () => {
    expect(storyHref('../api?x=1#y', null)).toBe('/vu-viec/..%2Fapi%3Fx%3D1%23y');
  });
});
