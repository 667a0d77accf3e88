import type { Provision } from '../domain/provision.ts';
import type { Money } from './find-money.ts';
import type { Sanction } from './find-sanctions.ts';
import type { Statement } from './gather-statements.ts';

/** An amount said to be about, more or less than something may miss the fine by this share. */
const LEEWAY = 0.1;

const dong = new Intl.NumberFormat('vi-VN');

/** `4.000.000–6.000.000 đồng`. */
export function sayFine({ min, max }: { min: number; max: number }): string {
  return min === max ? `${dong.format(min)} đồng` : `${dong.format(min)}–${dong.format(max)} đồng`;
}

/**
 * What of a statement differs from a provision, in Vietnamese for the page; empty when they agree. `alternatives` are all provisions that the words may mean: "tới 40 triệu" is
 * about the highest of them.
 */
export function differences(statement: Statement, provision: Provision, alternatives: readonly Provision[]): string[] {
  const found: string[] = [];
  const { money } = statement;
  if (money && !fitsFine(statement, money, provision, alternatives))
    found.push(provision.fine ? `mức phạt là ${sayFine(provision.fine)}` : 'không phạt tiền');
  for (const sanction of statement.sanctions) {
    const difference = differs(sanction, provision);
    if (difference !== null) found.push(difference);
  }
  return found;
}

function fitsFine({ ofOrganisations }: Statement, money: Money, provision: Provision, alternatives: readonly Provision[]): boolean {
  const fines = [provision.fine, ofOrganisations ? provision.organisationFine : null].filter((fine) => fine !== null);
  return fines.some((fine) => fits(money, fine)) || (money.kind === 'max' && isHighest(money.max, provision, alternatives));
}

function fits({ kind, min, max }: Money, fine: { min: number; max: number }): boolean {
  if (kind === 'range') return min === fine.min && max === fine.max;
  if (kind === 'max') return max === fine.max;
  if (kind === 'min') return min === fine.min;
  if (kind === 'above') return min >= fine.min * (1 - LEEWAY) && min < fine.max;
  if (kind === 'below') return max > fine.min && max <= fine.max * (1 + LEEWAY);
  const leeway = kind === 'about' ? LEEWAY : 0;
  return min >= fine.min * (1 - leeway) && max <= fine.max * (1 + leeway);
}

/** Of several bands of one vehicle, "tới" is true of all when it is the highest band's. */
function isHighest(amount: number, provision: Provision, alternatives: readonly Provision[]): boolean {
  const same = alternatives.filter((other) => other.vehicles.some((vehicle) => provision.vehicles.includes(vehicle)));
  return Math.max(...same.map((other) => other.fine?.max ?? 0)) === amount;
}

function differs(sanction: Sanction, provision: Provision): string | null {
  if (sanction.kind === 'points') {
    if (sanction.points === provision.points) return null;
    return provision.points === 0 ? 'không bị trừ điểm giấy phép lái xe' : `bị trừ ${provision.points} điểm giấy phép lái xe`;
  }
  if (sanction.kind === 'no-fine') return provision.fine ? `bị phạt ${sayFine(provision.fine)}` : null;
  if (sanction.kind === 'confiscation') return provision.confiscation === 'phương tiện' ? null : 'không bị tịch thu phương tiện';
  const term = provision.suspensionMonths;
  if (!term) return 'không bị tước quyền sử dụng giấy phép lái xe';
  const said = sanction.months;
  return !said || (said.min >= term.min && said.max <= term.max)
    ? null
    : `bị tước quyền sử dụng giấy phép lái xe ${term.min}–${term.max} tháng`;
}
