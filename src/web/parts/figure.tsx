import { formatCount } from '../format/number.ts';
import { InternalLink } from '../routing/internal-link.tsx';
import { Withheld } from './withheld.tsx';

interface Props {
  /** null is withheld. */
  readonly value: number | null;
  readonly href: string;
  /** What is counted; read out with the number, and shown unless `bare`. */
  readonly unit: string;
  readonly bare?: boolean;
}

/** A number that opens what it counts. */
export function Figure({ value, href, unit, bare = false }: Props) {
  if (value === null) return <Withheld />;
  const shown = formatCount(value);
  return (
    <InternalLink href={href} label={`${shown} ${unit}, xem danh sách`} className="link nowrap">
      {bare ? shown : `${shown} ${unit}`}
    </InternalLink>
  );
}
