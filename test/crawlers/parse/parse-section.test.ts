import { describe, expect, it } from 'vitest';
import { parseSection } from '../../../src/crawlers/parse/parse-section.ts';

const URL = 'https://bao.example.vn/giao-thong';
const page = (body: string, head = ''): string => `<html><head>${head}</head><body>${body}</body></html>`;
const card = (href: string, title: string): string =>
  `<article><a href="${href}"><img src="x.jpg"></a><h3><a href="${href}#binh-luan">${title}</a></h3><p>Tóm tắt.</p></article>`;
const MENU = '<nav><a href="/thoi-su-quoc-te-va-trong-nuoc-2026.html">Thời sự quốc tế và trong nước</a></nav>';

describe('parseSection', () => {
  it('gives headlines in order, once each, and neither menus, footers, files nor other sites', () => {
    const html = page(`${MENU}${card('/xe-tai-bi-cam-20261120.html', 'Xe tải bị cấm vào nội đô giờ cao điểm')}
${card('https://www.bao.example.vn/phat-nguoi-20261119.html', 'Phạt nguội hơn một nghìn xe trong tháng 11')}${card('/xe-tai-bi-cam-20261120.html', 'Xe tải bị cấm')}
<a href="/giao-thong-20261120.html">Giao thông</a><a href="https://khac.example.com/bai-20261120.html">Bài của trang khác có tiêu đề dài</a>
<a href="/van-ban-so-1234.pdf">Văn bản số 1234 của Ủy ban nhân dân thành phố</a><a href="javascript:void(0)">Bấm vào đây để xem thêm nhiều tin</a><a href="mailto:a@b.vn">Gửi thư cho tòa soạn báo chúng tôi</a>
<div class="footer"><a href="/lien-he-quang-cao-1234.html">Liên hệ quảng cáo trên báo điện tử</a></div>`);
    expect(parseSection(html, URL, {})).toEqual({
      links: [
        { url: 'https://bao.example.vn/xe-tai-bi-cam-20261120.html', title: 'Xe tải bị cấm vào nội đô giờ cao điểm' },
        { url: 'https://www.bao.example.vn/phat-nguoi-20261119.html', title: 'Phạt nguội hơn một nghìn xe trong tháng 11' },
      ],
      next: null,
    });
  });

  it('follows the pattern of the source instead of looks when there is one', () => {
    const html = page(`${MENU}<a href="/tin/1">Ngắn</a><a href="/khac/2">Một tiêu đề dài nhưng không khớp mẫu</a>`);
    expect(parseSection(html, URL, { linkPattern: '^/tin/\\d+$' }).links).toEqual([{ url: 'https://bao.example.vn/tin/1', title: 'Ngắn' }]);
  });

  it('resolves links against the base of the page', () => {
    const html = page(card('bai-viet-20261120.html', 'Cầu mới thông xe trong tháng này'), '<base href="/tin/">');
    expect(parseSection(html, URL, {}).links[0]?.url).toBe('https://bao.example.vn/tin/bai-viet-20261120.html');
  });

  it.each([
    ['<link rel="next" href="?page=2">', 'https://bao.example.vn/giao-thong?page=2'],
    ['<a href="/giao-thong/trang-2">Trang sau</a>', 'https://bao.example.vn/giao-thong/trang-2'],
    ['<a href="/giao-thong?page=9">»</a><a href="/giao-thong?page=2">›</a>', 'https://bao.example.vn/giao-thong?page=2'],
    ['<a href="?p=2" aria-label="Tiếp"><i></i></a>', 'https://bao.example.vn/giao-thong?p=2'],
    ['<span class="current">1</span><a href="?trang=2">2</a><a href="?trang=3">3</a>', 'https://bao.example.vn/giao-thong?trang=2'],
    ['<a href="#">Trang sau</a>', null],
    ['<a class="next disabled" href="?page=2">Trang sau</a>', null],
    ['<a href="https://khac.example.com/?page=2">Trang sau</a>', null],
    ['<a href="/giao-thong">Tiếp</a>', null],
    ['<a href="/bai-2">2</a>', null],
  ])('finds the next page in %s', (html, next) => {
    expect(parseSection(page(html), URL, {}).next).toBe(next);
  });

  it('never goes back from a later page', () => {
    const html = page('<a href="?page=2">«</a><a href="?page=2">›</a><a href="?page=3">3</a><a href="?page=4">4</a>');
    expect(parseSection(html, `${URL}?page=3`, {}).next).toBe(`${URL}?page=4`);
  });

  it('reads links that nest without end in one pass', () => {
    const html = `${'<a href="/bai-viet-dai-20261120.html">'.repeat(500)}${'<b>Một tiêu đề đủ dài cho bài viết này</b> '.repeat(20_000)}${'<div class="x">'.repeat(400)}${'<a href="/x">x</a>'.repeat(20_000)}`;
    expect(parseSection(html, URL, {}).links.length).toBeLessThan(3);
  });

  it('gives nothing for a page without links', () => {
    expect(parseSection('', URL, {})).toEqual({ links: [], next: null });
    expect(parseSection('<a href="http://[">Một tiêu đề dài có địa chỉ hỏng</a>'.repeat(3), 'hỏng', {})).toEqual({ links: [], next: null });
  });
});
