import type { SourceView } from '../../domain/views.ts';
import '../chart/data-table.css';
import { formatDayShort } from '../format/day.ts';
import { formatCount } from '../format/number.ts';
import { Figure } from '../parts/figure.tsx';
import { RelativeTime } from '../parts/relative-time.tsx';
import { OutboundLink } from '../routing/outbound-link.tsx';
import { LevelMark } from './level-mark.tsx';
import './sources.css';

const NEVER = 'chưa lần nào';

/** One row per source. On a narrow screen each row becomes a card; `data-label` repeats the heading there. */
export function SourceTable({ sources }: { readonly sources: readonly SourceView[] }) {
  return (
    <table className="data-table source-table">
      <caption>Tình trạng từng nguồn tin, nguồn có vấn đề trước</caption>
      <thead>
        <tr>
          <th scope="col">Nguồn tin</th>
          <th scope="col">Tình trạng</th>
          <th scope="col">Đọc được lần cuối</th>
          <th scope="col">Có tin mới lần cuối</th>
          <th scope="col" className="number">
            Đã giữ
          </th>
          <th scope="col" className="number">
            Lần gần nhất
          </th>
        </tr>
      </thead>
      <tbody>
        {sources.map((source) => (
          <SourceRow key={source.id} source={source} />
        ))}
      </tbody>
    </table>
  );
}

function SourceRow({ source }: { readonly source: SourceView }) {
  return (
    <tr>
      <th scope="row">
        <span className="source-name">{source.name}</span>
        <span className="dimmed small">
          {source.outletName !== '' && `${source.outletName} · `}
          <OutboundLink href={source.url}>Địa chỉ nguồn</OutboundLink>
        </span>
      </th>
      <td data-label="Tình trạng">
        <span className={`source-state level-${source.level}`}>
          <LevelMark level={source.level} /> {source.stateName}
        </span>
        <span className="dimmed small">
          {source.stateSince !== null && (
            <>
              từ <RelativeTime iso={source.stateSince} />
            </>
          )}
          {source.failuresInRow > 0 && `, lỗi ${formatCount(source.failuresInRow)} lần liên tiếp`}
        </span>
      </td>
      <td data-label="Đọc được lần cuối">
        <RelativeTime iso={source.lastGoodAt} unknown={NEVER} />
      </td>
      <td data-label="Có tin mới lần cuối">
        <RelativeTime iso={source.lastNewAt} unknown={NEVER} />
      </td>
      <td data-label="Đã giữ" className="number">
        <Figure value={source.items} href={source.href} unit="mục" />
      </td>
      <td data-label="Lần gần nhất" className="number">
        {source.checkedAt === null ? NEVER : `${formatCount(source.found)} mục`}
        {source.quota !== null && <span className="dimmed small">{quotaInWords(source.quota)}</span>}
        {source.failed > 0 && <span className="source-failed">{formatCount(source.failed)} không đọc được</span>}
      </td>
    </tr>
  );
}

function quotaInWords({ day, used, limit }: NonNullable<SourceView['quota']>): string {
  const spent = `Hạn mức ngày ${formatDayShort(day)}: đã dùng ${formatCount(used)}`;
  return limit === null ? `${spent} lượt` : `${spent}/${formatCount(limit)}`;
}
