/** Prints how well and how fast the crawler's parsers read real pages: `DU_LUAN_CORPORA=DIR node bench/extraction.ts`. */
import { corporaFolder, readBodyPages, readFeedCases, readNewsPages, readRobotsCases } from './extraction-corpora.ts';
import { measureBodies, measureFeeds, measureRobots, measureTimes, type Tally } from './extraction-figures.ts';
import { measureGates } from './gate-figures.ts';

const folder = corporaFolder();
const gates = measureGates();
print('written gates, error and index pages refused', gates.refused);
print('… with the right reason', gates.named);
print('written articles that speak of them taken', gates.taken);
if (folder === null) {
  console.log('Nothing else was measured: DU_LUAN_CORPORA names no folder.');
} else {
  const news = readNewsPages(folder);
  for (const [name, pages] of [['article pages', readBodyPages(folder)] as const, ['news pages', news] as const]) {
    const { precision, recall, f1, accuracy, pagesPerCpuSecond } = measureBodies(pages);
    const shares = [
      `F1 ${f1.toFixed(4)}`,
      `precision ${precision.toFixed(4)}`,
      `recall ${recall.toFixed(4)}`,
      `accuracy ${accuracy.toFixed(4)}`,
    ];
    console.log(`${name} (${pages.length}): ${shares.join(', ')}; ${pagesPerCpuSecond.toFixed(0)} pages per CPU-second`);
  }
  print('publish times within a minute', measureTimes(news));
  print('feed checks', measureFeeds(readFeedCases(folder)));
  const robots = readRobotsCases(folder);
  print('robots.txt, RFC 9309', measureRobots(robots.filter(({ test }) => test.startsWith('ID_'))));
  print('robots.txt, all', measureRobots(robots));
}

function print(name: string, { total, failed }: Tally): void {
  console.log(`${name}: ${total - failed.length} of ${total}${failed.length > 0 ? ` (not ${failed.join(', ')})` : ''}`);
}
