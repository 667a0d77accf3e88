import { createHash } from 'node:crypto';
import { CORRECTABLE_FIELDS, labelsSchema, standing, type Labels } from '../domain/correction.ts';
import { ACTS } from '../domain/opinion.ts';
import { cleanText } from '../language/fold.ts';
import { postOf, readLines, type Sample } from './gold.ts';

/** What `du-luan corrections --export` has written. Throws BAD_INPUT naming the first line that cannot be read. */
export function readLabels(path: string): Labels[] {
  return readLines(path, (line) => labelsSchema.parse(line));
}

/**
 * What editors have corrected as training texts. Only what was corrected is a label; what the models said beside it is none and stays null. Who
 * corrects a topic, stance, act or claim has said that the text is about traffic. Items whose corrections were all taken back teach nothing.
 * They are marked as picked: editors correct what they stumble over, which is no sample of what comes in.
 */
export function correctedSamples(all: readonly Labels[]): Sample[] {
  return all.flatMap((labels) => {
    const said = wordOf(labels);
    return said === null ? [] : [{ ...baseOf(labels), ...said }];
  });
}

function baseOf({
  itemId,
  text: { kind, title, text, threadTitle },
}: Labels): Pick<Sample, 'id' | 'origin' | 'isPicked' | 'post' | 'input' | 'newsKind'> {
  const id = `corrected-${itemId}`;
  const post = postOf(kind === 'comment' ? (threadTitle ?? '') : title, id);
  return { id, origin: 'corrected', isPicked: true, post, input: { kind, title, text, threadTitle }, newsKind: null };
}

type Word = Pick<Sample, 'relevant' | 'topics' | 'tone' | 'stance' | 'acts' | 'checkable'>;

function wordOf({ corrections }: Labels): Word | null {
  const said: Record<string, unknown> = {};
  for (const field of CORRECTABLE_FIELDS) {
    const counting = standing(corrections, field);
    if (counting) said[field] = counting.to;
  }
  if (Object.keys(said).length === 0) return null;
  const { topics = null, tone = null, stance = null, checkable = null, acts, relevant } = said as Partial<Word> & { acts?: string[] }; // set by field above
  const isOpinion = topics !== null || stance !== null || acts !== undefined || checkable !== null;
  const flags = acts ? { complaint: false, proposal: false, question: false } : null;
  for (const act of ACTS) if (flags && acts?.includes(act)) flags[act] = true;
  if (relevant === false) return { relevant, topics: [], tone, stance: null, acts: null, checkable: null };
  return { relevant: relevant ?? (isOpinion ? true : null), topics, tone, stance, acts: flags, checkable };
}

/**
 * Puts corrected texts among the others. Where the same text under the same title was labelled before, the correction wins field by field and the
 * rest of the label stays; the same words elsewhere keep theirs. What `mustNotTeach` is left out.
 */
export function withCorrected(
  samples: readonly Sample[],
  corrected: readonly Sample[],
  mustNotTeach: (sample: Sample) => boolean,
): Sample[] {
  const byText = new Map(samples.map((sample) => [textKey(sample), sample]));
  const added = corrected.filter((sample) => !mustNotTeach(sample)).map((sample) => onTopOf(byText.get(textKey(sample)), sample));
  const replaced = new Set(added.map(textKey));
  return [...samples.filter((sample) => !replaced.has(textKey(sample))), ...added];
}

function onTopOf(labelled: Sample | undefined, corrected: Sample): Sample {
  if (!labelled || corrected.relevant === false) return corrected;
  const set = Object.fromEntries(Object.entries(corrected).filter(([, value]) => value !== null));
  return { ...labelled, ...set, input: corrected.input };
}

function textKey({ input: { kind, title, text, threadTitle } }: Sample): string {
  return JSON.stringify([kind === 'news', ...[title, text, threadTitle ?? ''].map((each) => cleanText(each).trim())]);
}

/**
 * Whether a text is one of a development or held-out set, wherever it was collected again: comments of the corpora are known by the first 12 hex
 * digits of the SHA-1 of their text, and of what lies in the development files the words themselves are compared, without the title.
 */
export function heldBack(ids: ReadonlySet<string>, development: readonly Sample[]): (sample: Sample) => boolean {
  const texts = new Set(development.map(({ input }) => cleanText(input.text).trim()));
  return ({ input }) =>
    ids.has(createHash('sha1').update(input.text.normalize('NFC')).digest('hex').slice(0, 12)) || texts.has(cleanText(input.text).trim());
}
