import type { ItemView, StoryPage } from '../../domain/views.ts';
import { useNames } from '../requests/use-names.ts';
import { ChartPanel } from '../chart/chart-panel.tsx';
import { LegendRows } from '../chart/legend-rows.tsx';
import { PartTable } from '../chart/part-table.tsx';
import { StackedBar } from '../chart/stacked-bar.tsx';
import { stanceColour } from '../chart/stance-colours.ts';
import { rangeInWords, scoreInWords } from '../overview/accuracy-words.ts';
import { stanceInWords, stanceLegend } from '../chart/stance-parts.ts';
import { Figure } from '../parts/figure.tsx';
import { Panel } from '../parts/panel.tsx';
import { RelativeTime } from '../parts/relative-time.tsx';
import { InternalLink } from '../routing/internal-link.tsx';

/** Streams of opinion in one story: how many of each, then what they say. */
export function StoryVoices({ page }: { readonly page: StoryPage }) {
  const names = useNames();
  const counts = page.stance.map((row) => ({ ...row, name: names('stances', row.stance) }));
  const isWhole = counts.every((row) => row.count !== null);
  const rows = counts.map((row) => ({ id: row.stance, name: row.name, count: row.count, mean: null, href: row.href }));
  return (
    <ChartPanel
      title="Luồng ý kiến của người dân"
      summary={<Summary page={page} words={stanceInWords(counts, page.taken.count)} />}
      chart={
        <>
          {isWhole && counts.length > 0 && (
            <StackedBar parts={counts.map((row) => ({ id: row.stance, size: row.count ?? 0, ...stanceColour(row.stance) }))} />
          )}
          <LegendRows rows={stanceLegend(counts, page.taken.count)} />
        </>
      }
      table={<PartTable caption="Số ý kiến theo luồng" head="Luồng ý kiến" unit="ý kiến" against={null} rows={rows} />}
      hasWithheld={!isWhole}
    />
  );
}

/** The streams in words, the number that the shares are of, and how far both may be wrong. */
function Summary({ page: { taken, stance, accuracy }, words }: { readonly page: StoryPage; readonly words: string }) {
  const hasShares = stance.some(({ share }) => share !== null);
  const scores = accuracy.map((row) => `${scoreInWords(row)}, từ ${rangeInWords(row)}`).join('; ');
  return (
    <>
      {words}{' '}
      {taken.count !== null && taken.count > 0 && (
        <>
          Tính trên <Figure value={taken.count} href={taken.href} unit="ý kiến có nêu thái độ" />.{' '}
        </>
      )}
      <span className="dimmed">
        {hasShares && 'Khoảng nêu sau tỷ lệ là độ tin cậy 95\u00a0%, chưa tính phần máy xếp nhầm. '}
        {scores === '' ? 'Chưa đo được máy xếp luồng ý kiến đúng đến đâu.' : `Máy xếp luồng ý kiến: ${scores}.`}
      </span>
    </>
  );
}

/** Typical passages by stream, in the order of the streams. Personal details were masked before they were kept. */
export function StoryQuotes({ page: { passages, sampled } }: { readonly page: StoryPage }) {
  const names = useNames();
  const streams = Map.groupBy(passages, (item) => item.stance ?? 'abstained');
  const order = ['oppose', 'concern', 'support', 'none', 'abstained'] as const;
  return (
    <Panel title="Người dân nói gì" className="across">
      {passages.length === 0 && <p>Chưa có ý kiến nào của người dân trong vụ việc này.</p>}
      {passages.length > 0 && (
        <p className="dimmed small">
          Lời người dân giữ nguyên văn. Máy chọn những đoạn gần với phần còn lại của luồng ý kiến nhất; nội dung chép lại chỉ xét một lần.
          {sampled.length > 0 && ' Luồng có quá nhiều ý kiến được chọn từ khoảng 2.000 ý kiến rút theo quy tắc cố định.'}
        </p>
      )}
      <div className="quotes">
        {order.flatMap((stance) => {
          const items = streams.get(stance);
          return items ? [<Stream key={stance} stance={stance} name={names('stances', stance)} items={items} />] : [];
        })}
      </div>
    </Panel>
  );
}

interface StreamProps {
  readonly stance: string;
  readonly name: string;
  readonly items: readonly ItemView[];
}

function Stream({ stance, name, items }: StreamProps) {
  const { fill, edge } = stanceColour(stance);
  return (
    <div>
      <h3>
        <span className="legend-swatch" style={{ background: fill, boxShadow: `inset 0 0 0 1.5px ${edge}` }} />
        {name}
      </h3>
      {items.map((item) => (
        <blockquote key={item.id} className="quote" style={{ borderLeftColor: stance === 'abstained' ? edge : fill }}>
          <p>{item.passage}</p>
          <footer>
            {item.outletName} · <RelativeTime iso={item.publishedAt} /> ·{' '}
            <InternalLink href={`/tin/${encodeURIComponent(item.id)}`}>Xem đầy đủ</InternalLink>
          </footer>
        </blockquote>
      ))}
    </div>
  );
}
