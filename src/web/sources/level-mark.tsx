import type { SourceView } from '../../domain/views.ts';

const SHAPES: Readonly<Record<SourceView['level'], string>> = {
  good: 'M3.5 8.5l3 3 6-7',
  waiting: 'M8 4v4.2l2.8 1.8M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z',
  bad: 'M8 4.5v4.2M8 11.2v.4M8 1.8l6.6 11.7H1.4z',
};

/** A shape per level, so that nothing hangs on colour. The words stand beside it. */
export function LevelMark({ level }: { readonly level: SourceView['level'] }) {
  return (
    <svg className={`level level-${level}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={SHAPES[level]} fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
