import type { NameMatch } from './match-names.ts';
import { LIST_GAP, PLURALS } from './place-words.ts';

/**
 * Gives the type of the first name of a list to the others: "các phường Lê Chân, An Biên", "xã A, B và C". Without a plural or "và" the second name may be
 * the district that the first one lies in, and keeps no type.
 */
export function shareTypes(text: string, matches: readonly NameMatch[]): NameMatch[] {
  const shared: NameMatch[] = [];
  let isList = false;
  for (const match of matches) {
    const last = shared.at(-1);
    const gap = last ? text.slice(last.end, match.start) : '';
    const type = last?.typeWord ?? null;
    if (!last || !type || match.typeWord || type.rank !== 'commune' || !LIST_GAP.test(gap)) {
      isList = PLURALS.has(match.before);
      shared.push(match);
      continue;
    }
    const isOne = match.senses.some((sense) => type.types.includes(sense.type));
    const isWider = match.senses.some((sense) => sense.rank === 'province' || sense.rank === 'district');
    const isProvince = match.senses.some((sense) => sense.rank === 'province');
    const takes = isOne && !isProvince && (isList || gap.includes('và') || !isWider);
    isList = takes;
    shared.push(takes ? { ...match, typeWord: type, isInName: false } : match);
  }
  return shared;
}
