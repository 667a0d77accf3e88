import { describe, expect, it } from 'vitest';
import { selectBody } from '../../../src/crawlers/extract/body-selector.ts';
import { extractArticle, type ExtractOptions } from '../../../src/crawlers/extract/extract-article.ts';
import { parseHtml } from '../../../src/crawlers/extract/html-tree.ts';
import { outletSchema } from '../../../src/domain/profile.ts';

const URL = 'https://cong.example.vn/tin-tuc/dieu-chinh-giao-thong-20261120.html';
const OWN = 'Từ ngày 1/12, xe tải trên 5 tấn không đi vào tuyến đường ven sông trong giờ cao điểm.';
const OTHER =
  'Đại hội thể dục thể thao phường khai mạc với sự tham gia của hơn một nghìn vận động viên, mười hai môn thi đấu và nhiều tiết mục chào mừng.';

/** A portal that puts a short notice beside the long abstract of another one, both without any name that tells. */
const PORTAL = `<html lang="vi"><head><title>Điều chỉnh giao thông</title><meta property="og:type" content="article"></head><body>
<table><tr><td><div class="cell a1">${[1, 2, 3, 4, 5].map((at) => `<p>${at}. ${OTHER}</p>`).join('')}</div></td></tr>
<tr><td id="ctl00_noidung" class="cell b2 main"><h1>Điều chỉnh giao thông</h1><p>${OWN}</p></td></tr></table></body></html>`;

function textOf(options: ExtractOptions): string {
  const extraction = extractArticle(PORTAL, URL, options);
  return extraction.ok ? extraction.text : extraction.reason;
}

describe('the selector of an outlet', () => {
  it('finds the article of a page on which the general reading takes the wrong text', () => {
    expect(textOf({})).toContain(OTHER);
    expect(textOf({ bodySelector: '#ctl00_noidung' })).toBe(OWN);
  });

  it('leaves the page to the general reading when the site has changed and it finds nothing', () => {
    expect(textOf({ bodySelector: '.detail-old' })).toBe(textOf({}));
  });

  it.each(['td', '#ctl00_noidung', '.b2', 'td.b2.main', 'div.none, td.b2', 'TD#ctl00_noidung'])('may be written %s', (selector) => {
    expect(selectBody(parseHtml(PORTAL), selector)?.tag).toBe('td');
  });

  it.each(['div.b2', '#noidung', '.b', '.b2.none'])('does not take %s for something near it', (selector) => {
    expect(selectBody(parseHtml(PORTAL), selector)).toBeNull();
  });

  it.each(['div > p', 'a[href]', '', 'p:first-child', '.a .b'])('is refused in a profile as %j', (bodySelector) => {
    const outlet = { id: 'cong', name: 'Cổng', family: 'cong', type: 'portal', bodySelector };
    expect(outletSchema.safeParse(outlet).success).toBe(false);
    expect(outletSchema.safeParse({ ...outlet, bodySelector: 'div.a, #b' }).success).toBe(true);
  });
});

describe('a page that tells its time from the reader’s clock', () => {
  const page = `<html lang="vi"><head><title>Tin mới</title></head><body><h1>Tin mới của phường hôm nay</h1><span class="date">4 giờ trước</span>
<p>${OTHER}</p><p>${OWN}</p></body></html>`;
  const now = Date.UTC(2026, 10, 21, 8);

  it('is dated from when it was fetched, and not at all without that', () => {
    const at = (options: ExtractOptions): number | null => {
      const extraction = extractArticle(page, URL, options);
      return extraction.ok ? extraction.publishedAt : null;
    };
    expect([at({ now }), at({})]).toEqual([now - 4 * 3_600_000, null]);
  });
});
