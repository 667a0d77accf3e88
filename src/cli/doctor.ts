import { constants } from 'node:fs';
import { access, mkdir, statfs } from 'node:fs/promises';
import { configurationPage, describeConfig, configFromEnvironment, type Config } from '../config.ts';
import { tryBrowser } from '../crawlers/fetch/browser.ts';
import { loadAnalyser } from '../pipeline/analysis/analyse.ts';
import { loadProfile } from '../profiles/load-profile.ts';
import { crawlSettings } from './crawl-settings.ts';
import { createLog } from './create-log.ts';
import { openEngine } from '../wiring.ts';

/** `warn`: works, but something is missing; `bad`: will not work. */
interface Finding {
  readonly level: 'good' | 'warn' | 'bad';
  readonly what: string;
  /** What to do; empty when good. */
  readonly mend: string;
}

/** Below this a busy province fills the disk within a month. */
const LEAST_FREE_GB = 2;
const NEEDED_NODE = 26;

/** Checks what this machine needs and says how to mend what is wrong. Exit code 1 when something will not work. */
export async function doctor(options: { configurationPage?: true }): Promise<void> {
  if (options.configurationPage) {
    process.stdout.write(configurationPage());
    return;
  }
  const config = configFromEnvironment();
  for (const { variable, value } of describeConfig(config)) console.log(`  ${variable.padEnd(24)} ${value}`);
  const findings = await Promise.all([
    node(),
    disk(config),
    browser(config),
    profile(config),
    models(config),
    dashboard(config),
    contact(config),
    engine(config),
  ]);
  for (const finding of findings) {
    const sign = { good: '✓', warn: '!', bad: '✗' }[finding.level];
    console.log(`${sign} ${finding.what}${finding.mend === '' ? '' : `\n    ${finding.mend}`}`);
  }
  if (findings.some((finding) => finding.level === 'bad')) process.exitCode = 1;
}

async function check(what: string, look: () => Promise<string>, mend: string, level: 'warn' | 'bad' = 'bad'): Promise<Finding> {
  try {
    return { level: 'good', what: `${what}: ${await look()}`, mend: '' };
  } catch (error) {
    return { level, what: `${what}: ${error instanceof Error ? error.message : String(error)}`, mend };
  }
}

function node(): Promise<Finding> {
  return check(
    'Node',
    async () => {
      if (Number(process.versions.node.split('.')[0]) < NEEDED_NODE) throw new Error(`${process.versions.node}, ${NEEDED_NODE} is needed`);
      return process.versions.node;
    },
    'Start through npm or ./du-luan.mjs, which bring the pinned one.',
  );
}

function disk(config: Config): Promise<Finding> {
  return check(
    'Data folder',
    async () => {
      await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
      await access(config.dataDir, constants.W_OK);
      const { bavail, bsize } = await statfs(config.dataDir);
      const freeGB = (bavail * bsize) / 1e9;
      if (freeGB < LEAST_FREE_GB) throw new Error(`only ${freeGB.toFixed(1)} GB are free in ${config.dataDir}`);
      return `${config.dataDir}, ${freeGB.toFixed(0)} GB free`;
    },
    `Set DU_LUAN_DATA_DIR to a folder that can be written and has ${LEAST_FREE_GB} GB.`,
  );
}

function browser(config: Config): Promise<Finding> {
  return check('Browser', () => tryBrowser(crawlSettings(config)), 'Until then sources that need JavaScript are left out.', 'warn');
}

function profile(config: Config): Promise<Finding> {
  return check(
    'Profile',
    async () => {
      const found = await loadProfile(config.profilesDir, config.profile);
      const unverified = found.sources.filter((source) => source.verified === 'unverified').length;
      return `${found.name}, ${found.sources.length} sources (${unverified} never checked live), ${found.places.length} places`;
    },
    'Set DU_LUAN_PROFILE to a folder of profiles/, or mend the file that is named.',
  );
}

function models(config: Config): Promise<Finding> {
  return check(
    'Models',
    async () => {
      loadAnalyser(config.modelsDir);
      return config.modelsDir;
    },
    'Take models/ from the repository again, or run: du-luan train',
  );
}

function dashboard(config: Config): Promise<Finding> {
  return check(
    'Dashboard',
    async () => {
      await access(`${config.webDir}/index.html`);
      return config.webDir;
    },
    'Run: npm run build',
    'warn',
  );
}

function contact(config: Config): Promise<Finding> {
  return check(
    'Contact in the user agent',
    async () => {
      if (config.contact === '') throw new Error('not set; sites cannot tell who crawls them');
      return config.contact;
    },
    'Set DU_LUAN_CONTACT to an e-mail address of your office.',
    'warn',
  );
}

function engine(config: Config): Promise<Finding> {
  return check(
    'Store and queue',
    async () => {
      const opened = await openEngine(config, createLog('silent'));
      try {
        const [totals, counts] = await Promise.all([opened.store.totals(), opened.queue.counts()]);
        return `${totals.items} items, ${counts.waiting} waiting, ${counts.quarantined} in quarantine`;
      } finally {
        await opened.close();
      }
    },
    'Stop what else uses the folder, or restore the last backup of it.',
  );
}
