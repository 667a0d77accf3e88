import type { SourceView } from '../../domain/views.ts';

const LEVELS: Readonly<Record<SourceView['level'], number>> = { bad: 0, waiting: 1, good: 2 };

/** Problems first, the longest-lasting on top; then by name. */
export function orderSources(sources: readonly SourceView[]): SourceView[] {
  return sources.toSorted(
    (a, b) =>
      LEVELS[a.level] - LEVELS[b.level] ||
      b.failuresInRow - a.failuresInRow ||
      a.name.localeCompare(b.name, 'vi') ||
      a.id.localeCompare(b.id, 'vi'),
  );
}
