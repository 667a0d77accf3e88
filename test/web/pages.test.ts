import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveFixtures, type FixtureServer, type Mood } from './fixture-api.ts';
import { FROM, PROBES, TO } from './fixture-views.ts';

const BROWSER = process.env['BROWSER_PATH'] ?? '/usr/bin/chromium';
const hasBrowser = existsSync(BROWSER);
// Where nobody would notice a skipped walk, it fails instead.
const isSkipped = !hasBrowser && process.env['CI'] !== 'true';
if (isSkipped)
  console.warn(`The walk through the pages is skipped: there is no browser at ${BROWSER}. Install Chromium or set BROWSER_PATH.`);

/** All scripts together, compressed, in bytes: the promise of docs/decisions/0004. */
const MOST_SCRIPT_BYTES = 350_000;
const NOW = new Date('2026-11-22T07:45:00+07:00');
const DESKTOP = { viewport: { width: 1366, height: 768 }, colorScheme: 'light' } as const;
interface Look {
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
}

interface Visit {
  readonly mood?: Mood;
  /** The visit makes requests fail. */
  readonly faults?: boolean;
  readonly look?: Look;
}

const PHONE = { viewport: { width: 360, height: 740 } } as const;

/** What would show that a value or a word of ours came through untranslated. */
const CODES =
  /\b(null|undefined|NaN|abstained|neutral|enforcement|law-penalties|pipeline|bot|confidence|loading|error|macro|accuracy|dev)\b/i;

const PAGES = [
  { path: '/', heading: 'Tổng quan' },
  { path: '/tim-kiem', heading: 'Tìm kiếm' },
  { path: '/tin/i-2', heading: 'Bình luận' },
  { path: '/vu-viec', heading: 'Vụ việc' },
  { path: '/vu-viec/s-camera', heading: 'Hải Phòng lắp 48 camera phạt nguội trên tuyến đường ven biển từ ngày 1/12' },
  { path: '/nguon-tin', heading: 'Nguồn tin' },
  { path: '/khong-co/trang-nay', heading: 'Không có trang này' },
] as const;

describe.skipIf(isSkipped)('the dashboard in a real browser', () => {
  const webDir = mkdtempSync(join(tmpdir(), 'du-luan-web-'));
  let server: FixtureServer;
  let browser: Browser;
  const contexts = new Map<string, BrowserContext>();

  beforeAll(async () => {
    buildFor(webDir);
    server = await serveFixtures(webDir);
    browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox'] });
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
    rmSync(webDir, { recursive: true, force: true });
  });

  /** One context per look, kept over the visits, so that scripts are compiled once. What a visit stores is wiped after it. */
  async function contextFor(look: Look): Promise<BrowserContext> {
    const key = JSON.stringify(look);
    const known = contexts.get(key);
    if (known) return known;
    const context = await browser.newContext({ locale: 'vi-VN', reducedMotion: 'reduce', ...look });
    await context.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', (event) => console.error('CSP', event.violatedDirective)),
    );
    contexts.set(key, context);
    return context;
  }

  /** Opens a page, hands it over when its heading is there, and fails on anything the browser complained about. */
  async function visit(
    path: string,
    walk: (page: Page) => Promise<void>,
    { mood = 'full', faults = false, look = DESKTOP }: Visit = {},
  ): Promise<void> {
    server.mood = mood;
    const context = await contextFor(look);
    const page = await context.newPage();
    try {
      const heard: string[] = [];
      page.on('console', (message) => ['error', 'warning'].includes(message.type()) && heard.push(message.text()));
      page.on('pageerror', (error) => heard.push(String(error)));
      await page.clock.install({ time: NOW });
      await page.goto(server.origin + path);
      await page.locator('h1, [role=alert]').first().waitFor();
      await walk(page);
      // A failed request is the browser's own complaint; nothing else may be heard.
      expect(heard.filter((one) => !(faults && one.includes('Failed to load resource')))).toEqual([]);
    } finally {
      await page.evaluate(() => localStorage.clear());
      await page.close();
    }
  }

  it('stays below its weight', () => {
    const scripts = readdirSync(join(webDir, 'assets')).filter((name) => name.endsWith('.js'));
    const bytes = scripts.map((name) => gzipSync(readFileSync(join(webDir, 'assets', name))).length);
    expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(MOST_SCRIPT_BYTES);
    expect(readFileSync(join(webDir, 'index.html'), 'utf8')).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=/);
  });

  describe.each(PAGES)('$path', ({ path, heading }) => {
    it.each([
      ['light', DESKTOP],
      ['dark', PHONE],
    ] as const)(
      'has its heading, fits its width, shows no code or English, and has no fault that axe finds (%s)',
      async (colorScheme, size) => {
        await visit(
          path,
          async (page) => {
            await page.getByRole('heading', { level: 1, name: heading }).waitFor();
            await settled(page);
            expect(await page.title()).toBe(`${heading} – Dư Luận`);
            expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
            expect(await page.locator('body').innerText()).not.toMatch(CODES);
            expect(await faultsOf(page)).toEqual([]);
          },
          { look: { ...size, colorScheme } },
        );
      },
    );
  });

  it('answers on the first screen what changed, how big, why and how sure', async () => {
    await visit('/', async (page) => {
      for (const title of ['Điều gì thay đổi', 'Quy mô', 'Vì sao: vụ việc nổi bật', 'Độ tin cậy của số liệu']) {
        const box = await page.getByRole('heading', { level: 2, name: title }).boundingBox();
        expect(box && box.y + box.height).toBeLessThan(768);
      }
      const text = await main(page);
      expect(text).toContain('Có 128 ý kiến phản đối, bằng 31 % của 412 ý kiến có nêu thái độ');
      expect(text).toContain('28 trong 34 nguồn tin');
      expect(text).toMatch(/Luồng ý kiến: điểm phân loại 0,58 trên 1 \(từ 0,53 đến 0,63\)/);
    });
  });

  it('makes every figure a door, and back returns to the same place', async () => {
    await visit('/', async (page) => {
      await page.locator('.day-bars svg').first().waitFor();
      const figure = page.getByRole('link', { name: /^Tai nạn giao thông: 121/ });
      await figure.scrollIntoViewIfNeeded();
      const before = await page.evaluate(() => scrollY);
      expect(before).toBeGreaterThan(0);
      await figure.click();
      await page.getByRole('heading', { level: 1, name: 'Tìm kiếm' }).waitFor();
      expect(new URL(page.url()).search).toBe(`?from=${FROM}&to=${TO}&topics=accidents&reprints=false`);
      expect(await page.evaluate(() => scrollY)).toBe(0);
      expect(await page.locator('.chips').innerText()).toMatch(/Tai nạn giao thông/);
      await page.goBack();
      await page.getByRole('heading', { level: 1, name: 'Tổng quan' }).waitFor();
      await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before - 60);
    });
  });

  it('keeps the period in the address', async () => {
    await visit('/?days=14&to=2026-11-08', async (page) => {
      await page.getByText('14 ngày').waitFor();
      expect(await page.getByLabel('Đến hết ngày').inputValue()).toBe('2026-11-08');
      await page.getByRole('button', { name: 'Kỳ trước' }).click();
      await expect.poll(() => new URL(page.url()).search).toBe('?to=2026-10-25&days=14');
    });
  });

  it('shows every chart as a table too, with doors in it and gaps named', async () => {
    await visit('/', async (page) => {
      const toggles = page.getByRole('button', { name: 'Xem bảng số liệu' });
      const count = await toggles.count();
      expect(count).toBe(5);
      for (let at = 0; at < count; at += 1) await toggles.first().click();
      expect(await page.locator('.charts .data-table').count()).toBe(count);
      expect(await page.locator('.charts .data-table').first().innerText()).toMatch(/Chủ nhật, 22\/11\/2026\s+không có số liệu/);
      expect(await page.locator('.charts .data-table a').count()).toBeGreaterThan(40);
      expect(await faultsOf(page)).toEqual([]);
    });
  });

  it('says what press and public say more, word by word, and opens it', async () => {
    await visit('/', async (page) => {
      const card = page.getByRole('region', { name: 'Cụm từ nổi lên' });
      await card.getByText('tám tuần trước, tăng rõ nhất').waitFor();
      expect(await card.locator('.phrase').first().locator('span').allInnerTexts()).toEqual(['camera', 'phạt nguội']);
      expect(await card.innerText()).toContain('quá ít để nêu');
      await card.getByRole('link', { name: /^24 tin, bài/ }).click();
      await page.getByRole('heading', { level: 1, name: 'Tìm kiếm' }).waitFor();
      expect(new URL(page.url()).searchParams.get('text')).toBe('"camera phạt nguội"');
    });
    await visit(
      '/',
      async (page) => {
        await page.getByText('Chưa có tuần trước để so sánh nên').waitFor();
      },
      { mood: 'quiet' },
    );
  });

  it('opens the items of a day by a press on its bar', async () => {
    await visit('/', async (page) => {
      const chart = page.locator('.day-bars svg').first();
      await chart.waitFor();
      await chart.scrollIntoViewIfNeeded();
      const box = await chart.boundingBox();
      if (!box) throw new Error('the chart has no size');
      // The middle of the second of seven days, just above the base line of the first row.
      await page.mouse.click(box.x + 40 + ((box.width - 52) * 1.5) / 7, box.y + 30 + 92 - 10);
      await expect.poll(() => new URL(page.url()).search).toBe('?from=2026-11-17&to=2026-11-17&kinds=news&reprints=false');
    });
  });

  it('says that a figure is withheld and why, and never shows it as 0', async () => {
    await visit(
      '/',
      async (page) => {
        const text = await main(page);
        expect(text).toContain('quá ít để nêu');
        expect(text).toContain('dưới ngưỡng công bố, mặc định là 5');
        expect(text).not.toMatch(/\b0 ý kiến/);
        expect(text).toContain('2 trong 3 bài đã xếp');
        expect(await faultsOf(page)).toEqual([]);
      },
      { mood: 'quiet' },
    );
  });

  it('explains on the first run how to add a source', async () => {
    await visit(
      '/',
      async (page) => {
        const text = await main(page);
        expect(text).toContain('Chưa có tin, bài hay ý kiến nào');
        expect(text).toContain('profiles/hai-phong/sources.json');
        expect(text).toContain('npm run demo');
      },
      { mood: 'empty' },
    );
  });

  it('says what happened, what was kept and what to do when the server fails, and recovers', async () => {
    await visit(
      '/nguon-tin',
      async (page) => {
        await page.clock.runFor(10_000);
        const alert = page.getByRole('alert');
        await alert.waitFor();
        expect(await alert.innerText()).toMatch(/Máy chủ đang gặp lỗi[\s\S]*vẫn còn nguyên[\s\S]*Thử lại/);
        expect(await faultsOf(page)).toEqual([]);
        server.mood = 'full';
        await page.getByRole('button', { name: 'Thử lại' }).click();
        await page.getByText('Không kết nối được').waitFor();
      },
      { mood: 'broken', faults: true },
    );
  });

  it('says that a story is gone instead of failing', async () => {
    await visit(
      '/vu-viec/da-mat',
      async (page) => {
        expect(await page.getByRole('alert').innerText()).toContain('Không tìm thấy nội dung này');
      },
      { faults: true },
    );
  });

  it('never runs or follows what stands in collected text', async () => {
    for (const path of [
      '/tim-kiem?text=%C4%91o%E1%BA%A1n',
      '/tim-kiem?text=%3Cimg',
      '/tin/i-5',
      `/tim-kiem?text=${encodeURIComponent('"><img src=x onerror=window.probed=1>')}`,
    ]) {
      await visit(path, async (page) => {
        await settled(page);
        expect(await page.evaluate(() => 'probed' in window)).toBe(false);
        expect(await page.locator('main img, main script').count()).toBe(0);
        expect(await page.locator('a[href^="javascript"]').count()).toBe(0);
      });
    }
    await visit('/tin/i-5', async (page) => {
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(PROBES.title);
      expect(await main(page)).toContain(PROBES.text);
    });
  });

  it('marks what was found, and opens originals without handing over this window', async () => {
    await visit('/tim-kiem?text=camera', async (page) => {
      await page.locator('mark').first().waitFor();
      expect(await page.locator('mark').first().innerText()).toBe('camera');
      const original = page.locator('a[data-original]').first();
      expect(await original.getAttribute('rel')).toContain('noopener');
      expect(await original.getAttribute('href')).toMatch(/^https:/);
    });
  });

  it('loads more, and keeps filters in the address', async () => {
    await visit('/tim-kiem', async (page) => {
      await page.getByText('Đang hiện 5 trong 8').waitFor();
      await page.getByRole('button', { name: 'Tải thêm' }).click();
      await page.getByText('Đang hiện 8 trong 8').waitFor();
      await page.getByLabel(/^Tin, bài/).check();
      await page.getByText('Đang hiện 4 trong 4').waitFor();
      expect(new URL(page.url()).search).toBe('?kinds=news');
      await page.getByRole('button', { name: 'Bỏ bộ lọc: Tin, bài' }).click();
      await expect.poll(() => new URL(page.url()).search).toBe('');
    });
  });

  it('says which words spoke for a label and against it, and where there are none', async () => {
    await visit('/tin/i-2', async (page) => {
      await page.getByRole('heading', { level: 2, name: 'Vì sao máy gán nhãn này' }).waitFor();
      await page.locator('.explanation').waitFor();
      expect(await page.locator('.explanation .speaks-for').first().innerText()).toMatch(/^\+ \S/);
      expect(await page.locator('.explanation .speaks-against').first().innerText()).toMatch(/^− \S/);
      expect(await main(page)).toMatch(/Sắc thái: tiêu cực \(chưa đủ chắc để nêu\)\s+Không có từ ngữ nào nổi bật/);
    });
    await visit('/tin/i-3', async (page) => {
      await page.getByText('Các nhãn này do biên tập viên đặt').waitFor();
    });
  });

  it('shows tone for news only and stance for the public only', async () => {
    await visit('/tim-kiem', async (page) => {
      await page.getByRole('button', { name: 'Tải thêm' }).click();
      await page.getByText('Đang hiện 8 trong 8').waitFor();
      for (const item of await page.locator('article.item').all()) {
        const text = await item.innerText();
        const isNews = (await item.locator('.item-meta').innerText()).includes('Tin, bài');
        expect(text.includes('Sắc thái:')).toBe(isNews);
      }
    });
  });

  it('walks a list by keys, unless they are switched off', async () => {
    await visit('/tim-kiem', async (page) => {
      await page.locator('article.item').first().waitFor();
      const focused = () =>
        page.evaluate(() => [...document.querySelectorAll('[data-item]')].indexOf(document.activeElement ?? document.body));
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      expect(await focused()).toBe(1);
      await page.keyboard.press('k');
      expect(await focused()).toBe(0);
      await page.context().route('https://tin.example/**', (route) => route.fulfill({ body: 'the original' }));
      const opened = page.context().waitForEvent('page');
      await page.keyboard.press('o');
      await (await opened).close();
      await page.keyboard.press('/');
      await page.keyboard.type('jko');
      expect(await page.getByLabel('Từ khóa tìm kiếm').inputValue()).toBe('jko');
      await page.getByLabel('Phím tắt').uncheck();
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await page.keyboard.press('j');
      expect(await focused()).toBe(-1);
    });
  });

  it('can be used by keyboard from the first key: past the navigation, to the content', async () => {
    await visit('/', async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Đến nội dung chính');
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('noi-dung');
    });
  });

  it('remembers the ground that a reader chose', async () => {
    await visit('/', async (page) => {
      const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const light = await ground();
      await page.getByLabel('Nền trang').selectOption('dark');
      await expect.poll(ground).not.toBe(light);
      await page.reload();
      await page.locator('h1').waitFor();
      expect(await ground()).not.toBe(light);
    });
  });

  it('prints as A4 without its controls, with period and source line, charts inside the paper', async () => {
    await visit('/', async (page) => {
      await page.locator('.day-bars svg').first().waitFor();
      await page.evaluate(() => {
        window.addEventListener('beforeprint', () => {
          const widths = [...document.querySelectorAll('.day-bars svg[width]')].map((one) => Number(one.getAttribute('width')));
          document.body.dataset['printed'] = String(Math.max(...widths));
        });
      });
      await page.pdf({ preferCSSPageSize: true });
      // 182 mm between the margins of A4 are 688 pixels, less the padding of a panel.
      expect(Number(await page.locator('body').getAttribute('data-printed'))).toBeLessThan(660);
      await expect.poll(() => page.locator('.day-bars svg[width]').first().getAttribute('width')).toMatch(/^1[12]\d\d$/);
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('nav').isVisible()).toBe(false);
      expect(await page.getByText(/từ 16\/11 đến 22\/11\/2026; so với/).isVisible()).toBe(true);
      expect(await page.getByText(/In lúc 07:45, 22\/11\/2026/).isVisible()).toBe(true);
    });
  });
});

const main = (page: Page): Promise<string> => page.locator('main').innerText();

/** The build that users get, whatever environment the tests run in. */
function buildFor(outDir: string): void {
  const vite = join(import.meta.dirname, '../../node_modules/vite/bin/vite.js');
  const env = { ...process.env, NODE_ENV: 'production' };
  execFileSync(process.execPath, [vite, 'build', '--logLevel', 'error', '--outDir', outDir], {
    cwd: join(import.meta.dirname, '../..'),
    env,
  });
}

/** Resolves when nothing is on its way: no placeholder, and every chart drawn. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () => !document.querySelector('.state-loading, [aria-busy=true], .day-bars:not(:has(svg))') && document.fonts.status === 'loaded',
  );
}

/** What axe finds, rule and places, for WCAG 2.2 A and AA. Run in the page's own world through the debugger, which no policy stops. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: inPage } = globalThis as unknown as { axe: typeof axe }; // put there by the line above
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await inPage.run({ runOnly: { type: 'tag', values: tags } });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  });
}
