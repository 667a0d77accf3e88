import { Skeleton } from '@mantine/core';
import './state.css';

interface Props {
  /** What is being loaded, e.g. "số liệu tổng quan". */
  readonly what: string;
  readonly rows?: number;
}

/** Holds the place of what is on its way. */
export function Loading({ what, rows = 4 }: Props) {
  return (
    <output className="state-loading">
      <span className="sr-only">Đang tải {what}…</span>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={row === 0 ? 56 : 92} radius="sm" />
      ))}
    </output>
  );
}
