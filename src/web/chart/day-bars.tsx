import { lazy, Suspense } from 'react';
import { heightOf, type DayBars as Content } from './day-bars-option.ts';

const Canvas = lazy(async () => ({ default: (await import('./day-bars-canvas.tsx')).DayBarsCanvas }));

/** Bars per day. Holds its place while the chart library loads, so that nothing below jumps. */
export function DayBars(props: Content) {
  return (
    <Suspense fallback={<div style={{ height: heightOf(props.rows.length) }} />}>
      <Canvas {...props} />
    </Suspense>
  );
}
