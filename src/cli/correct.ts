import { randomUUID } from 'node:crypto';
import { correctItem, undoCorrection, type Decision } from '../domain/correct-item.ts';
import { CORRECTABLE_FIELDS, correctionSchema, type CorrectableField, type Labels } from '../domain/correction.ts';
import { DuLuanError } from '../domain/errors.ts';
import { redact } from '../privacy/redact.ts';
import type { Store } from '../store/store.ts';
import { withSession } from './open-session.ts';

export interface DeskOptions {
  readonly by: string;
  readonly note?: string;
}

export interface CorrectOptions extends DeskOptions {
  readonly field: string;
  readonly to: string;
}

/** Sets one field of an item and prints the correction as one JSON line. @throws USAGE, NOT_FOUND, CORRECTION_REFUSED */
export async function correct(itemId: string, options: CorrectOptions): Promise<void> {
  const field = fieldOf(options.field);
  const decision = decisionOf(options);
  await withSession(async ({ engine: { store } }) => {
    const item = await store.get(itemId);
    if (!item) throw new DuLuanError('NOT_FOUND', { what: `item ${itemId}` });
    await keep(store, correctItem(item, { field, to: valueOf(field, options.to) }, decision));
  });
}

/** Takes a correction back and prints the undo as one JSON line. @throws USAGE, NOT_FOUND, CORRECTION_REFUSED */
export async function uncorrect(itemId: string, id: string, options: DeskOptions): Promise<void> {
  const decision = decisionOf(options);
  await withSession(async ({ engine: { store } }) => {
    const labels = await store.labels(itemId);
    if (!labels) throw new DuLuanError('NOT_FOUND', { what: `correction of ${itemId}` });
    const { text, corrections } = labels;
    await keep(store, undoCorrection({ itemId, text, corrections }, id, decision));
  });
}

async function keep(store: Store, labels: Labels): Promise<void> {
  await store.putLabels(labels);
  for (const correction of labels.corrections) console.log(JSON.stringify(correction));
}

function fieldOf(name: string): CorrectableField {
  const field = CORRECTABLE_FIELDS.find((each) => each === name);
  if (!field) throw new DuLuanError('USAGE', { detail: `--field must be one of ${CORRECTABLE_FIELDS.join(', ')}` });
  return field;
}

/** As typed; whether the field can have it is for `correctItem` to say. */
function valueOf(field: CorrectableField, typed: string): unknown {
  if (field === 'relevant' || field === 'checkable') return typed === 'true' ? true : typed === 'false' ? false : typed;
  if (field !== 'topics' && field !== 'acts') return typed;
  if (field === 'acts' && typed === 'none') return [];
  return typed.split(',').map((each) => each.trim());
}

/** A reason may quote what a person wrote, so it is redacted like that. */
function decisionOf({ by, note }: DeskOptions): Decision {
  const redacted = redact(note ?? '').text;
  const [first] = correctionSchema.options;
  const given = first.pick({ by: true, note: true }).safeParse({ by, note: redacted });
  if (given.success) return { id: randomUUID(), at: Date.now(), ...given.data };
  const isNote = given.error.issues.some(({ path }) => path[0] === 'note');
  const detail = isNote
    ? '--note is longer than 500 characters'
    : '--by is a desk such as bien-tap: lower-case letters, digits and hyphens';
  throw new DuLuanError('USAGE', { detail });
}
