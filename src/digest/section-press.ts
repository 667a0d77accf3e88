import { TONES, TONE_NAMES } from '../domain/opinion.ts';
import { newsOf } from './count-span.ts';
import { joinMarkup, markup, type Markup } from './markup.ts';
import { shareAfter, type Page } from './page.ts';

/** III- Who published how much, in which tone, and who was silent. */
export function sectionPress(page: Page): Markup {
  const { totals } = page.snapshot;
  return markup`<h2>III- Công tác tuyên truyền của báo chí</h2>
    ${totals.news === 0 ? markup`<p>Trong tuần không ghi nhận tin, bài nào của báo chí về trật tự, an toàn giao thông.</p>` : [tones(page), outlets(page)]}
    ${silentOutlets(page)}`;
}

function tones(page: Page): Markup {
  const { pressTone, totals } = page.snapshot;
  const parts = [...TONES, 'abstained' as const].flatMap((tone) => {
    const count = pressTone[tone] ?? 0;
    if (count === 0) return [];
    const name = tone === 'abstained' ? 'chưa xác định' : TONE_NAMES[tone].toLowerCase();
    return [markup`${page.count(count, { ...newsOf(page.span), tones: [tone] })} ${name}${shareAfter(count, totals.news)}`];
  });
  return markup`<p>
    Sắc thái của ${page.count(totals.news, newsOf(page.span))} tin, bài (cách trình bày tình hình, không phải thái độ của người dân):
    ${joinMarkup(parts, '; ')}.
  </p>`;
}

function outlets(page: Page): Markup {
  const { snapshot, span, before } = page;
  const rows = snapshot.outlets
    .filter((outlet) => outlet.count > 0)
    .map(({ value, name, count, previous }) => {
      const mean = before === null || previous === null ? '–' : page.mean(previous, { ...newsOf(before), outlets: [value] });
      return markup`<tr>
        <td>${name}</td>
        <td class="n">${page.count(count, { ...newsOf(span), outlets: [value] })}</td>
        <td class="n">${mean}</td>
      </tr>
    `;
    });
  return markup`<table>
    <caption>
      Tin, bài theo cơ quan báo chí (không kể lượt đăng lại)
    </caption>
    <thead>
      <tr>
        <th scope="col">Cơ quan báo chí</th>
        <th scope="col" class="n">Trong tuần</th>
        <th scope="col" class="n">Trung bình mỗi tuần trước đó</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function silentOutlets(page: Page): Markup {
  const silent = page.snapshot.outlets.filter((outlet) => outlet.count === 0).map((outlet) => outlet.name);
  if (silent.length === 0) return markup``;
  return markup`<p>
    Chưa ghi nhận tin, bài trong tuần của: ${silent.join('; ')}. Cần đối chiếu với tình trạng nguồn tin ở Phụ lục trước khi nhận xét.
  </p>`;
}
