import * as fc from 'fast-check';
import type { ItemQuery } from '../../src/domain/query.ts';
import { DAY_MS } from '../../src/domain/time.ts';
import { MONDAY } from './sample-items.ts';

/** Searches over `sampleCorpus`: each filter is there or not, texts in every way in which people and attackers type. */

const instant = fc.integer({ min: MONDAY, max: MONDAY + 60 * DAY_MS });
const someOf = <T>(...values: T[]): fc.Arbitrary<T[]> => fc.subarray(values, { minLength: 1 });

const word = fc.constantFrom(
  ...'nồng độ cồn đường dương duong nóng đỏ con hoà hòa thủy phạt phat giao thông thong tai nạn nan xe máy quốc lộ hè he NĐ Đường'.split(
    ' ',
  ),
);
const run = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
const quoted = fc.tuple(run, fc.constantFrom('""', '“”', '«»')).map(([words, marks]) => `${marks[0]}${words}${marks[1]}`);
const hostile = fc.constantFrom(
  '" OR *',
  'NEAR(',
  '{toned} : x',
  '-xe',
  'a* b',
  '^đường',
  '(((',
  '\\',
  '"',
  '""',
  '?!',
  '\u0000',
  '\u0301',
  'AND xe',
);
const long = fc.constantFrom('x'.repeat(300), 'ấ'.repeat(256), 'ấ'.repeat(255).normalize('NFD'));

/** Toned and bare, quoted and not, several runs, NFC and NFD, capitals, syntax of query languages, words that no language has. */
export const randomText: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(fc.oneof({ weight: 8, arbitrary: run }, { weight: 5, arbitrary: quoted }, hostile, long), { minLength: 1, maxLength: 2 }),
    fc.constantFrom(
      (text: string) => text,
      (text: string) => text.normalize('NFD'),
      (text: string) => text.toUpperCase(),
    ),
  )
  .map(([parts, spelt]) => spelt(parts.join(' ')));

const FILTERS: { readonly [K in keyof ItemQuery]-?: fc.Arbitrary<NonNullable<ItemQuery[K]>> } = {
  text: fc.oneof({ weight: 3, arbitrary: fc.constantFrom('nồng độ', 'giao thông', 'duong', '"xe máy"', 'phạt', 'phat xe') }, randomText),
  from: instant,
  to: instant,
  undated: fc.boolean(),
  kinds: someOf('news' as const, 'post' as const, 'comment' as const),
  topics: someOf('accidents' as const, 'enforcement' as const, 'transport' as const),
  tones: someOf('negative' as const, 'positive' as const, 'abstained' as const),
  stances: someOf('support' as const, 'oppose' as const, 'abstained' as const),
  acts: someOf('complaint' as const, 'question' as const),
  checkable: fc.boolean(),
  newsKinds: someOf('report' as const, 'guidance' as const, 'abstained' as const),
  events: someOf('conference' as const, 'movement' as const),
  outlets: someOf('bao-a', 'unknown'),
  sources: someOf('bao-a', 'dien-dan'),
  places: someOf('hai-phong/xa/an-lao', 'ha-tinh/xa/ky-anh'),
  storyId: fc.constantFrom('s1', 's2'),
  threadUrl: fc.integer({ min: 0, max: 19 }).map((thread) => `https://bao.example/5-${thread}`),
  reprints: fc.boolean(),
};

/** At most three filters at a time: with all of them nothing would ever be found. */
export const randomQuery: fc.Arbitrary<ItemQuery> = fc
  .subarray(Object.keys(FILTERS) as (keyof ItemQuery)[], { maxLength: 3 }) // Object.keys loses the key type
  .chain((names) => fc.record<ItemQuery>(Object.fromEntries(names.map((name) => [name, FILTERS[name]]))));
