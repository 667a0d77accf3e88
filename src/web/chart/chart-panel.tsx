import { Button } from '@mantine/core';
import { useId, useState, type ReactNode } from 'react';
import { Panel } from '../parts/panel.tsx';
import { WithheldNote } from '../parts/withheld.tsx';

interface Props {
  readonly title: string;
  /** The same in words: what a reader should take from the drawing. */
  readonly summary: ReactNode;
  readonly chart: ReactNode;
  readonly table: ReactNode;
  /** Some figure in it is null. */
  readonly hasWithheld: boolean;
  readonly className?: string;
}

/** A chart is three things that say the same: words, a drawing, and a table on demand. */
export function ChartPanel({ title, summary, chart, table, hasWithheld, className = '' }: Props) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const toggle = (
    <Button variant="subtle" size="compact-xs" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
      {isOpen ? 'Ẩn bảng số liệu' : 'Xem bảng số liệu'}
    </Button>
  );
  return (
    <Panel title={title} aside={toggle} className={className}>
      <p className="chart-summary">{summary}</p>
      {chart}
      <div id={id} hidden={!isOpen}>
        {isOpen && table}
      </div>
      {hasWithheld && <WithheldNote />}
    </Panel>
  );
}
