import type { ItemView } from '../../domain/views.ts';
import { useNames } from '../requests/use-names.ts';
import { formatSaidDate } from '../format/day.ts';
import { stanceColour } from '../chart/stance-colours.ts';
import { InternalLink } from '../routing/internal-link.tsx';
import '../chart/diverging-bar.css';

/** Topic for all, tone, events and any kind but plain reports for news only, stance for the public only; what the classifier would not say is said to be unsaid. */
export function ItemBadges({ item }: { readonly item: ItemView }) {
  const names = useNames();
  const isNews = item.kind === 'news';
  return (
    <ul className="badges">
      {isNews ? <ToneBadge tone={item.tone} name={item.tone === null ? '' : names('tones', item.tone)} /> : null}
      {isNews ? null : <StanceBadge stance={item.stance} name={item.stance === null ? '' : names('stances', item.stance)} />}
      {item.newsKind !== null && item.newsKind !== 'report' && <li className="badge">{names('newsKinds', item.newsKind)}</li>}
      {item.topics.map((topic) => (
        <li key={topic} className="badge">
          {names('topics', topic)}
        </li>
      ))}
      {item.acts.map((act) => (
        <li key={act} className="badge">
          {names('acts', act)}
        </li>
      ))}
      {item.checkable && <li className="badge">Có thông tin cần kiểm chứng</li>}
      {item.events.map((event) => (
        <EventBadge key={`${event.type} ${event.passage}`} event={event} />
      ))}
      {item.places.map((place) => (
        <li key={place.unit} className="badge">
          {place.name}
        </li>
      ))}
      {item.competentBody !== null && <BodyBadge body={item.competentBody} />}
      {item.reprintOf !== null && (
        <li className="badge">
          <InternalLink href={`/tin/${encodeURIComponent(item.reprintOf)}`}>Đăng lại, xem bài gốc</InternalLink>
        </li>
      )}
      {item.storyId !== null && (
        <li className="badge">
          <InternalLink href={`/vu-viec/${encodeURIComponent(item.storyId)}`}>Xem vụ việc</InternalLink>
        </li>
      )}
    </ul>
  );
}

/** What happened, who acted and when, as far as the text says; the passage that shows it is at hand. */
function EventBadge({ event }: { readonly event: ItemView['events'][number] }) {
  const { name, unitName, date, passage } = event;
  return (
    <li className="badge" title={`Căn cứ: ${passage}`}>
      {[name, unitName, date === null ? null : formatSaidDate(date)].filter((part) => part !== null).join(' · ')}
    </li>
  );
}

/** Nobody has compared most rows with a source yet, and a reader who forwards a petition must know. */
function BodyBadge({ body }: { readonly body: NonNullable<ItemView['competentBody']> }) {
  return (
    <li className="badge" title={body.petition}>
      {`Cơ quan có thẩm quyền: ${body.name}${body.isVerified ? '' : ' (chưa kiểm chứng)'}`}
    </li>
  );
}

function ToneBadge({ tone, name }: { readonly tone: string | null; readonly name: string }) {
  return (
    <li className="badge">
      <span className={`badge-mark tone-${tone ?? 'abstained'}`} />
      {tone === null ? 'Sắc thái: chưa đủ chắc' : `Sắc thái: ${name.toLowerCase()}`}
    </li>
  );
}

function StanceBadge({ stance, name }: { readonly stance: string | null; readonly name: string }) {
  const { fill, edge } = stanceColour(stance ?? 'abstained');
  return (
    <li className="badge">
      <span className="badge-mark" style={{ background: fill, boxShadow: `inset 0 0 0 1.5px ${edge}` }} />
      {stance === null ? 'Luồng ý kiến: chưa đủ chắc' : name}
    </li>
  );
}
