import { BarChart, ScatterChart } from 'echarts/charts';
import { AxisPointerComponent, GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { dayBarsOption, heightOf, type DayBars } from './day-bars-option.ts';

use([BarChart, ScatterChart, GridComponent, TooltipComponent, AxisPointerComponent, MarkLineComponent, MarkAreaComponent, SVGRenderer]);

/** Pixels inside a panel on A4 at 96 dpi, with the margins of print.css. */
const PRINT_WIDTH = 630;

/** The drawing of day-bars.tsx; in a chunk of its own because it brings the chart library. A click on a bar opens its items.
 * Hidden from screen readers: the summary above says the same and the table has the same links. */
export function DayBarsCanvas({ days, rows, sameScale }: DayBars) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const [, navigate] = useLocation();

  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const drawn = init(element, null, { renderer: 'svg' });
    chart.current = drawn;
    // `auto` forgets the width of the paper; drawing waits for the next frame unless it is flushed, and paper has no next frame.
    const fit = () => drawn.resize({ width: 'auto' });
    const fitPaper = () => {
      drawn.resize({ width: Math.min(PRINT_WIDTH, element.clientWidth) });
      drawn.getZr().flush();
    };
    const observer = new ResizeObserver(fit);
    observer.observe(element);
    window.addEventListener('beforeprint', fitPaper);
    window.addEventListener('afterprint', fit);
    return () => {
      observer.disconnect();
      window.removeEventListener('beforeprint', fitPaper);
      window.removeEventListener('afterprint', fit);
      drawn.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    const drawn = chart.current;
    if (!drawn) return undefined;
    drawn.setOption(dayBarsOption({ days, rows, sameScale }), { notMerge: true });
    const open = ({ seriesName, dataIndex }: { seriesName?: string; dataIndex: number }) => {
      const series = rows.find((row) => row.name === seriesName);
      const day = days[dataIndex];
      if (series && day !== undefined) navigate(series.hrefOf(day));
    };
    drawn.on('click', open);
    return () => {
      if (!drawn.isDisposed()) drawn.off('click', open);
    };
  }, [days, rows, sameScale, navigate]);

  return <div ref={box} className="day-bars" aria-hidden="true" style={{ height: heightOf(rows.length) }} />;
}
