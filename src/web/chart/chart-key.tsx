import type { DaySeries } from './day-series.ts';

interface Props {
  readonly rows: readonly DaySeries[];
  /** The weeks that the dashed line is the mean of; null when there is none. */
  readonly mean: string | null;
}

/** Says what the marks of a chart over days mean; only those that occur. */
export function ChartKey({ rows, mean }: Props) {
  const values = rows.flatMap((row) => row.values);
  const hasMean = mean !== null && rows.some((row) => row.mean !== null);
  if (!values.some((value) => typeof value === 'number')) return null;
  return (
    <p className="key">
      {hasMean && (
        <span>
          <span className="key-line" />
          trung bình mỗi ngày của {mean}
        </span>
      )}
      {values.includes(null) && (
        <span>
          <span className="key-diamond" />
          quá ít để nêu
        </span>
      )}
      {values.includes(undefined) && (
        <span>
          <span className="key-gap" />
          không có số liệu
        </span>
      )}
    </p>
  );
}
