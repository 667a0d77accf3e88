import { createHash } from 'node:crypto';

/** Lucene takes terms of 32,766 bytes, and a UTF-16 unit has three bytes at most. */
const LONGEST_TERM = 10_000;

/** A value as it is indexed and sought whole: itself, or its digest when Elasticsearch would refuse it together with its document. */
export function keywordTerm(value: string): string {
  return value.length <= LONGEST_TERM ? value : createHash('sha256').update(value).digest('hex');
}
