import { CORRECTABLE, correctionSchema, standing, type CorrectableField, type Correction, type Labels } from './correction.ts';
import { DuLuanError } from './errors.ts';
import type { Item } from './item.ts';

/** Who decides, when and why. `note` comes redacted. */
export type Decision = Pick<Correction, 'id' | 'at' | 'by' | 'note'>;

/** What the guidelines define for the public only. */
const OF_THE_PUBLIC: readonly CorrectableField[] = ['stance', 'acts', 'checkable'];

/**
 * The correction that sets one field of an item, ready for the store. Setting the value that is there already is a correction too: an editor has
 * looked, and the label teaches.
 * @throws DuLuanError CORRECTION_REFUSED for a value that the field cannot have, or a field that this kind of item has not
 */
export function correctItem(item: Item, change: { readonly field: CorrectableField; readonly to: unknown }, decision: Decision): Labels {
  const { field } = change;
  const { kind, title, text, threadTitle, analysis, id: itemId } = item;
  if (kind === 'news' && OF_THE_PUBLIC.includes(field)) throw refused(`${field} is said of posts and comments only, and this is news`);
  const to = CORRECTABLE[field].safeParse(change.to);
  if (!to.success || to.data === null) throw refused(`${JSON.stringify(change.to)} is no value of ${field}`);
  const correction = { ...decision, itemId, field, from: analysis[field], to: to.data, models: analysis.models, undoes: null };
  return { itemId, text: { kind, title, text, threadTitle }, corrections: [correctionSchema.parse(correction)] };
}

/**
 * The correction that takes one back, ready for the store: what counted before it counts again. Works for an item that was corrected to
 * be off topic, and is itself final: to return to the correction, correct again.
 * @throws DuLuanError CORRECTION_REFUSED for an undo, or for what was taken back already; NOT_FOUND when the item has no such correction
 */
export function undoCorrection(labels: Labels, id: string, decision: Decision): Labels {
  const { corrections } = labels;
  const target = corrections.find((each) => each.id === id);
  if (!target) throw new DuLuanError('NOT_FOUND', { what: `correction ${id} of ${labels.itemId}` });
  if (target.undoes !== null) throw refused(`${id} takes a correction back itself; correct the item again instead`);
  if (corrections.some(({ undoes }) => undoes === id)) throw refused(`${id} was taken back already`);
  const { itemId, field, models } = target;
  const rest = corrections.filter((each) => each !== target);
  const first = corrections.find((each) => each.field === field) ?? target;
  const from = standing(corrections, field)?.to ?? target.to;
  const undo = { ...decision, itemId, field, models, from, to: standing(rest, field)?.to ?? first.from, undoes: id };
  return { ...labels, corrections: [correctionSchema.parse(undo)] };
}

function refused(detail: string): DuLuanError {
  return new DuLuanError('CORRECTION_REFUSED', { detail });
}
