import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Adds the optional packages of other platforms to package-lock.json: `node scripts/complete-lock-file.ts`, after every change of packages.
 * A registry that mirrors only the packages of its own platform makes npm leave the others out of the lock file, and `npm ci` then refuses it
 * everywhere. Entries made here have no integrity hash; npm skips them on every platform but their own.
 */
interface Entry {
  version?: string;
  optional?: boolean;
  dev?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
  optionalDependencies?: Record<string, string>;
}

const FILE = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const PLATFORMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS: readonly (readonly [RegExp, string])[] = [
  [/arm64/, 'arm64'],
  [/arm/, 'arm'],
  [/ppc64/, 'ppc64'],
  [/riscv64/, 'riscv64'],
  [/s390x/, 's390x'],
  [/ia32/, 'ia32'],
  [/x64/, 'x64'],
];

/** What the name says of the platform that it is for. */
function platformOf(name: string): Pick<Entry, 'os' | 'cpu' | 'libc'> {
  const os = PLATFORMS.find((platform) => name.includes(platform));
  const cpu = PROCESSORS.find(([pattern]) => pattern.test(name))?.[1];
  if (!os || !cpu) throw new Error(`${name} names no platform; is it missing from the registry?`);
  if (name.includes('musl')) return { os: [os], cpu: [cpu], libc: ['musl'] };
  if (name.includes('gnu')) return { os: [os], cpu: [cpu], libc: ['glibc'] };
  return { os: [os], cpu: [cpu] };
}

const lock = JSON.parse(readFileSync(FILE, 'utf8')) as { packages: Record<string, Entry> }; // npm's own file
let added = 0;
for (const entry of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const place = `node_modules/${name}`;
    if (Object.keys(lock.packages).some((known) => known === place || known.endsWith(`/${place}`))) continue;
    lock.packages[place] = { version, ...platformOf(name), ...(entry.dev ? { dev: true } : {}), optional: true };
    added += 1;
  }
}
const ordered = Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(FILE, `${JSON.stringify({ ...lock, packages: Object.fromEntries(ordered) }, null, 2)}\n`);
console.log(`${added} optional packages of other platforms added`);
