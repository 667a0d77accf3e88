import { useQuery } from '@tanstack/react-query';
import type { ItemView } from '../../domain/views.ts';
import { itemQuery } from '../requests/queries.ts';
import { useNames } from '../requests/use-names.ts';
import { formatInstant } from '../format/instant.ts';
import { Loaded } from '../parts/loaded.tsx';
import { PageHeader } from '../parts/page-header.tsx';
import { InternalLink } from '../routing/internal-link.tsx';
import { OutboundLink } from '../routing/outbound-link.tsx';
import { ItemBadges } from '../search/item-badges.tsx';
import { ItemExplanation } from '../search/item-explanation.tsx';
import '../search/items.css';

/** One item in full: the evidence that a link can point to. */
export function ItemPage({ id }: { readonly id: string }) {
  const query = useQuery(itemQuery(id));
  return (
    <Loaded query={query} what="nội dung">
      {(item) => <FullItem item={item} />}
    </Loaded>
  );
}

function FullItem({ item }: { readonly item: ItemView }) {
  const names = useNames();
  const kind = names('kinds', item.kind);
  return (
    <>
      <PageHeader title={item.title === '' ? kind : item.title} scope={<Origin item={item} kind={kind} />} />
      <article className="item">
        <p className="item-passage">{item.text}</p>
        <ItemBadges item={item} />
      </article>
      <ItemExplanation id={item.id} />
    </>
  );
}

function Origin({ item, kind }: { readonly item: ItemView; readonly kind: string }) {
  return (
    <>
      {[kind, item.outletName].filter((part) => part !== '').join(' · ')}
      {' · '}
      {item.publishedAt === null ? 'Không rõ ngày đăng' : formatInstant(item.publishedAt)}
      {', thu thập lúc '}
      {formatInstant(item.seenAt)}
      {' · '}
      <OutboundLink href={item.url}>Trang gốc</OutboundLink>
      {item.threadUrl !== null && (
        <>
          {' · '}
          <InternalLink href={`/tim-kiem?threadUrl=${encodeURIComponent(item.threadUrl)}`}>Các ý kiến cùng chủ đề thảo luận</InternalLink>
        </>
      )}
    </>
  );
}
