import { lazy, Suspense } from 'react';
import { heightOf, type DayBars as Content } from './day-bars-option.ts';

const Canvas = lazy(async () => ({ default: (await import('./day-bars-canvas.tsx')).DayBarsCanvas }));

/** Bars per day. Holds its place while the chart library loads, so that nothing below jumps. Draws nothing without a single
 * known figure: the summary has said so. */
export function DayBars(props: Content) {
  const isEmpty = props.rows.every((row) => row.values.every((value) => typeof value !== 'number'));
  if (isEmpty) return null;
  return (
    <Suspense fallback={<div className="day-bars" style={{ height: heightOf(props.rows.length) }} />}>
      <Canvas {...props} />
    </Suspense>
  );
}
