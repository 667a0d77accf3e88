import { TOPIC_NAMES } from '../domain/topic.ts';
import { dayOf } from '../domain/time.ts';
import { allOf, newsOf, publicOf } from './count-span.ts';
import { compareToMean, formatCount, formatDay, nameWeeks } from './format-number.ts';
import { markup, type Markup } from './markup.ts';
import { countOrWithheld, type Page } from './page.ts';
import { stanceSentence } from './stance-sentence.ts';

/** I- What there was, against the weeks before, and how much of the press and the public it rests on. */
export function sectionSituation(page: Page): Markup {
  const { totals, topics } = page.snapshot;
  const isEmpty = totals.news === 0 && totals.public === 0;
  return markup`<h2>I- Tình hình chung</h2>
    ${isEmpty ? markup`<p>Trong tuần không ghi nhận tin, bài hoặc ý kiến công khai nào về trật tự, an toàn giao thông.</p>` : [pressParagraph(page), publicParagraph(page)]}
    ${coverageParagraph(page)} ${topics.length === 0 ? '' : topicTable(page)}`;
}

function pressParagraph(page: Page): Markup {
  const { snapshot, span } = page;
  const { totals, previous } = snapshot;
  const all = totals.news + totals.reprints;
  const reprints = totals.reprints === 0 ? '' : markup`; kể cả các lượt đăng lại là ${page.count(all, { ...span, kinds: ['news'] })}`;
  return markup`<p>
    Từ ngày ${formatDay(dayOf(span.from))} đến ngày ${formatDay(dayOf(span.to - 1))}, báo chí đăng ${page.count(totals.news, newsOf(span))}
    tin, bài về trật tự, an toàn giao thông${comparison(page, { count: totals.news, mean: previous.news }, 'press')}${reprints}.
  </p>`;
}

function publicParagraph(page: Page): Markup {
  const { snapshot, span } = page;
  const { totals, previous, publicStance } = snapshot;
  if (totals.public === null) {
    return markup`<p>Số ý kiến công khai trong tuần không được nêu vì có ít hơn ${snapshot.minimumGroup} ý kiến.</p>`;
  }
  if (totals.public === 0) return markup`<p>Trong tuần không ghi nhận ý kiến công khai nào của người dân.</p>`;
  return markup`<p>
    Ghi nhận ${page.count(totals.public, publicOf(span))} ý kiến công khai trên mạng (bài đăng, bình
    luận)${comparison(page, { count: totals.public, mean: previous.public }, 'people')}.${stanceSentence(page, publicStance, publicOf(span))}
  </p>`;
}

function comparison(page: Page, { count, mean }: { count: number; mean: number | null }, whose: 'press' | 'people'): Markup {
  if (page.before === null) return markup` (chưa có số liệu của các tuần trước để so sánh)`;
  if (mean === null) return markup``;
  const query = whose === 'press' ? newsOf(page.before) : publicOf(page.before);
  return markup`, ${compareToMean({ count, mean })} trung bình ${page.mean(mean, query)} mỗi tuần của
  ${nameWeeks(page.snapshot.previous.weeks)}`;
}

function coverageParagraph(page: Page): Markup {
  const { coverage } = page.snapshot;
  if (coverage.sources === 0) return markup`<p>Chưa có nguồn tin nào được khai báo; báo cáo không phản ánh được tình hình trong tuần.</p>`;
  if (coverage.answered + coverage.silent === 0) {
    return markup`<p><b>Không có nguồn tin nào trong ${page.sources(formatCount(coverage.sources))} nguồn tin trả lời ở lần thu thập gần nhất; số
      liệu có thể thiếu và không đủ để nhận định tình hình.</b></p>`;
  }
  return markup`<p>
    Số liệu dựa trên ${page.sources(formatCount(coverage.answered))} nguồn tin hoạt động trong tổng số
    ${page.sources(formatCount(coverage.sources))} nguồn tin được theo dõi; các nguồn tin im lặng hoặc gặp lỗi được nêu trong Phụ lục.
  </p>`;
}

function topicTable(page: Page): Markup {
  const { snapshot, span, before } = page;
  const rows = snapshot.topics.map(({ topic, count, previous }) => {
    const mean = before === null || previous === null ? '–' : page.mean(previous, { ...allOf(before), topics: [topic] });
    return markup`<tr>
      <td>${TOPIC_NAMES[topic]}</td>
      <td class="n">${countOrWithheld(page, count, { ...allOf(span), topics: [topic] })}</td>
      <td class="n">${mean}</td>
    </tr>
    `;
  });
  return markup`<table>
    <caption>
      Tin, bài và ý kiến theo chủ đề (một tin, bài, ý kiến có thể thuộc nhiều chủ đề)
    </caption>
    <thead>
      <tr>
        <th scope="col">Chủ đề</th>
        <th scope="col" class="n">Trong tuần</th>
        <th scope="col" class="n">Trung bình mỗi tuần trước đó</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}
