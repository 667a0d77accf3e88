import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findPlacesOf } from '../../../src/cli/profile-places.ts';
import { tokenize } from '../../../src/language/tokenize.ts';
import { loadAnalyser } from '../../../src/pipeline/analysis/analyse.ts';
import { findNewsEvents } from '../../../src/pipeline/analysis/event/find-news-events.ts';
import { redact } from '../../../src/privacy/redact.ts';
import { loadProfile } from '../../../src/profiles/load-profile.ts';

/** What is repeated until the text has the length wanted. */
const SHAPES = {
  digits: '7',
  'one letter': 'a',
  marks: '\u0301',
  newlines: '\n',
  brackets: '((())) ',
  emoji: '😀',
  names: 'anh Nguyễn Văn An, ',
  places: 'xã Kiến Thụy, huyện Kiến Thụy, Hải Phòng - Hà Nội, ',
  homes: 'trú tại thôn 3, xã ',
  plates: '15A-12345 ',
  telephones: '0912 345 678 ',
  addresses: 'a@',
  events: 'kế hoạch an toàn giao thông tổ chức hội nghị triển khai chỉ thị ',
} as const;

const SHORT = 60_000;
const FACTOR = 4;
/** Linear work takes four times as long, and up to eight times when memory runs out of the caches; quadratic work takes sixteen. */
const MOST_GROWTH = 11;
const ATTEMPTS = 4;

const findPlaces = findPlacesOf(await loadProfile(join(import.meta.dirname, '../../../profiles'), 'hai-phong'));
const analyser = loadAnalyser(join(import.meta.dirname, '../../../models'));

const STEPS = {
  tokenize,
  'redact as the public': (text: string) => redact(text, 'public'),
  'redact as the press': (text: string) => redact(text, 'press'),
  places: (text: string) => findPlaces('', text, null),
  events: (text: string) => findNewsEvents('', text),
  'analyse news': (text: string) => analyser.analyse({ kind: 'news', title: text, text, threadTitle: null }, []),
  'analyse a comment': (text: string) => analyser.analyse({ kind: 'comment', title: '', text, threadTitle: text }, []),
} as const satisfies Record<string, (text: string) => unknown>;

test.for(Object.entries(STEPS))('%s: time grows as the text does, whatever its shape', { timeout: 120_000 }, ([, step]) => {
  const grown = Object.entries(SHAPES).flatMap(([shape, unit]) => {
    const growth = leastGrowth(step, unit);
    return growth > MOST_GROWTH ? [`${shape}: ${growth.toFixed(1)} times for a text ${FACTOR} times as long`] : [];
  });
  expect(grown).toEqual([]);
});

/** Of several attempts the best: what disturbs one of them tells nothing. */
function leastGrowth(step: (text: string) => unknown, unit: string): number {
  const short = unit.repeat(Math.ceil(SHORT / unit.length));
  const long = short.repeat(FACTOR);
  step(short);
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < ATTEMPTS && least > MOST_GROWTH; attempt += 1) {
    // Below two milliseconds the clock's grain would be measured.
    least = Math.min(least, cpuMs(step, long) / Math.max(2, cpuMs(step, short)));
  }
  return least;
}

/** Processor time, so that what else the machine does hardly shows. */
function cpuMs(step: (text: string) => unknown, text: string): number {
  const before = process.cpuUsage();
  step(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
