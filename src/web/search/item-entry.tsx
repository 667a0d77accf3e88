import { useState } from 'react';
import type { ItemView } from '../../domain/views.ts';
import { useNames } from '../requests/use-names.ts';
import { Highlighted } from '../parts/highlighted.tsx';
import { RelativeTime } from '../parts/relative-time.tsx';
import { InternalLink } from '../routing/internal-link.tsx';
import { OutboundLink } from '../routing/outbound-link.tsx';
import { ItemBadges } from './item-badges.tsx';
import './items.css';

/** One item of a list. `data-item` and `data-expand` are what the keys of list-keys.ts look for. */
export function ItemEntry({ item }: { readonly item: ItemView }) {
  const [isOpen, setOpen] = useState(false);
  const names = useNames();
  const isPart = item.passage.length < item.text.length;
  const kind = names('kinds', item.kind);
  return (
    <article className="item" tabIndex={-1} data-item>
      <h3>
        <InternalLink href={`/tin/${encodeURIComponent(item.id)}`} className="item-title">
          {item.title === '' ? (
            `${kind}${item.threadTitle === null ? '' : ` về: ${item.threadTitle}`}`
          ) : (
            <Highlighted text={item.title} hits={item.titleHits} />
          )}
        </InternalLink>
      </h3>
      <p className="item-meta">
        {item.outletName !== '' && <span>{item.outletName}</span>}
        <RelativeTime iso={item.publishedAt} />
        {item.title !== '' && <span>{kind}</span>}
        <OutboundLink href={item.url}>Trang gốc</OutboundLink>
      </p>
      <p className="item-passage">{isOpen ? item.text : <Highlighted text={item.passage} hits={item.passageHits} />}</p>
      <ItemBadges item={item} />
      {isPart && (
        <button type="button" className="item-more no-print" aria-expanded={isOpen} data-expand onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Thu gọn' : 'Xem toàn văn'}
        </button>
      )}
    </article>
  );
}
