import type { StoryPage } from '../../domain/views.ts';
import { ChartKey } from '../chart/chart-key.tsx';
import { ChartPanel } from '../chart/chart-panel.tsx';
import { DayBars } from '../chart/day-bars.tsx';
import { daysBetween, type DaySeries } from '../chart/day-series.ts';
import { DayTable } from '../chart/day-table.tsx';
import { peakInWords } from '../chart/peak-in-words.ts';
import { storySearch } from './story-search.ts';

/** Items per day over the life of a story. Days without any are empty, not gaps: a story may rest. */
export function StoryTimeline({ page }: { readonly page: StoryPage }) {
  const [first, last] = [page.days[0]?.day, page.days.at(-1)?.day];
  if (first === undefined || last === undefined) return null;
  const days = daysBetween(first, last);
  const byDay = new Map(page.days.map((day) => [day.day, day]));
  const hrefOf = (kinds: string) => (day: string) => storySearch(page.story.id, new URLSearchParams({ from: day, to: day }), { kinds });
  const valueOf = (day: string, field: 'news' | 'public') => {
    const counts = byDay.get(day);
    return counts ? counts[field] : 0;
  };
  const rows: readonly DaySeries[] = [
    {
      name: 'Báo chí',
      unit: 'tin, bài',
      colour: 'var(--du-press)',
      edge: 'var(--du-press)',
      values: days.map((day) => valueOf(day, 'news')),
      hrefOf: hrefOf('news'),
      mean: null,
    },
    {
      name: 'Người dân trên mạng',
      unit: 'bài đăng, bình luận',
      colour: 'var(--du-public)',
      edge: 'var(--du-public)',
      values: days.map((day) => valueOf(day, 'public')),
      hrefOf: hrefOf('post,comment'),
      mean: null,
    },
  ];
  const summary = rows.map((row) => peakInWords(row, days)).join(' ');
  return (
    <ChartPanel
      title="Diễn biến theo ngày"
      className="across"
      summary={summary}
      chart={
        <>
          <DayBars days={days} rows={rows} sameScale={false} />
          <ChartKey rows={rows} mean={null} />
        </>
      }
      table={<DayTable caption="Số tin, bài và số bài đăng, bình luận mỗi ngày" days={days} rows={rows} />}
      hasWithheld={rows.some((row) => row.values.includes(null))}
    />
  );
}
