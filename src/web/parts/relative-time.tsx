import { formatInstant, formatRelative } from '../format/instant.ts';
import { useNow } from './now.tsx';

interface Props {
  /** null when the source gives no time that can be trusted. */
  readonly iso: string | null;
  readonly unknown?: string;
}

/** "2 giờ trước", with the exact time on hover and in print. */
export function RelativeTime({ iso, unknown = 'Không rõ ngày đăng' }: Props) {
  const now = useNow();
  if (iso === null) return <span>{unknown}</span>;
  const exact = formatInstant(iso);
  const relative = formatRelative(iso, now);
  return (
    <time dateTime={iso} title={exact} className="nowrap">
      {relative}
      {relative !== exact && <span className="print-only"> ({exact})</span>}
    </time>
  );
}
