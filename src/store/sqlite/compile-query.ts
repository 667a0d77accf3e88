import type { ItemQuery } from '../../domain/query.ts';
import { searchTerms } from '../../language/search-terms.ts';
import { matchExpression } from './match-expression.ts';

/** `sort_at` of undated items: after every date, newest first. */
export const UNDATED = Number.MIN_SAFE_INTEGER;

/** A condition over the table `items`, called `i`. Values stand in `params` in the order of their question marks. */
export interface Where {
  readonly sql: string;
  readonly params: readonly (string | number)[];
}

type Condition = (query: ItemQuery) => Where | null;

const CONDITIONS: readonly Condition[] = [
  ({ text }) => (text === undefined ? null : matches(text)),
  ({ from }) => (from === undefined ? null : where('i.sort_at >= ?', Math.max(from, UNDATED + 1))),
  ({ to }) => (to === undefined ? null : where('i.sort_at < ? AND i.sort_at > ?', to, UNDATED)),
  ({ undated }) => (undated === undefined ? null : where(undated ? 'i.sort_at = ?' : 'i.sort_at > ?', UNDATED)),
  ({ kinds }) => oneOf('i.kind', kinds),
  ({ topics }) => listed('item_topics', topics),
  ({ tones }) => oneOf('i.tone', tones),
  ({ stances }) => oneOf('i.stance', stances),
  ({ acts }) => listed('item_acts', acts),
  ({ checkable }) => (checkable === undefined ? null : where('i.checkable = ?', Number(checkable))),
  ({ newsKinds }) => oneOf('i.news_kind', newsKinds),
  ({ events }) => listed('item_events', events),
  ({ outlets }) => oneOf('i.outlet', outlets),
  ({ sources }) => oneOf('i.source_id', sources),
  ({ places }) => listed('item_places', places),
  ({ storyId }) => (storyId === undefined ? null : where('i.story_id = ?', storyId)),
  ({ threadUrl }) => (threadUrl === undefined ? null : where('i.thread_url = ?', threadUrl)),
  ({ reprints }) => (reprints === false ? where('i.reprint_of IS NULL') : null),
];

/**
 * A search as a condition over `items i`; `TRUE` for the query that filters nothing. An empty list of values is a filter that nothing
 * passes, and so is a text without words.
 */
export function compileQuery(query: ItemQuery): Where {
  return allOf(CONDITIONS.map((condition) => condition(query)).filter((condition) => condition !== null));
}

/** Conditions joined by AND. */
export function allOf(conditions: readonly Where[]): Where {
  if (conditions.length === 0) return where('TRUE');
  return where(conditions.map(({ sql }) => sql).join(' AND '), ...conditions.flatMap(({ params }) => params));
}

export function where(sql: string, ...params: readonly (string | number)[]): Where {
  return { sql, params };
}

function matches(text: string): Where {
  const expression = matchExpression(searchTerms(text));
  if (expression === null) return where('FALSE');
  return where('i.num IN (SELECT rowid FROM items_fts WHERE items_fts MATCH ?)', expression);
}

function oneOf(column: string, values: readonly string[] | undefined): Where | null {
  return values === undefined ? null : where(`${column} IN (${marks(values)})`, ...values);
}

function listed(table: 'item_topics' | 'item_acts' | 'item_places' | 'item_events', values: readonly string[] | undefined): Where | null {
  return values === undefined ? null : where(`i.num IN (SELECT num FROM ${table} WHERE value IN (${marks(values)}))`, ...values);
}

function marks(values: readonly string[]): string {
  return values.map(() => '?').join(', ');
}
