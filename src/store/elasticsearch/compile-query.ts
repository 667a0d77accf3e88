import type { estypes } from '@elastic/elasticsearch';
import type { ItemQuery } from '../../domain/query.ts';
import { foldBare } from '../../language/fold.ts';
import { searchTerms, SLOP, type SearchTerm } from '../../language/search-terms.ts';
import { keywordTerm } from './keyword-term.ts';

/** The client types a query as possibly undefined, which its own requests refuse. */
export type Query = NonNullable<estypes.QueryDslQueryContainer>;
type Condition = (query: ItemQuery) => Query | readonly Query[] | null;

const NOTHING: Query = { match_none: {} };
const DATED: Query = { exists: { field: 'publishedAt' } };

const CONDITIONS: readonly Condition[] = [
  ({ text }) => (text === undefined ? null : matches(text)),
  ({ from }) => (from === undefined ? null : { range: { publishedAt: { gte: from } } }),
  ({ to }) => (to === undefined ? null : { range: { publishedAt: { lt: to } } }),
  ({ undated }) => (undated === undefined ? null : undated ? { bool: { must_not: DATED } } : DATED),
  ({ kinds }) => oneOf('kind', kinds),
  ({ topics }) => oneOf('topics', topics),
  ({ tones }) => oneOf('tone', tones),
  ({ stances }) => oneOf('stance', stances),
  ({ acts }) => oneOf('acts', acts),
  ({ checkable }) => (checkable === undefined ? null : { term: { checkable } }),
  ({ newsKinds }) => oneOf('newsKind', newsKinds),
  ({ events }) => oneOf('events', events),
  ({ outlets }) => oneOf('outlet', outlets),
  ({ sources }) => oneOf('sourceId', sources),
  ({ places }) => oneOf('places', places),
  ({ storyId }) => (storyId === undefined ? null : { term: { storyId } }),
  ({ threadUrl }) => (threadUrl === undefined ? null : { term: { threadUrl: keywordTerm(threadUrl) } }),
  ({ reprints }) => (reprints === false ? { term: { isReprint: false } } : null),
];

/**
 * A search as an Elasticsearch query in filter context: nothing is scored. An empty list of values is a filter that nothing
 * passes, and so is a text without words.
 */
export function compileQuery(query: ItemQuery, ...more: readonly Query[]): Query {
  const filter = CONDITIONS.flatMap((condition) => condition(query) ?? []);
  return { bool: { filter: [...filter, ...more] } };
}

/** What keeps undated items out, for trends and stories. */
export const ONLY_DATED = DATED;

function oneOf(field: string, values: readonly string[] | undefined): Query | null {
  return values === undefined ? null : { terms: { [field]: [...values] } };
}

function matches(text: string): readonly Query[] {
  const terms = searchTerms(text);
  return terms.length === 0 ? [NOTHING] : terms.map(matchTerm);
}

function matchTerm({ words, exact, toned }: SearchTerm): Query {
  const near = (field: string, sought: readonly string[]): Query => (exact ? phrase(field, sought) : window(field, sought));
  if (!toned) return near('bare', words);
  return { bool: { should: [near('toned', words), near('plain', words.map(foldBare))], minimum_should_match: 1 } };
}

function phrase(field: string, words: readonly string[]): Query {
  return { match_phrase: { [field]: { query: words.join(' ') } } };
}

/** All words within `words.length + SLOP` words, in any order: gaps are what the window holds beyond the distinct words. */
function window(field: string, words: readonly string[]): Query {
  const distinct = [...new Set(words)];
  if (distinct.length === 1) return { term: { [field]: distinct[0] ?? '' } };
  const gaps = words.length + SLOP - distinct.length;
  return { intervals: { [field]: { match: { query: distinct.join(' '), max_gaps: gaps, ordered: false } } } };
}
