import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readGold, readHeldOutIds } from '../../src/training/gold.ts';
import { LABELS_DIR, readLabelled } from '../../src/training/read-labels.ts';

const corpora = process.env['DU_LUAN_CORPORA'];

function labelsOf(file: string): Record<string, unknown>[] {
  return readFileSync(join(LABELS_DIR, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>); // the files are ours
}

const labels = [...labelsOf('comments.jsonl'), ...labelsOf('news.jsonl'), ...labelsOf('news-kinds.jsonl')];

describe('our own labels', () => {
  test('hold no text and no title, but who read them and when', () => {
    for (const label of labels) {
      expect(Object.keys(label)).not.toContain('text');
      expect(Object.keys(label)).not.toContain('title');
      expect(label).toMatchObject({ reader: expect.any(String), date: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) });
    }
  });

  test('name each text once', () => {
    expect(new Set(labels.map(({ id }) => id)).size).toBe(labels.length);
  });

  test('give an irrelevant text no topic, stance, act or claim', () => {
    const withTopics = labels.filter(({ topics }) => Array.isArray(topics) && topics.length > 0);
    expect(withTopics).toEqual(labels.filter(({ relevant }) => relevant));
    for (const { stance = 'none', acts = [], checkable = false } of labels.filter(({ relevant }) => !relevant))
      expect({ stance, acts, checkable }).toEqual({ stance: 'none', acts: [], checkable: false });
  });
});

describe('readLabelled', () => {
  let corporaDir: string;
  beforeAll(() => (corporaDir = mkdtempSync(join(tmpdir(), 'du-luan-labels-'))));
  afterAll(() => rmSync(corporaDir, { recursive: true, force: true }));

  test('counts every label as without text in a folder that holds none', () => {
    expect(readLabelled(corporaDir)).toEqual({ samples: [], withoutText: labels.length });
  });

  test('finds a news text by its id and marks it as picked', () => {
    const [label] = labelsOf('news.jsonl');
    mkdirSync(join(corporaDir, 'news'));
    const row = { id: label?.['id'], title: 'Sửa cầu', summary: 'Cấm xe tải.' };
    writeFileSync(join(corporaDir, 'news/headlines-2026-08.jsonl'), `${JSON.stringify(row)}\n`);
    const { samples, withoutText } = readLabelled(corporaDir);
    expect(samples).toMatchObject([{ id: label?.['id'], isPicked: true, input: { kind: 'news', title: 'Sửa cầu', text: 'Cấm xe tải.' } }]);
    expect(withoutText).toBe(labels.length - 1);
  });

  test('does not take another text for a labelled comment', () => {
    mkdirSync(join(corporaDir, 'nlp/safesense-vi'), { recursive: true });
    writeFileSync(join(corporaDir, 'nlp/safesense-vi/all.tsv'), 'text\tlabel\ttitle\nchỉ là thử\tCLEAN\tbài\n\t\t\n');
    const id = createHash('sha1').update('chỉ là thử').digest('hex').slice(0, 12);
    expect(labels.some((label) => label['id'] === id)).toBe(false);
    expect(readLabelled(corporaDir).samples.filter(({ input }) => input.kind === 'comment')).toEqual([]);
  });
});

describe.skipIf(!corpora)('our own labels beside the gold sets (skipped without DU_LUAN_CORPORA)', () => {
  test('find all their texts', () => {
    expect(readLabelled(corpora ?? '').withoutText).toBe(0);
  });

  test('name nothing that is held out or belongs to a development set', () => {
    const kept = new Set(readHeldOutIds(corpora ?? ''));
    for (const set of ['comments-dev', 'news-dev'] as const) for (const { id } of readGold(corpora ?? '', set) ?? []) kept.add(id);
    expect(labels.filter(({ id }) => kept.has(String(id)))).toEqual([]);
  });
});
