import { ACTS, STANCE_NAMES, type Act } from '../domain/opinion.ts';
import { PUBLIC_KINDS } from '../domain/search-url.ts';
import { TOPIC_NAMES } from '../domain/topic.ts';
import { publicOf } from './count-span.ts';
import { joinMarkup, markup, type Markup } from './markup.ts';
import type { Page } from './page.ts';
import { compareToMean, nameWeeks } from './format-number.ts';
import type { PassagePlace } from './read-quotes.ts';
import { stanceSentence } from './stance-sentence.ts';

/** What a reader can take in; the rest is one click away. */
const TOPICS_SHOWN = 5;

const ACT_WORDS: Readonly<Record<Act, string>> = { complaint: 'lượt phản ánh', proposal: 'lượt kiến nghị', question: 'câu hỏi' };

/** II- What the public speaks of, in which currents; then the events behind it. */
export function sectionOpinion(page: Page): Markup {
  return markup`<h2>II- Những vấn đề dư luận quan tâm</h2>
    ${topics(page)} ${acts(page)} ${stories(page)}`;
}

function topics(page: Page): Markup {
  const { publicTopics, totals, minimumGroup } = page.snapshot;
  if (totals.public === 0) return markup`<p>Không có ý kiến công khai nào trong tuần nên không đủ căn cứ để nêu các luồng ý kiến.</p>`;
  const shown = publicTopics.flatMap((row) => (row.count === null || row.count === 0 ? [] : [{ ...row, count: row.count }]));
  const hidden = publicTopics.filter((row) => row.count === null).length;
  const note = hidden === 0 ? '' : markup`<p>Một số chủ đề khác không nêu số để không lộ nhóm có ít hơn ${minimumGroup} ý kiến.</p>`;
  if (shown.length === 0) return markup`<p>Không có chủ đề nào đủ ${minimumGroup} ý kiến công khai để nêu các luồng ý kiến.</p>`;
  return markup`${shown.slice(0, TOPICS_SHOWN).map((row, at) => topicParagraph(page, row, at + 1))}${note}`;
}

type TopicRow = Page['snapshot']['publicTopics'][number] & { readonly count: number };

function topicParagraph(page: Page, { topic, count, previous, stances, passages }: TopicRow, number: number): Markup {
  const query = { ...publicOf(page.span), topics: [topic] };
  const compared =
    page.before === null || previous === null
      ? ''
      : markup`, ${compareToMean({ count, mean: previous })} trung bình ${page.mean(previous, { ...publicOf(page.before), topics: [topic] })} ý kiến
        mỗi tuần của ${nameWeeks(page.snapshot.previous.weeks)}`;
  return markup`<p>
    <b>${number}. ${TOPIC_NAMES[topic]}</b>: ${page.count(count, query)} ý kiến${compared}.${stanceSentence(page, stances, query)}
    </p>
    ${voices(page, passages ?? [])}
    `;
}

/** One passage of each stream, verbatim; those that are no longer kept are left out. */
function voices(page: Page, passages: readonly PassagePlace[]): Markup {
  const rows = passages.flatMap((passage) => {
    const quote = page.quote(passage);
    return String(quote) === '' ? [] : [markup`<li>${STANCE_NAMES[passage.stance]}: ${quote}</li>`];
  });
  return rows.length === 0 ? markup`` : markup`<ul class="voices">${rows}</ul>`;
}

function acts(page: Page): Markup {
  const { publicActs } = page.snapshot;
  const parts = ACTS.flatMap((act) => {
    const count = publicActs[act] ?? 0;
    return count === 0 ? [] : [markup`${page.count(count, { ...publicOf(page.span), acts: [act] })} ${ACT_WORDS[act]}`];
  });
  return parts.length === 0
    ? markup``
    : markup`<p>Trong các ý kiến có ${joinMarkup(parts, ', ')} gửi tới cơ quan chức năng hoặc cộng đồng.</p>`;
}

/** Sizes count every reprint, because that is how loud an event was. A withheld size is left out, the event stays. */
function stories(page: Page): Markup {
  const { snapshot, span } = page;
  if (snapshot.stories.length === 0) return markup`<p>Không có vụ việc nổi bật nào được ghi nhận trong tuần.</p>`;
  const rows = snapshot.stories.map(({ id, title, newsCount, publicCount }) => {
    const query = { ...span, storyId: id };
    const sizes = [
      newsCount === 0 ? null : markup`${page.count(newsCount, { ...query, kinds: ['news'] })} tin, bài`,
      publicCount === null || publicCount === 0 ? null : markup`${page.count(publicCount, { ...query, kinds: [...PUBLIC_KINDS] })} ý kiến`,
    ].filter((size) => size !== null);
    return markup`<li>${page.story(id, title)}${sizes.length === 0 ? '' : markup`: ${joinMarkup(sizes, ', ')}`}.</li>`;
  });
  return markup`<p>Các vụ việc được nói đến nhiều (kể cả các lượt đăng lại):</p>
    <ol>${rows}</ol>`;
}
