import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { heldBack } from './corrected-samples.ts';
import { postOf, readGold, readHeldOutIds, type Sample } from './gold.ts';
import { readTsv } from './read-tsv.ts';

const FILE = join('nlp', 'safesense-vi', 'all.tsv');

/** SafeSense tells offence from hate; for choosing what to quote the two are one. */
const TOXIC_LABELS: readonly string[] = ['OFFENSIVE', 'HATE'];

/**
 * Comments of SafeSense-VI with that corpus's own labels, in the order of ids, without what is held out or belongs to a development set; null when
 * the corpora folder does not hold them. Where the same text was labelled both ways it teaches neither. Throws BAD_INPUT for a table without the columns.
 */
export function readSilverToxicity(corporaDir: string): Sample[] | null {
  const path = join(corporaDir, FILE);
  if (!existsSync(path)) return null;
  const development = (['comments-dev', 'news-dev'] as const).flatMap((set) => readGold(corporaDir, set) ?? []);
  const mustNotTeach = heldBack(new Set([...readHeldOutIds(corporaDir), ...development.map(({ id }) => id)]), development);
  const byId = new Map<string, Sample | null>();
  for (const { text = '', label = '', title = '' } of readTsv(path, ['text', 'label', 'title'])) {
    const sample = silverSample(text.normalize('NFC'), title, TOXIC_LABELS.includes(label));
    const before = byId.get(sample.id);
    if (mustNotTeach(sample) || before === null) continue;
    byId.set(sample.id, before && before.isToxic !== sample.isToxic ? null : sample);
  }
  return [...byId.values()].filter((sample) => sample !== null).toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

function silverSample(text: string, title: string, isToxic: boolean): Sample {
  const id = createHash('sha1').update(text).digest('hex').slice(0, 12);
  const input = { kind: 'comment' as const, title: '', text, threadTitle: title };
  const unread = { relevant: null, topics: null, tone: null, stance: null, acts: null, checkable: null, newsKind: null };
  return { id, origin: 'safesense-silver', isPicked: false, post: postOf(title, id), input, ...unread, isToxic };
}
