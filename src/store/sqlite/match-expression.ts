import { foldBare } from '../../language/fold.ts';
import { SLOP, type SearchTerm } from '../../language/search-terms.ts';

/**
 * Search terms as an FTS5 MATCH expression over the columns toned, bare and plain; null when there are none.
 * Words hold nothing but letters, marks and digits, and are quoted all the same: typed text can never become syntax.
 */
export function matchExpression(terms: readonly SearchTerm[]): string | null {
  if (terms.length === 0) return null;
  return terms.map((term) => `(${matchTerm(term)})`).join(' AND ');
}

function matchTerm({ words, exact, toned }: SearchTerm): string {
  const near = (column: string, sought: readonly string[]): string => `{${column}} : ${exact ? phrase(sought) : window(sought)}`;
  if (!toned) return near('bare', words);
  return `${near('toned', words)} OR ${near('plain', words.map(foldBare))}`;
}

function phrase(words: readonly string[]): string {
  return quote(words.join(' '));
}

/**
 * All words within `words.length + SLOP` words. NEAR counts the words between the first and the last of them, hence the 2.
 * Words that differ by their marks only may become the same word in `plain`; one is enough then.
 */
function window(words: readonly string[]): string {
  const distinct = [...new Set(words)];
  if (distinct.length === 1) return phrase(distinct);
  return `NEAR(${distinct.map(quote).join(' ')}, ${words.length + SLOP - 2})`;
}

function quote(words: string): string {
  return `"${words.replaceAll('"', '""')}"`;
}
