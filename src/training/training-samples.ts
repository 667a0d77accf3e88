import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuLuanError } from '../domain/errors.ts';
import { correctedSamples, heldBack, withCorrected } from './corrected-samples.ts';
import { readGold, readHeldOutIds, readWritten } from './gold.ts';
import { readLabelled, readSecondReadings } from './read-labels.ts';
import type { Labels } from '../domain/correction.ts';
import type { Origin, Sample } from './gold.ts';

/** The texts that were written for thin classes lie beside this file. */
const WRITTEN_DIR = join(import.meta.dirname, 'written');

export interface TrainingSamples {
  /** All that may teach, in the order of ids; no id twice. */
  readonly samples: readonly Sample[];
  /** Labels of ours whose texts the corpora folder does not hold. */
  readonly labelsWithoutText: number;
}

/**
 * Gold training files, our own labels, the written examples and what editors have corrected, without what is held out or belongs to a development set.
 * Throws CORPUS_UNREADABLE when a gold training file is missing, BAD_INPUT when a file is broken.
 */
export function readTrainingSamples({
  corporaDir,
  withoutCorpora,
  corrections = [],
}: {
  readonly corporaDir: string;
  readonly withoutCorpora: readonly Origin[];
  readonly corrections?: readonly Labels[];
}): TrainingSamples {
  const comments = readGold(corporaDir, 'comments-train');
  const news = readGold(corporaDir, 'news-train');
  if (!comments || !news) {
    throw new DuLuanError('CORPUS_UNREADABLE', {
      dir: corporaDir,
      detail: 'gold/comments-train.jsonl and gold/news-train.jsonl are needed',
    });
  }
  const left = new Set(readHeldOutIds(corporaDir));
  const development = (['comments-dev', 'news-dev'] as const).flatMap((set) => readGold(corporaDir, set) ?? []);
  for (const { id } of development) left.add(id);
  const mustNotTeach = heldBack(new Set(left), development);
  const written = readWritten(
    readdirSync(WRITTEN_DIR)
      .filter((name) => name.endsWith('.jsonl'))
      .toSorted()
      .map((name) => join(WRITTEN_DIR, name)),
  );
  const labelled = readLabelled(corporaDir);
  const second = readSecondReadings();
  const readTwice = comments.map((sample): Sample => {
    const reading = second.get(sample.id);
    return reading ? { ...sample, second: reading } : sample;
  });
  const samples = [...readTwice, ...news, ...labelled.samples, ...written].filter(({ id, origin }) => {
    if (left.has(id) || withoutCorpora.includes(origin)) return false;
    left.add(id);
    return true;
  });
  const corrected = withoutCorpora.includes('corrected') ? [] : correctedSamples(corrections);
  const all = withCorrected(samples, corrected, mustNotTeach);
  return {
    samples: all.toSorted((one, other) => (one.id < other.id ? -1 : Number(one.id > other.id))),
    labelsWithoutText: labelled.withoutText,
  };
}
