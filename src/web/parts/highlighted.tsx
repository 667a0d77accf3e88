import type { ReactNode } from 'react';

interface Props {
  readonly text: string;
  /** `[start, end)` in UTF-16 units, ascending, never overlapping. Spans outside the text are left out. */
  readonly hits: readonly (readonly [number, number])[];
}

/** Text with the found words marked. Built from text nodes: nothing in it is ever read as markup. */
export function Highlighted({ text, hits }: Props) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const [start, end] of hits) {
    if (start < at || end <= start || end > text.length) continue;
    parts.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>);
    at = end;
  }
  parts.push(text.slice(at));
  return <>{parts}</>;
}
