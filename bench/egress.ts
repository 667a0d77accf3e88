/** Prints how many hostile addresses the egress guard refuses and how many harmless ones it lets pass: `DU_LUAN_CORPORA=DIR node bench/egress.ts`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { egressFilter } from '../src/crawlers/fetch/egress-filter.ts';
import { corporaFolder } from './extraction-corpora.ts';
import { printFigures } from './print-figures.ts';

type Addresses = Readonly<Record<'blocked' | 'allowed', readonly { readonly url: string }[]>>;

interface Hosts {
  readonly hosts: Readonly<Record<string, readonly (readonly string[])[]>>;
}

const folder = corporaFolder();
if (folder === null) console.log('No figure was measured: DU_LUAN_CORPORA names no folder.');
else await measure(join(folder, 'hostile'));

async function measure(hostile: string): Promise<void> {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(hostile, name), 'utf8'));
  const { blocked, allowed } = read('ssrf.json') as Addresses; // shape of the corpus file
  const { hosts } = read('ssrf-hosts.json') as Hosts; // shape of the corpus file
  const ask = egressFilter(new Map(Object.entries(hosts)));
  const refused = async (urls: readonly string[]): Promise<number> =>
    (await Promise.all(urls.map((url, id) => ask({ id, url })))).filter((answer) => !answer.allowed).length;
  const addresses = blocked.map(({ url }) => url);
  const names = Object.keys(hosts).map((name) => `http://${name}/`);
  const controls = allowed.map(({ url }) => url);
  printFigures('egress', [
    { name: 'hostile addresses refused', value: await refused(addresses), note: `of ${addresses.length}; goal: all` },
    { name: 'names that lead to them refused', value: await refused(names), note: `of ${names.length}; goal: all` },
    { name: 'harmless addresses refused', value: await refused(controls), note: `of ${controls.length}; goal: none` },
  ]);
}
