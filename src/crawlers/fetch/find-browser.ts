import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';

/** Names under which Debian, Fedora, Alpine and Google's own packages install it. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'Google Chrome'];
/** PATH is not asked: under systemd and cron it is short, and a browser in somebody's home folder should be configured. */
const FOLDERS = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome', '/Applications/Google Chrome.app/Contents/MacOS'];

/**
 * Path of a Chromium that can be started: the configured one, else the system's, else playwright's own. null when there is none, also when
 * the configured one is missing: another browser than the wished one would be a surprise.
 */
export async function findBrowser(configured: string | null, folders: readonly string[] = FOLDERS): Promise<string | null> {
  if (configured !== null) return (await isExecutable(configured)) ? configured : null;
  for (const folder of folders)
    for (const name of NAMES) {
      const candidate = join(folder, name);
      if (await isExecutable(candidate)) return candidate;
    }
  const { chromium } = await import('playwright');
  const own = chromium.executablePath();
  return (await isExecutable(own)) ? own : null;
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
