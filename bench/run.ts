import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Runs every bench in order, each in a process of its own, and says what was left out and why: `npm run bench`. */
const BENCHES: readonly { file: string; needs: readonly string[]; shows: string }[] = [
  { file: 'embedded.ts', needs: [], shows: 'the embedded engine beside a bare prepared-statement loop' },
  { file: 'elasticsearch.ts', needs: ['TEST_ELASTICSEARCH_URL'], shows: 'the store on Elasticsearch beside a bare _bulk loop' },
  { file: 'scale.ts', needs: ['TEST_REDIS_URL', 'TEST_ELASTICSEARCH_URL'], shows: 'items per second against worker processes' },
  { file: 'analysis.ts', needs: ['DU_LUAN_CORPORA'], shows: 'the analysis beside underthesea and pyvi, near-duplicates beside datasketch' },
  { file: 'extraction.ts', needs: ['DU_LUAN_CORPORA'], shows: 'how well and how fast pages are read' },
  { file: 'crawl.ts', needs: [], shows: 'pages per second of processor time that the crawler needs' },
  { file: 'egress.ts', needs: ['DU_LUAN_CORPORA'], shows: 'hostile addresses that are refused' },
];

for (const { file, needs, shows } of BENCHES) {
  console.log(`\n${file}: ${shows}`);
  const missing = needs.filter((name) => !process.env[name]);
  if (missing.length > 0) {
    console.log(
      `left out: ${missing.join(' and ')} not set${missing.some((name) => name.startsWith('TEST_')) ? ' (infra/ci/services.sh starts both)' : ''}`,
    );
    continue;
  }
  const [code] = await once(spawn(process.execPath, [join(import.meta.dirname, file)], { stdio: 'inherit' }), 'exit');
  if (code !== 0) process.exitCode = 1;
}
