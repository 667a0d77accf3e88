import { ACTS, type Act } from '../domain/opinion.ts';
import { TOPIC_NAMES } from '../domain/topic.ts';
import { html, joinHtml, type Html } from './html.ts';
import { people, type Page } from './page.ts';
import { compareToMean } from './format-number.ts';
import { stanceSentence } from './stance-sentence.ts';

/** What a reader can take in; the rest is one click away. */
const TOPICS_SHOWN = 5;

const ACT_WORDS: Readonly<Record<Act, string>> = { complaint: 'lượt phản ánh', proposal: 'lượt kiến nghị', question: 'câu hỏi' };

/** II- What the public speaks of, in which currents; then the events behind it. */
export function sectionOpinion(page: Page): Html {
  return html`<h2>II- Những vấn đề dư luận quan tâm</h2>
    ${topics(page)} ${acts(page)} ${stories(page)}`;
}

function topics(page: Page): Html {
  const { publicTopics, totals, minimumGroup } = page.snapshot;
  if (totals.public === 0) return html`<p>Không có ý kiến công khai nào trong tuần nên không đủ căn cứ để nêu các luồng ý kiến.</p>`;
  const shown = publicTopics.flatMap((row) => (row.count === null || row.count === 0 ? [] : [{ ...row, count: row.count }]));
  const hidden = publicTopics.filter((row) => row.count === null).length;
  const note = hidden === 0 ? '' : html`<p>Một số chủ đề khác không nêu số để không lộ nhóm có ít hơn ${minimumGroup} ý kiến.</p>`;
  if (shown.length === 0) return html`<p>Không có chủ đề nào đủ ${minimumGroup} ý kiến công khai để nêu các luồng ý kiến.</p>`;
  return html`${shown.slice(0, TOPICS_SHOWN).map((row, at) => topicParagraph(page, row, at + 1))}${note}`;
}

type TopicRow = Page['snapshot']['publicTopics'][number] & { readonly count: number };

function topicParagraph(page: Page, { topic, count, previous, stances }: TopicRow, number: number): Html {
  const query = { ...people(page.span), topics: [topic] };
  const compared =
    page.before === null || previous === null
      ? ''
      : html`, ${compareToMean({ count, mean: previous })} trung bình ${page.mean(previous, { ...people(page.before), topics: [topic] })}
        mỗi tuần trước đó`;
  return html`<p>
    <b>${number}. ${TOPIC_NAMES[topic]}</b>: ${page.count(count, query)} ý kiến${compared}.${stanceSentence(page, stances, query)}
  </p> `;
}

function acts(page: Page): Html {
  const { publicActs } = page.snapshot;
  const parts = ACTS.flatMap((act) => {
    const count = publicActs[act] ?? 0;
    return count === 0 ? [] : [html`${page.count(count, { ...people(page.span), acts: [act] })} ${ACT_WORDS[act]}`];
  });
  return parts.length === 0 ? html`` : html`<p>Trong các ý kiến có ${joinHtml(parts, ', ')} gửi tới cơ quan chức năng hoặc cộng đồng.</p>`;
}

function stories(page: Page): Html {
  const { snapshot, span } = page;
  if (snapshot.stories.length === 0) return html`<p>Không có vụ việc nổi bật nào được ghi nhận trong tuần.</p>`;
  const rows = snapshot.stories.map((story) => {
    const query = { ...span, storyId: story.id };
    const news = page.count(story.newsCount, { ...query, kinds: ['news'] });
    const opinions =
      story.publicCount === null || story.publicCount === 0
        ? ''
        : html`, ${page.count(story.publicCount, { ...query, kinds: ['post', 'comment'] })} ý kiến`;
    return html`<li>${page.story(story.id, story.title)}: ${news} tin, bài${opinions}.</li> `;
  });
  return html`<p>Các vụ việc được nói đến nhiều (kể cả các lượt đăng lại):</p>
    <ol>
      ${rows}
    </ol>`;
}
