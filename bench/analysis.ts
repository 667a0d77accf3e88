/**
 * The whole analysis of a text beside what two Vietnamese toolkits need for segmenting its words alone, and the search for near-duplicates beside
 * datasketch: `DU_LUAN_CORPORA=DIR node bench/analysis.ts`, about two minutes. All run in turns over the same texts, three rounds, one process
 * each; figures are texts per second of processor time, so that what else the machine does hardly shows. The peers come from PyPI into a folder of
 * their own, `DU_LUAN_PEERS` or a temporary one; without Python or network they are named as left out.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { loadProfile } from '../src/profiles/load-profile.ts';
import { findPlacesOf } from '../src/cli/profile-places.ts';
import { loadAnalyser } from '../src/pipeline/analysis/analyse.ts';
import { findNearDuplicates } from '../src/pipeline/analysis/story/near-duplicates.ts';
import { readGold } from '../src/training/gold.ts';
import { textsOfLength } from '../src/training/measure-speed.ts';
import { withPeers } from './peers/install-peers.ts';
import { median, printFigures, type Figure } from './print-figures.ts';

const PEERS = ['underthesea==9.5.0', 'pyvi==0.1.1', 'datasketch==1.6.5'] as const;
const ROUNDS = 3;
/** `goal`: texts per second of one core that the whole analysis should do. */
const COMMENTS = { characters: 400, count: 1_000, goal: 5_000 } as const;
const ARTICLES = { characters: 2_000, count: 300, goal: 1_500 } as const;

/** Texts per second of processor time. */
type Contender = (texts: readonly string[]) => number;

const root = join(import.meta.dirname, '..');
const corpora = process.env['DU_LUAN_CORPORA'];
if (corpora === undefined) console.log('No figure was measured: DU_LUAN_CORPORA names no folder.');
else await compare(corpora);

async function compare(corporaDir: string): Promise<void> {
  const findPlaces = findPlacesOf(await loadProfile(join(root, 'profiles'), 'hai-phong'));
  const comments = textsOfLength(readGold(corporaDir, 'comments-train') ?? [], COMMENTS.characters, COMMENTS.count);
  const articles = textsOfLength(readGold(corporaDir, 'news-train') ?? [], ARTICLES.characters, ARTICLES.count);
  await withPeers(PEERS, (python) => {
    const peer = (name: string): [string, Contender][] => (python === null ? [] : [[name, (texts) => runPeer(python, name, texts)]]);
    const words = [...peer('underthesea'), ...peer('pyvi')];
    printFigures('analysis', [
      ...race(
        `comments of ${COMMENTS.characters} characters`,
        comments,
        [['analysis', analyseAs('comment', findPlaces)], ...words],
        COMMENTS.goal,
      ),
      ...race(
        `articles of ${ARTICLES.characters} characters`,
        articles,
        [['analysis', analyseAs('news', findPlaces)], ...words],
        ARTICLES.goal,
      ),
      ...race('near-duplicates among articles', articles, [['near-duplicates', searchDuplicates], ...peer('datasketch')]),
    ]);
  });
}

/** The first contender is ours; every other row says how many times as fast ours is. */
function race(what: string, texts: readonly string[], contenders: readonly [string, Contender][], goal: number | null = null): Figure[] {
  const rounds = contenders.map(([name, run]) => ({ name, run, speeds: [] as number[] }));
  for (let round = 0; round < ROUNDS; round += 1) for (const { run, speeds } of rounds) speeds.push(run(texts));
  const [ours, ...others] = rounds.map(({ name, speeds }) => ({ name, speed: median(speeds) }));
  if (!ours) return [];
  return [
    {
      name: `${ours.name}: ${what}`,
      value: ours.speed,
      note: goal === null ? 'per CPU-second' : `per CPU-second; goal ${goal.toLocaleString('en')}`,
    },
    ...others.map(({ name, speed }) => ({ name: `${name}: ${what}`, value: speed, note: `ours ${(ours.speed / speed).toFixed(2)} times` })),
  ];
}

/** Classifiers, events and places of the profile Hải Phòng. */
function analyseAs(kind: 'comment' | 'news', findPlaces: ReturnType<typeof findPlacesOf>): Contender {
  const analyser = loadAnalyser(join(root, 'models'));
  const analyse = (text: string): void => {
    const title = kind === 'news' ? text.slice(0, 80) : '';
    analyser.analyse({ kind, title, text, threadTitle: kind === 'news' ? null : 'Mức phạt vượt đèn đỏ' }, findPlaces(title, text, null));
  };
  return (texts) => {
    // A server has long been warm.
    for (let round = 0; round < 3; round += 1) texts.forEach(analyse);
    return perCpuSecond(texts.length, () => texts.forEach(analyse));
  };
}

function searchDuplicates(texts: readonly string[]): number {
  const named = texts.map((text, at) => ({ id: String(at), text }));
  return perCpuSecond(texts.length, () => findNearDuplicates(named));
}

function perCpuSecond(count: number, work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return count / ((user + system) / 1e6);
}

function runPeer(python: string, name: string, texts: readonly string[]): number {
  const input = texts.map((text) => JSON.stringify(text)).join('\n');
  // One thread each: numpy would spread over both cores and be charged for waiting.
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
  return Number(execFileSync(python, [join(import.meta.dirname, 'peers/peer.py'), name], { input, env, maxBuffer: 1e8 }).toString());
}
