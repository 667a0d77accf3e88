import { Checkbox, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SourcesView } from '../../domain/views.ts';
import { sourcesQuery } from '../requests/queries.ts';
import { formatCount } from '../format/number.ts';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { PageHeader } from '../parts/page-header.tsx';
import { Panel } from '../parts/panel.tsx';
import { matchesName } from '../sources/matches-name.ts';
import { orderSources } from '../sources/order-sources.ts';
import { SourceTable } from '../sources/source-table.tsx';

/** Which sources answer, which do not, and since when. */
export function SourcesPage() {
  const query = useQuery(sourcesQuery());
  return (
    <>
      <PageHeader title="Nguồn tin" {...(query.data ? { scope: <Scope coverage={query.data.coverage} /> } : {})} />
      <Loaded query={query} what="tình trạng nguồn tin">
        {({ sources }) =>
          sources.length === 0 ? (
            <Empty title="Chưa khai báo nguồn tin nào">
              <p>
                Thêm nguồn vào tệp <code>sources.json</code> trong thư mục hồ sơ của tỉnh, thành phố (<code>profiles/…</code>) rồi khởi động
                lại chương trình.
              </p>
            </Empty>
          ) : (
            <SourceList sources={sources} />
          )
        }
      </Loaded>
    </>
  );
}

function Scope({ coverage }: { readonly coverage: SourcesView['coverage'] }) {
  return (
    <>
      {formatCount(coverage.sources)} nguồn tin: {formatCount(coverage.answered)} trả lời, {formatCount(coverage.silent)} im lặng,{' '}
      {formatCount(coverage.failed)} gặp lỗi, {formatCount(coverage.neverVisited)} chưa thu thập lần nào. Im lặng là trả lời nhưng không có
      gì mới đã lâu.
    </>
  );
}

function SourceList({ sources }: { readonly sources: SourcesView['sources'] }) {
  const [typed, setTyped] = useState('');
  const [onlyProblems, setOnlyProblems] = useState(false);
  const shown = orderSources(sources).filter(
    (source) => (!onlyProblems || source.level !== 'good') && matchesName(`${source.name} ${source.outletName} ${source.url}`, typed),
  );
  return (
    <Panel title="Tình trạng nguồn tin">
      <div className="source-controls no-print">
        <TextInput
          size="xs"
          type="search"
          aria-label="Lọc theo tên nguồn tin"
          placeholder="Lọc theo tên, gõ không dấu cũng được"
          w={280}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <Checkbox
          size="xs"
          label="Chỉ nguồn chưa ổn"
          checked={onlyProblems}
          onChange={({ currentTarget }) => setOnlyProblems(currentTarget.checked)}
        />
        <output className="dimmed small">
          Đang hiện {formatCount(shown.length)} trong {formatCount(sources.length)}
        </output>
      </div>
      {shown.length > 0 ? <SourceTable sources={shown} /> : <p>Không có nguồn tin nào khớp.</p>}
    </Panel>
  );
}
