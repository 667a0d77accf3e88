import { DuLuanError } from '../domain/errors.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { dayOf, toIso } from '../domain/time.ts';
import { DIGEST_STYLE } from './digest-style.ts';
import { formatDay } from './format-number.ts';
import { Markup, markup } from './markup.ts';
import { letterhead, signatureBlock, titleBlock } from './letterhead.ts';
import { createPage } from './page.ts';
import type { Quotes } from './read-quotes.ts';
import { sectionAppendix } from './section-appendix.ts';
import { sectionOpinion } from './section-opinion.ts';
import { sectionPress } from './section-press.ts';
import { sectionSituation } from './section-situation.ts';

export interface RenderOptions {
  /** Address of the dashboard without a slash at the end, such as `https://du-luan.example`. Empty: links within the same server. */
  readonly baseUrl: string;
  /** false marks the figures as provisional. */
  readonly isClosed: boolean;
  /** Words of the passages that the snapshot points to, see `readQuotes`. Absent: nobody is quoted. */
  readonly quotes?: Quotes;
}

/**
 * One week as one self-contained page in the form of a Party document. Reads nothing but its arguments: the same snapshot and options
 * give the same bytes.
 * @throws BAD_REQUEST for a base address that is not http(s) or bears a query.
 */
export function renderHtml(snapshot: Snapshot, options: RenderOptions): string {
  const page = createPage(snapshot, checkedBase(options.baseUrl), options.quotes ?? new Map());
  const title = `Dư luận về trật tự, an toàn giao thông, tuần ${snapshot.week}`;
  return markup`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <style>${new Markup(DIGEST_STYLE)}</style>
      </head>
      <body>
        ${letterhead(snapshot)}
        <main>
          ${titleBlock(snapshot)} ${options.isClosed ? '' : provisionalNote(snapshot)} ${sectionSituation(page)} ${sectionOpinion(page)}
          ${sectionPress(page)}
        </main>
        ${signatureBlock()} ${sectionAppendix(page)}
      </body>
    </html>
`.toString();
}

function provisionalNote({ closedAt }: Snapshot): Markup {
  return markup`<p class="provisional">
    Số liệu tạm tính đến ${toIso(closedAt).slice(11, 16)} ngày ${formatDay(dayOf(closedAt))}; tuần chưa chốt, các con số còn thay đổi.
  </p>`;
}

function checkedBase(baseUrl: string): string {
  if (baseUrl === '') return '';
  const url = URL.parse(baseUrl);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.search !== '' || url.hash !== '') {
    throw new DuLuanError('BAD_REQUEST', { detail: 'the base address of a digest must be http(s)://host without a query' });
  }
  return baseUrl.replace(/\/+$/, '');
}
