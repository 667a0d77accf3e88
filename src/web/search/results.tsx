import { Button } from '@mantine/core';
import type { useInfiniteQuery } from '@tanstack/react-query';
import type { SearchView } from '../../domain/views.ts';
import { formatCount } from '../format/number.ts';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { ItemEntry } from './item-entry.tsx';

interface Props {
  readonly pages: readonly SearchView[];
  readonly query: Pick<ReturnType<typeof useInfiniteQuery>, 'hasNextPage' | 'isFetchingNextPage' | 'isFetchNextPageError' | 'error'> & {
    fetchNextPage(): Promise<unknown>;
  };
}

/** The items found, and the way to the next ones. */
export function Results({ pages, query }: Props) {
  const items = pages.flatMap((page) => page.items);
  const total = pages[0]?.total ?? 0;
  if (items.length === 0) {
    return (
      <Empty title="Không có tin, bài, ý kiến nào khớp">
        <p>
          Thử bớt từ khóa, bỏ bớt bộ lọc hoặc nới khoảng ngày. Gõ không dấu sẽ tìm mọi chữ viết giống nhau; đặt cụm từ trong ngoặc kép để
          tìm đúng cụm đó.
        </p>
      </Empty>
    );
  }
  return (
    <>
      {items.map((item) => (
        <ItemEntry key={item.id} item={item} />
      ))}
      {query.isFetchNextPageError && <Failure error={query.error} onRetry={() => void query.fetchNextPage()} />}
      <p className="load-more">
        <output className="dimmed small">
          Đang hiện {formatCount(items.length)} trong {formatCount(total)}
        </output>
      </p>
      {query.hasNextPage && (
        <div className="load-more no-print">
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Tải thêm
          </Button>
        </div>
      )}
    </>
  );
}
