/**
 * Prints how well and how fast the crawler's parsers read real pages, trafilatura beside them: `DU_LUAN_CORPORA=DIR node bench/extraction.ts`. The peer
 * comes from PyPI into `DU_LUAN_PEERS` or a temporary folder; without Python or network it is named as left out.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { corporaFolder, readBodyPages, readFeedCases, readNewsPages, readRobotsCases, type BodyPage } from './extraction-corpora.ts';
import { measureBodies, measureFeeds, measureRobots, measureTexts, measureTimes, type Tally } from './extraction-figures.ts';
import { measureGates } from './gate-figures.ts';
import { withPeers } from './peers/install-peers.ts';

/** Since lxml 6 the cleaner that it needs is a package of its own. */
const TRAFILATURA = ['trafilatura==2.3.1', 'lxml_html_clean'] as const;
const peerSchema = z.object({ texts: z.array(z.string()), seconds: z.number() });

const folder = corporaFolder();
const gates = measureGates();
print('written gates, error and index pages refused', gates.refused);
print('… with the right reason', gates.named);
print('written articles that speak of them taken', gates.taken);
if (folder === null) {
  console.log('Nothing else was measured: DU_LUAN_CORPORA names no folder.');
} else {
  const news = readNewsPages(folder);
  const sets = [['article pages', readBodyPages(folder)] as const, ['news pages', news] as const];
  await withPeers(TRAFILATURA, (python) => {
    for (const [name, pages] of sets) {
      // Both are measured on their second pass: a server has long been warm.
      measureBodies(pages);
      const ours = measureBodies(pages);
      printBodies(`${name} (${pages.length})`, ours);
      if (python === null) continue;
      const peer = runTrafilatura(python, pages);
      printBodies('  trafilatura on the same', peer);
      console.log(`  ours ${(ours.pagesPerCpuSecond / peer.pagesPerCpuSecond).toFixed(1)} times as fast; goal 3 times`);
    }
  });
  print('publish times within a minute', measureTimes(news));
  print('feed checks', measureFeeds(readFeedCases(folder)));
  const robots = readRobotsCases(folder);
  print('robots.txt, RFC 9309', measureRobots(robots.filter(({ test }) => test.startsWith('ID_'))));
  print('robots.txt, all', measureRobots(robots));
}

function print(name: string, { total, failed }: Tally): void {
  console.log(`${name}: ${total - failed.length} of ${total}${failed.length > 0 ? ` (not ${failed.join(', ')})` : ''}`);
}

function printBodies(name: string, { precision, recall, f1, accuracy, pagesPerCpuSecond }: ReturnType<typeof measureBodies>): void {
  const shares = [
    `F1 ${f1.toFixed(4)}`,
    `precision ${precision.toFixed(4)}`,
    `recall ${recall.toFixed(4)}`,
    `accuracy ${accuracy.toFixed(4)}`,
  ];
  console.log(`${name}: ${shares.join(', ')}; ${pagesPerCpuSecond.toFixed(0)} pages per CPU-second`);
}

function runTrafilatura(python: string, pages: readonly BodyPage[]): ReturnType<typeof measureBodies> {
  const input = pages.map(({ html }) => JSON.stringify(html)).join('\n');
  const script = join(import.meta.dirname, 'peers/read_pages.py');
  const { texts, seconds } = peerSchema.parse(JSON.parse(execFileSync(python, [script], { input, maxBuffer: 1e8 }).toString()));
  return measureTexts(pages, texts, seconds);
}
