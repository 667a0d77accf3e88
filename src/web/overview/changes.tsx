import type { Overview } from '../../domain/views.ts';
import { Panel } from '../parts/panel.tsx';
import { InternalLink } from '../routing/internal-link.tsx';

/** The first screenful holds this many; more would not be read by eight o'clock. */
const MOST_SHOWN = 5;

/** What changed: sentences written from figures, each of which opens its evidence. */
export function Changes({ overview }: { readonly overview: Overview }) {
  const { changes } = overview;
  return (
    <Panel title="Điều gì thay đổi">
      {changes.length === 0 && (
        <p>Chưa thấy thay đổi nào đáng kể so với các tuần trước, hoặc chưa đủ số liệu để so sánh. Số liệu của kỳ này ở bên dưới.</p>
      )}
      <ol className="changes">
        {changes.slice(0, MOST_SHOWN).map((change) => (
          <li key={change.text}>
            <InternalLink href={change.href} className="">
              {change.text}
            </InternalLink>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
