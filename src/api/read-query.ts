import { DuLuanError } from '../domain/errors.ts';
import type { ItemQuery } from '../domain/query.ts';
import { queryOfParams, type SearchParams } from '../domain/search-url.ts';

/** The search that checked parameters mean. @throws BAD_REQUEST when the days are in the wrong order. */
export function readQuery(params: SearchParams): ItemQuery {
  if (params.from !== undefined && params.to !== undefined && params.from > params.to) {
    throw new DuLuanError('BAD_REQUEST', { detail: 'from: must not be after to' });
  }
  return queryOfParams(params);
}
