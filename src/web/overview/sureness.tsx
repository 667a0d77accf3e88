import type { Overview } from '../../domain/views.ts';
import { formatCount, formatShare } from '../format/number.ts';
import { Panel } from '../parts/panel.tsx';
import { AccuracyTable } from './accuracy-table.tsx';
import { mainAccuracies, rangeInWords, scoreInWords } from './accuracy-words.ts';
import { InternalLink } from '../routing/internal-link.tsx';

/** How sure: which sources answered, what was left out, how often the classifiers are right. */
export function Sureness({ overview }: { readonly overview: Overview }) {
  const { coverage, totals, accuracy } = overview;
  const tones = overview.pressTone;
  const allNews = tones.reduce((sum, row) => sum + row.count, 0);
  const abstained = tones.find((row) => row.tone === 'abstained')?.count ?? 0;
  return (
    <Panel title="Độ tin cậy của số liệu">
      <ul className="sureness">
        <li>
          <InternalLink href="/nguon-tin">
            {formatCount(coverage.answered)} trong {formatCount(coverage.sources)} nguồn tin
          </InternalLink>{' '}
          trả lời; {formatCount(coverage.silent)} im lặng, {formatCount(coverage.failed)} gặp lỗi
          {coverage.neverVisited > 0 && `, ${formatCount(coverage.neverVisited)} chưa thu thập lần nào`}.
        </li>
        {allNews > 0 && <li>Chưa đủ chắc để xếp sắc thái: {formatShare(abstained, allNews, 'tin, bài')}.</li>}
        {mainAccuracies(accuracy).map((row) => (
          <li key={`${row.task} ${row.set}`}>
            {row.name}: {scoreInWords(row)} (từ {rangeInWords(row)}).
          </li>
        ))}
        {accuracy.length === 0 && <li>Độ chính xác của phần phân loại chưa được đo trên máy này.</li>}
        <li>
          Từ đầu: giữ {formatCount(totals.items)}, loại {formatCount(totals.offTopic)} ngoài chủ đề, {formatCount(totals.reprints)} bài đăng
          lại, {formatCount(totals.undated)} không rõ ngày, {formatCount(totals.quarantined)} chờ xem lại.
        </li>
      </ul>
      {accuracy.length > 0 && (
        <details className="sureness-more no-print">
          <summary>Độ chính xác được đo thế nào</summary>
          <AccuracyTable accuracy={accuracy} />
        </details>
      )}
    </Panel>
  );
}
