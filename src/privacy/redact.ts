import { REDACTION_KIND_TABLE, type RedactionKind } from '../domain/redaction-kind.ts';
import { findAccounts, findIdentities, findPhones } from './find-numbers.ts';
import { findEmails, findHandles, findProfileLinks } from './find-names.ts';
import { findPeople, type Writer } from './find-people.ts';
import { findPlates } from './find-plates.ts';
import { coverSpans, makeProbe, type Probe, type Span } from './probe.ts';

/** A masked passage, `[start, end)` in UTF-16 units of the input. */
export interface Redaction {
  readonly kind: RedactionKind;
  readonly start: number;
  readonly end: number;
}

export interface RedactedText {
  readonly text: string;
  /** Ascending, never overlapping. Empty when nothing was masked. */
  readonly redactions: readonly Redaction[];
}

/** A rule sees the probe, and the input where capitals matter. */
type Rule = readonly [RedactionKind, (probe: Probe, input: string) => Span[]];

/** In this order, because a label says more than a shape: a labelled insurance number may look like a telephone number. */
const RULES: readonly Rule[] = [
  ['handle', findProfileLinks],
  ['email', findEmails],
  ['identity', (probe) => findIdentities(probe, 'labelled')],
  ['account', (probe) => findAccounts(probe, 'labelled')],
  ['phone', findPhones],
  ['identity', (probe) => findIdentities(probe, 'shaped')],
  ['account', (probe) => findAccounts(probe, 'shaped')],
  ['plate', findPlates],
  ['handle', findHandles],
];
/** Last, because a name may stand in an address or a handle, which says more. */
const PUBLIC_RULES: readonly Rule[] = [...RULES, ['person', findPeople]];

/**
 * A mask may uncover another hit beside it, so the rules run until they find nothing: that makes the result stable when it is
 * redacted again. Two rounds do for all that people write; the bound keeps hostile input linear.
 */
const MOST_ROUNDS = 12;

/**
 * Masks what leads to a person: telephone, e-mail, identity, plate and account numbers, @handles and profile links, in every
 * spelling that we know; of the public's texts also names of private persons after a form of address. Public hotlines (113, 1900 xxxx), roads, decrees, sums and dates stay. Redacting twice changes nothing.
 * Linear in the text; the empty text gives the empty text.
 */
export function redact(text: string, writer: Writer = 'press'): RedactedText {
  const rules = writer === 'public' ? PUBLIC_RULES : RULES;
  let probe = makeProbe(text);
  const found: Redaction[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = found.length;
    for (const [kind, find] of rules) {
      const spans = find(probe, text);
      if (spans.length === 0) continue;
      for (const span of spans) found.push({ kind, start: probe.starts[span.start] ?? 0, end: probe.ends[span.end - 1] ?? 0 });
      probe = coverSpans(probe, spans);
    }
    if (found.length === before) break;
  }
  if (found.length === 0) return { text, redactions: [] };
  const redactions = found.toSorted((a, b) => a.start - b.start);
  return { text: maskAll(text, redactions), redactions };
}

function maskAll(text: string, redactions: readonly Redaction[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { kind, start, end } of redactions) {
    parts.push(text.slice(from, start), REDACTION_KIND_TABLE[kind].mask);
    from = end;
  }
  parts.push(text.slice(from));
  return parts.join('');
}
