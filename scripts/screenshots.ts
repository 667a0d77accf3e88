import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright';
import { findBrowser } from '../src/crawlers/fetch/find-browser.ts';

/**
 * Takes the pictures of docs/screenshots from a demo that it starts itself: `node scripts/screenshots.ts`. The demo's items are written,
 * its days end today, so the pictures differ by their dates only.
 */
const HOME = fileURLToPath(new URL('..', import.meta.url));
const OUT = join(HOME, 'docs/screenshots');
const PORT = '8731';
const BASE = `http://127.0.0.1:${PORT}`;
/** The smallest screen of the offices that this is made for. */
const OFFICE = { width: 1_366, height: 768 };
const PHONE = { width: 390, height: 844 };
const START_MS = 120_000;

const PAGES: readonly (readonly [string, string])[] = [
  ['tong-quan', '/'],
  ['tim-kiem', '/tim-kiem?text=nong%20do%20con'],
  ['vu-viec', '/vu-viec'],
  ['nguon-tin', '/nguon-tin'],
  ['ban-tin', '/ban-tin'],
];

async function untilServed(): Promise<void> {
  const end = Date.now() + START_MS;
  while (Date.now() < end) {
    const answer = await fetch(`${BASE}/api/health`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('the demo did not start in time');
}

async function take(page: Page, name: string, path: string): Promise<void> {
  await page.goto(`${BASE}${path}`);
  await page.waitForLoadState('networkidle');
  // Charts are drawn a moment after their figures have come.
  await page.waitForTimeout(700);
  await page.screenshot({ path: join(OUT, `${name}.png`) });
  console.log(`docs/screenshots/${name}.png`);
}

const dataDir = mkdtempSync(join(tmpdir(), 'du-luan-pictures-'));
mkdirSync(OUT, { recursive: true });
const demo = spawn(process.execPath, [join(HOME, 'du-luan.mjs'), 'demo'], {
  env: { ...process.env, DU_LUAN_DATA_DIR: dataDir, DU_LUAN_PORT: PORT },
  stdio: ['ignore', 'ignore', 'inherit'],
});
try {
  await untilServed();
  const executablePath = await findBrowser(process.env['DU_LUAN_BROWSER_PATH'] ?? null);
  if (!executablePath) throw new Error('no Chromium was found');
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  const office = await browser.newPage({ viewport: OFFICE, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
  for (const [name, path] of PAGES) await take(office, name, path);
  await office.goto(`${BASE}/vu-viec`);
  const story = await office.locator('main a[href^="/vu-viec/"]').first().getAttribute('href');
  if (story) await take(office, 'mot-vu-viec', story);
  const dark = await browser.newPage({ viewport: OFFICE, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', colorScheme: 'dark' });
  await take(dark, 'tong-quan-toi', '/');
  const phone = await browser.newPage({ viewport: PHONE, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
  await take(phone, 'tong-quan-dien-thoai', '/');
  await browser.close();
} finally {
  demo.kill('SIGTERM');
  await new Promise((resolve) => demo.on('exit', resolve));
  rmSync(dataDir, { recursive: true, force: true });
}
