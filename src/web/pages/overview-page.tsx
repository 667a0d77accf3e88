import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSearch } from 'wouter';
import { weekOf } from '../../domain/time.ts';
import type { Overview } from '../../domain/views.ts';
import { overviewQuery } from '../requests/queries.ts';
import { formatPeriod } from '../format/day.ts';
import { Changes } from '../overview/changes.tsx';
import { nameWeeks } from '../format/change.ts';
import { FirstRun } from '../overview/first-run.tsx';
import '../overview/overview.css';
import { periodParams, readPeriod } from '../overview/period.ts';
import { PeriodPicker } from '../overview/period-picker.tsx';
import { RisingPhrases } from '../overview/rising-phrases.tsx';
import { StanceChart } from '../overview/stance-chart.tsx';
import { StanceDaysChart } from '../overview/stance-days-chart.tsx';
import { Sureness } from '../overview/sureness.tsx';
import { ToneChart } from '../overview/tone-chart.tsx';
import { TopStories } from '../overview/top-stories.tsx';
import { TopicChart } from '../overview/topic-chart.tsx';
import { VolumeChart } from '../overview/volume-chart.tsx';
import { Volumes } from '../overview/volumes.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { PageHeader } from '../parts/page-header.tsx';
import { InternalLink } from '../routing/internal-link.tsx';

/** What changed, how big, why, how sure; then the charts. */
export function OverviewPage() {
  const search = useSearch();
  const chosen = useMemo(() => readPeriod(new URLSearchParams(search)), [search]);
  const query = useQuery(overviewQuery(periodParams(chosen)));
  const overview = query.data;
  return (
    <>
      <PageHeader title="Tổng quan" {...(overview ? { scope: <Scope overview={overview} /> } : {})}>
        {overview && <PeriodPicker chosen={chosen} end={chosen.to ?? overview.period.to} />}
      </PageHeader>
      <Loaded query={query} what="số liệu tổng quan">
        {(data) => (data.totals.items === 0 ? <FirstRun overview={data} /> : <Brief overview={data} params={periodParams(chosen)} />)}
      </Loaded>
    </>
  );
}

function Scope({ overview: { period, profile } }: { readonly overview: Overview }) {
  const against = nameWeeks(period.previousWeeks);
  const week = weekOf(period.to);
  return (
    <>
      {profile.name}, {formatPeriod(period.from, period.to)}
      {against === null ? '; chưa có tuần trước để so sánh' : `; so với ${against}`}.{' '}
      <span className="no-print">
        <InternalLink href={`/ban-tin/${week}`}>Bản tin tuần {week.replace(/^(\d+)-W0?(\d+)$/, '$2/$1')}</InternalLink>
      </span>
    </>
  );
}

function Brief({ overview, params }: { readonly overview: Overview; readonly params: URLSearchParams }) {
  return (
    <>
      <div className="brief">
        <Changes overview={overview} />
        <Volumes overview={overview} />
        <TopStories overview={overview} />
        <Sureness overview={overview} />
      </div>
      <div className="charts">
        <VolumeChart overview={overview} />
        <TopicChart overview={overview} />
        <div className="stacked-panels">
          <ToneChart overview={overview} />
          <StanceChart overview={overview} />
        </div>
        <RisingPhrases params={params} />
        <StanceDaysChart overview={overview} />
      </div>
    </>
  );
}
