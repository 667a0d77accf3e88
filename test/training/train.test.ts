import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadModels, TASKS } from '../../src/pipeline/analysis/classifiers.ts';
import { featureExtractor } from '../../src/pipeline/analysis/features.ts';
import { decodeModel } from '../../src/pipeline/analysis/linear-model.ts';
import { readGold, readWritten } from '../../src/training/gold.ts';
import { train } from '../../src/training/train.ts';
import { trainTask } from '../../src/training/train-task.ts';
import { readSilverToxicity } from '../../src/training/read-silver-toxicity.ts';
import { readTrainingSamples } from '../../src/training/training-samples.ts';
import { TRAINING_TASKS } from '../../src/training/training-tasks.ts';
import { makeGoldFolder, TINY_SILVER, tinyComments, tinyNews } from './tiny-gold.ts';
import type { Origin, Sample } from '../../src/training/gold.ts';
import type { GoldFolder } from './tiny-gold.ts';

let gold: GoldFolder;
beforeAll(() => {
  gold = makeGoldFolder();
  gold.write('comments-train.jsonl', [
    ...tinyComments('c', 'train'),
    ...tinyComments('held', 'train').slice(0, 2),
    ...tinyComments('d', 'train').slice(0, 1),
  ]);
  gold.write('news-train.jsonl', tinyNews('n', 'train'));
  gold.write('comments-dev.jsonl', tinyComments('d', 'dev'));
  gold.write('held-out-ids.txt', 'held00\nheld01\n');
  gold.writeSilver(TINY_SILVER);
});
afterAll(() => rmSync(gold.corporaDir, { recursive: true, force: true }));

function samplesOf(corporaDir: string): readonly Sample[] {
  return [...readTrainingSamples({ corporaDir, withoutCorpora: ['written'] }).samples, ...(readSilverToxicity(corporaDir) ?? [])];
}

function origins(withoutCorpora: readonly Origin[]): string[] {
  return [...new Set(readTrainingSamples({ corporaDir: gold.corporaDir, withoutCorpora }).samples.map(({ origin }) => origin))].toSorted();
}

describe('readTrainingSamples', () => {
  test('leaves out what is held out or belongs to a development set', () => {
    const ids = readTrainingSamples({ corporaDir: gold.corporaDir, withoutCorpora: ['written'] }).samples.map(({ id }) => id);
    expect(ids).toHaveLength(24 + 16);
    expect(ids.filter((id) => id.startsWith('held') || id.startsWith('d'))).toEqual([]);
    expect(ids).toEqual(ids.toSorted());
  });

  test('leaves out the corpora that are not wanted', () => {
    expect(origins([])).toEqual(['press', 'safesense', 'victsd', 'written']);
    expect(origins(['victsd'])).toEqual(['press', 'safesense', 'written']);
  });

  test('refuses a folder without training files, and a broken line by its number', () => {
    const empty = makeGoldFolder();
    const read = (): unknown => readTrainingSamples({ corporaDir: empty.corporaDir, withoutCorpora: [] });
    expect(read).toThrow(expect.objectContaining({ code: 'CORPUS_UNREADABLE' }));
    empty.write('news-train.jsonl', tinyNews('n', 'train'));
    empty.write('comments-train.jsonl', `${JSON.stringify(tinyComments('c', 'train')[0])}\n\n{"id": "x"`);
    expect(read).toThrow(expect.objectContaining({ code: 'BAD_INPUT', facts: expect.objectContaining({ line: 3 }) }));
    empty.write('comments-train.jsonl', [{ ...tinyComments('c', 'train')[0], stance: 'angry' }]);
    expect(read).toThrow(/stance/);
    rmSync(empty.corporaDir, { recursive: true });
  });
});

describe('the written examples', () => {
  const dir = join(import.meta.dirname, '../../src/training/written');
  const written = readWritten(readdirSync(dir).map((name) => join(dir, name)));

  test('are marked as written, each with an id of its own', () => {
    expect(written.every(({ id, origin }) => origin === 'written' && id.startsWith('written-'))).toBe(true);
    expect(new Set(written.map(({ id }) => id)).size).toBe(written.length);
    expect(new Set(written.map(({ input }) => `${input.title} ${input.text}`)).size).toBe(written.length);
  });

  test.each(['directive', 'campaigns', 'schools-youth', 'rail-waterway', 'alcohol-drugs'] as const)(
    'give the topic %s at least 60',
    (topic) => {
      expect(written.filter(({ topics }) => topics?.includes(topic)).length).toBeGreaterThanOrEqual(60);
    },
  );

  test('give the rare answers at least 50', () => {
    expect(written.filter(({ stance }) => stance === 'oppose').length).toBeGreaterThanOrEqual(50);
    expect(written.filter(({ stance }) => stance === 'concern').length).toBeGreaterThanOrEqual(50);
    expect(written.filter(({ checkable }) => checkable).length).toBeGreaterThanOrEqual(50);
    expect(written.filter(({ acts }) => acts?.proposal).length).toBeGreaterThanOrEqual(50);
  });

  test('give the kinds of news that are rare in the press at least 25, and teach nothing else by them', () => {
    for (const kind of ['guidance', 'opinion', 'rebuttal', 'advert'] as const)
      expect(written.filter(({ newsKind }) => newsKind === kind).length).toBeGreaterThanOrEqual(25);
    const ofKind = written.filter(({ newsKind }) => newsKind !== null);
    const taught = TRAINING_TASKS.filter(({ targets }) => ofKind.some((sample) => targets(sample) !== null));
    expect(taught.map(({ task }) => task)).toEqual(['kind-press']);
  });

  test('keep to the guidelines: what is not relevant has no topic, stance, act or claim', () => {
    const withTopics = written.filter(({ topics }) => topics !== null && topics.length > 0);
    expect(withTopics).toEqual(written.filter(({ relevant }) => relevant));
    const silent = { stance: 'none', acts: { complaint: false, proposal: false, question: false }, checkable: false };
    const offTopic = written.filter(({ relevant, input }) => !relevant && input.kind === 'comment');
    expect(offTopic.length).toBeGreaterThan(10);
    for (const { stance, acts, checkable } of offTopic) expect({ stance, acts, checkable }).toEqual(silent);
  });
});

describe('trainTask', () => {
  test('gives the same bytes for the same samples, task by task', () => {
    for (const task of TRAINING_TASKS) {
      const once = trainTask(task, samplesOf(gold.corporaDir), featureExtractor(), '3');
      const again = trainTask(task, samplesOf(gold.corporaDir), featureExtractor(), '3');
      expect(once).not.toBeNull();
      expect(again?.bytes).toEqual(once?.bytes);
      expect(decodeModel(once?.bytes ?? new Uint8Array(), task.task).header).toMatchObject({ task: task.task, version: '3' });
    }
  });

  test('gives other bytes when one label changes', () => {
    const task = TRAINING_TASKS.find((one) => one.task === 'relevance-public');
    if (!task) throw new Error('no task');
    const samples = samplesOf(gold.corporaDir);
    const changed = samples.map((sample, index) => (index === 0 ? { ...sample, relevant: !sample.relevant } : sample));
    expect(trainTask(task, changed, featureExtractor(), '1')?.bytes).not.toEqual(trainTask(task, samples, featureExtractor(), '1')?.bytes);
  });

  test('learns nothing from no samples', () => {
    for (const task of TRAINING_TASKS) expect(trainTask(task, [], featureExtractor(), '1')).toBeNull();
  });
});

describe('train', () => {
  test('writes every model with a card that says what it was made of', () => {
    const modelsDir = join(gold.corporaDir, 'models');
    const report = train({ corporaDir: gold.corporaDir, modelsDir, version: '4', withoutCorpora: ['victsd'] });
    expect(report.models.map(({ task }) => task).toSorted()).toEqual([...TASKS].toSorted());
    expect(loadModels(modelsDir).topic.header.version).toBe('4');
    const card = readFileSync(join(modelsDir, 'stance-public-4/CARD.md'), 'utf8');
    expect(card).toContain('SafeSense-VI');
    expect(card).toContain('written for this project');
    expect(card).not.toContain('UIT-ViCTSD (');
    expect(card).toMatch(/## Licence[\s\S]*## Quality[\s\S]*## Limits[\s\S]*## Make it again/);
    expect(card).not.toContain(gold.corporaDir);
    const silver = readFileSync(join(modelsDir, 'toxicity-4/CARD.md'), 'utf8');
    expect(silver).toContain('silver');
    expect(silver).not.toContain('models/quality.json');
    // All written examples teach, too: half a minute of processor time that a busy machine stretches.
  }, 180_000);

  test('says which task nothing taught when a corpus is left out', () => {
    const modelsDir = join(gold.corporaDir, 'models-without');
    const report = train({ corporaDir: gold.corporaDir, modelsDir, version: '4', withoutCorpora: ['safesense-silver', 'written'] });
    expect(report.untaught).toEqual(['toxicity']);
    expect(readdirSync(modelsDir)).not.toContain('toxicity-4');
  });
});

describe('readGold', () => {
  test('leaves out of scoring what the two readers disagree on', () => {
    const folder = makeGoldFolder();
    const [row] = tinyComments('d', 'dev');
    folder.write('comments-dev.jsonl', [
      { ...row, topic: '?', stance: null, acts: ['proposal'], acts_disputed: ['complaint'], checkable: null },
    ]);
    const [sample] = readGold(folder.corporaDir, 'comments-dev') ?? [];
    expect(sample).toMatchObject({
      topics: null,
      stance: null,
      acts: { complaint: null, proposal: true, question: false },
      checkable: null,
    });
    expect(readGold(folder.corporaDir, 'news-dev')).toBeNull();
    rmSync(folder.corporaDir, { recursive: true });
  });
});
