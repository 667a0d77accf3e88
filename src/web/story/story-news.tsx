import type { ItemView } from '../../domain/views.ts';
import { formatCount } from '../format/number.ts';
import { Panel } from '../parts/panel.tsx';
import { RelativeTime } from '../parts/relative-time.tsx';
import { InternalLink } from '../routing/internal-link.tsx';
import { OutboundLink } from '../routing/outbound-link.tsx';
import { foldReprints } from './fold-reprints.ts';

/** The news of a story; what only repeats another one is folded beneath it. */
export function StoryNews({ news }: { readonly news: readonly ItemView[] }) {
  return (
    <Panel title="Tin, bài" className="across">
      {news.length === 0 && <p>Chưa có tin, bài báo chí; vụ việc này chỉ có ý kiến trên mạng.</p>}
      <ol className="story-news">
        {foldReprints(news).map(({ item, reprints }) => (
          <li key={item.id}>
            <NewsLine item={item} />
            {reprints.length > 0 && (
              <details>
                <summary>{formatCount(reprints.length)} bài đăng lại</summary>
                <ul>
                  {reprints.map((reprint) => (
                    <li key={reprint.id}>
                      <NewsLine item={reprint} />
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function NewsLine({ item }: { readonly item: ItemView }) {
  return (
    <>
      <InternalLink href={`/tin/${encodeURIComponent(item.id)}`}>{item.title}</InternalLink>
      <div className="dimmed small">
        {item.outletName} · <RelativeTime iso={item.publishedAt} /> · <OutboundLink href={item.url}>Trang gốc</OutboundLink>
      </div>
    </>
  );
}
