import type {
  ExplanationView,
  ItemView,
  Overview,
  PhrasesView,
  SearchView,
  SourcesView,
  SourceView,
  StoryPage,
  StoryView,
} from '../../src/domain/views.ts';
import { STANCE_NAMES, TONE_NAMES, ACT_NAMES } from '../../src/domain/opinion.ts';
import { ITEM_KIND_NAMES } from '../../src/domain/raw-item.ts';
import { TOPIC_NAMES, TOPICS, type Topic } from '../../src/domain/topic.ts';
import { addDays } from '../../src/domain/time.ts';

/** One made-up week, as the API would answer it. Every text is written for this file. */
export const TO = '2026-11-22';
export const FROM = '2026-11-16';

/** Titles and texts that would run if anything read them as markup. Running sets `window.probed`. */
export const PROBES = {
  title: 'Chốt kiểm tra <img src=x onerror="window.probed=1"> đêm cuối tuần <script>window.probed=1</script>',
  text: '<svg onload="window.probed=1"></svg> Đây là đoạn trích có thẻ lạ </script><script>window.probed=1</script>',
  url: 'javascript:window.probed=1',
} as const;

const days = Array.from({ length: 7 }, (_, index) => addDays(FROM, index));

const outlets = [
  { value: 'bao-dia-phuong', name: 'Báo và Phát thanh, Truyền hình Hải Phòng' },
  { value: 'giao-thong', name: 'Báo Xây dựng' },
  { value: 'tin-nhanh', name: 'Báo điện tử Tin nhanh' },
  { value: 'cong-an', name: 'Cổng thông tin Công an thành phố' },
  { value: 'dien-dan', name: 'Diễn đàn Xe và Đường' },
] as const;

interface Draft {
  readonly kind: ItemView['kind'];
  readonly title: string;
  readonly text: string;
  readonly outlet: number;
  readonly at: string;
  readonly topics: readonly Topic[];
  readonly tone?: ItemView['tone'];
  readonly stance?: ItemView['stance'];
  readonly story?: string;
  readonly reprintOf?: string;
}

const THREAD = 'Đề xuất camera phạt nguội toàn tuyến đường ven biển';

const drafts: readonly Draft[] = [
  {
    kind: 'news',
    title: 'Hải Phòng lắp 48 camera phạt nguội trên tuyến đường ven biển từ ngày 1/12',
    text: 'Từ ngày 1/12, hệ thống 48 camera giám sát trên tuyến đường ven biển chính thức ghi nhận vi phạm tốc độ và làn đường. Cơ quan chức năng cho biết hai tuần đầu chủ yếu nhắc nhở, sau đó xử phạt theo quy định.\nViệc lắp đặt nhằm kéo giảm tai nạn do chạy quá tốc độ vào ban đêm.',
    outlet: 0,
    at: '2026-11-17T08:15:00+07:00',
    topics: ['enforcement', 'law-penalties'],
    tone: 'neutral',
    story: 's-camera',
  },
  {
    kind: 'news',
    title: 'Gần 50 camera phạt nguội sắp hoạt động trên đường ven biển Hải Phòng',
    text: 'Gần 50 camera phạt nguội sẽ vận hành từ đầu tháng 12 trên đường ven biển qua Hải Phòng.',
    outlet: 1,
    at: '2026-11-17T10:02:00+07:00',
    topics: ['enforcement'],
    tone: 'neutral',
    story: 's-camera',
    reprintOf: 'i-0',
  },
  {
    kind: 'comment',
    title: '',
    text: 'Lắp camera thì ủng hộ nhưng phải cắm biển báo tốc độ rõ ràng, đoạn qua cầu biển bị cây che khuất, đi đúng mà vẫn sợ bị phạt oan.',
    outlet: 4,
    at: '2026-11-20T21:40:00+07:00',
    topics: ['enforcement', 'infrastructure'],
    tone: 'negative',
    stance: 'concern',
    story: 's-camera',
  },
  {
    kind: 'comment',
    title: '',
    text: 'Mức phạt vượt đèn đỏ như vậy quá cao so với thu nhập người chạy xe ôm, một lỗi là mất cả tháng lương. Cần xem lại.',
    outlet: 4,
    at: '2026-11-20T22:05:00+07:00',
    topics: ['law-penalties'],
    tone: 'negative',
    stance: 'oppose',
    story: 's-camera',
  },
  {
    kind: 'comment',
    title: '',
    text: 'Phạt thế còn nhẹ. Ai chấp hành đúng thì không phải sợ camera, đường vắng hẳn mấy ông rú ga ban đêm.',
    outlet: 4,
    at: '2026-11-21T07:12:00+07:00',
    topics: ['law-penalties', 'behaviour'],
    tone: 'negative',
    stance: 'support',
    story: 's-camera',
  },
  {
    kind: 'news',
    title: PROBES.title,
    text: PROBES.text,
    outlet: 2,
    at: '2026-11-21T23:30:00+07:00',
    topics: ['alcohol-drugs'],
    tone: 'positive',
  },
  {
    kind: 'news',
    title: 'Học sinh trường nghề ký cam kết không giao xe cho người chưa đủ tuổi',
    text: 'Hơn 1.200 học sinh tham gia buổi ngoại khóa về an toàn giao thông; nhà trường phối hợp với gia đình kiểm tra việc đội mũ bảo hiểm ở cổng trường mỗi sáng.',
    outlet: 3,
    at: '2026-11-19T16:20:00+07:00',
    topics: ['schools-youth', 'campaigns'],
    tone: 'positive',
    story: 's-truong-hoc',
  },
  {
    kind: 'post',
    title: 'Nút giao cầu vượt tắc cứng mỗi sáng, bao giờ mới phân luồng lại?',
    text: 'Sáng nào từ 6 giờ 45 cũng kẹt, xe tải rẽ trái chặn cả hai làn. Đề nghị cơ quan chức năng phân luồng lại, số liên hệ phản ánh là [điện thoại].',
    outlet: 4,
    at: '2026-11-18T06:58:00+07:00',
    topics: ['infrastructure'],
    tone: 'negative',
    stance: 'none',
    story: 's-nut-giao',
  },
];

export const items: readonly ItemView[] = drafts.map((draft, index) => {
  const isNews = draft.kind === 'news';
  const isProbe = draft.title === PROBES.title;
  const { value: outlet, name: outletName } = outlets[draft.outlet] ?? outlets[0];
  return {
    id: `i-${index}`,
    kind: draft.kind,
    title: draft.title,
    text: draft.text,
    titleHits: [],
    passage: draft.text.slice(0, 160),
    passageHits: [],
    url: isProbe ? PROBES.url : `https://tin.example/bai/${index}`,
    outlet,
    outletName,
    sourceId: 'nguon-1',
    publishedAt: draft.at,
    seenAt: '2026-11-22T06:00:00+07:00',
    topics: [...draft.topics],
    tone: draft.tone ?? null,
    stance: isNews ? 'none' : (draft.stance ?? null),
    acts: draft.kind === 'post' ? ['complaint', 'proposal'] : [],
    checkable: index === 3,
    corrected: [],
    newsKind: isNews ? 'report' : null,
    events:
      isNews && index < 3
        ? [{ type: 'plan', name: 'Kế hoạch, chương trình hành động', unitName: 'Thành ủy', date: '2026-11', passage: draft.title }]
        : [],
    places:
      index === 7 ? [{ unit: 'hai-phong/phuong/hong-bang', profile: 'hai-phong', written: 'Hồng Bàng', name: 'Phường Hồng Bàng' }] : [],
    competentBody:
      draft.kind === 'post'
        ? { name: 'UBND phường Hồng Bàng', petition: 'Lấn chiếm vỉa hè, lòng đường, trông giữ xe', isVerified: false }
        : null,
    storyId: draft.story ?? null,
    reprintOf: draft.reprintOf ?? null,
    threadUrl: draft.kind === 'comment' ? 'https://dien-dan.example/chu-de/9' : null,
    threadTitle: draft.kind === 'comment' ? THREAD : null,
  };
});

/** Of every public item but one, whose labels an editor has set. */
export function explanationOf(id: string | undefined): ExplanationView {
  const item = items.find((one) => one.id === id);
  const [topic] = item?.topics ?? [];
  if (!item || topic === undefined || item.id === 'i-3') return { labels: [] };
  const phrase = (start: number, end: number, contribution: number, part: 'text' | 'threadTitle' = 'text') => ({
    part,
    start,
    end,
    contribution,
    text: (part === 'text' ? item.text : (item.threadTitle ?? '')).slice(start, end),
  });
  return {
    labels: [
      { field: 'relevant', label: 'true', isGuess: false, for: [phrase(0, 12, 1.4)], against: [], signs: 0.1 },
      {
        field: 'topics',
        label: topic,
        isGuess: false,
        for: [phrase(0, 8, 2), phrase(0, 6, 0.7, 'threadTitle')],
        against: [phrase(9, 14, -0.6)],
        signs: 0,
      },
      { field: 'tone', label: 'negative', isGuess: true, for: [], against: [], signs: -0.2 },
    ],
  };
}

export const stories: readonly StoryView[] = [
  {
    id: 's-camera',
    title: 'Hải Phòng lắp 48 camera phạt nguội trên tuyến đường ven biển từ ngày 1/12',
    firstAt: '2026-11-17T08:15:00+07:00',
    lastAt: '2026-11-21T22:41:00+07:00',
    itemCount: 236,
    newsCount: 24,
    publicCount: 212,
    reprintCount: 9,
    familyCount: 5,
    outlets: outlets.map(({ value, name }, index) => ({ id: value, name, count: 9 - 2 * index })),
    mainTopic: 'enforcement',
    href: `/vu-viec/s-camera?from=${FROM}&to=${TO}`,
  },
  {
    id: 's-nut-giao',
    title: 'Ùn tắc kéo dài ở nút giao cầu vượt sau khi đổi chu kỳ đèn tín hiệu',
    firstAt: '2026-11-16T07:10:00+07:00',
    lastAt: '2026-11-20T18:00:00+07:00',
    itemCount: 58,
    newsCount: 6,
    publicCount: 52,
    reprintCount: 0,
    familyCount: 3,
    outlets: outlets.slice(0, 3).map(({ value, name }) => ({ id: value, name, count: 2 })),
    mainTopic: 'infrastructure',
    href: `/vu-viec/s-nut-giao?from=${FROM}&to=${TO}`,
  },
  {
    id: 's-truong-hoc',
    title: 'Trường nghề ký cam kết với phụ huynh về việc giao xe cho học sinh',
    firstAt: '2026-11-19T16:20:00+07:00',
    lastAt: '2026-11-21T09:00:00+07:00',
    itemCount: null,
    newsCount: 11,
    publicCount: null,
    reprintCount: 4,
    familyCount: 4,
    outlets: outlets.slice(0, 4).map(({ value, name }) => ({ id: value, name, count: 3 })),
    mainTopic: 'schools-youth',
    href: `/vu-viec/s-truong-hoc?from=${FROM}&to=${TO}`,
  },
];

/** A share as the server would give it; the interval is made up, and holds the share. */
const shareOf = (part: number, of: number) => ({ value: part / of, low: part / of - 0.04, high: part / of + 0.05 });

const search = (params: string): string => `/tim-kiem?from=${FROM}&to=${TO}&${params}`;
const TOPIC_COUNTS: Readonly<Record<Topic, readonly [number | null, number]>> = {
  directive: [31, 28.5],
  'law-penalties': [188, 97.3],
  enforcement: [214, 141.8],
  'alcohol-drugs': [96, 104.3],
  behaviour: [88, 79],
  accidents: [121, 133.5],
  infrastructure: [143, 150.2],
  'street-space': [42, 40],
  transport: [24, 27.3],
  'vehicles-licences': [37, 22],
  'schools-youth': [58, 33.8],
  campaigns: [26, 18],
  'rail-waterway': [null, 6],
};

export const overview: Overview = {
  profile: { id: 'hai-phong', name: 'Hải Phòng', department: 'Ban Tuyên giáo và Dân vận Thành ủy Hải Phòng' },
  period: { from: FROM, to: TO, previousFrom: addDays(FROM, -28), previousWeeks: 4 },
  coverage: { sources: 34, answered: 28, silent: 3, failed: 2, neverVisited: 1 },
  totals: { items: 12_408, undated: 37, offTopic: 48_215, reprints: 1_902, quarantined: 3 },
  changes: [
    {
      text: 'Có 128 ý kiến phản đối, bằng 31 % của 412 ý kiến có nêu thái độ, tăng 19 điểm % so với 12 % trong bốn tuần trước.',
      href: search('kinds=post,comment&stances=oppose&reprints=false'),
    },
    {
      text: 'Chủ đề tăng mạnh nhất là “Pháp luật và mức xử phạt” với 188 tin, bài và ý kiến, tăng 93 % so với trung bình 97,3 mỗi tuần của bốn tuần trước.',
      href: search('topics=law-penalties&reprints=false'),
    },
    {
      text: 'Vụ việc được nói đến nhiều nhất: “Hải Phòng lắp 48 camera phạt nguội trên tuyến đường ven biển từ ngày 1/12” (tuần tra, xử lý vi phạm), với 24 tin, bài của 5 cơ quan báo chí và 212 ý kiến.',
      href: `/vu-viec/s-camera?from=${FROM}&to=${TO}`,
    },
    {
      text: 'Báo chí đăng 187 tin, bài từ ngày 16/11/2026 đến ngày 22/11/2026, tăng 21 % so với trung bình 154 mỗi tuần của bốn tuần trước.',
      href: search('kinds=news&reprints=false'),
    },
  ],
  volume: {
    news: 187,
    newsPrevious: 154.3,
    newsHref: search('kinds=news&reprints=false'),
    public: 1_046,
    publicPrevious: 688.5,
    publicHref: search('kinds=post,comment&reprints=false'),
  },
  days: days.flatMap((day, index) => {
    const news = [22, 38, 31, 27, 34, 35];
    const people = [64, 121, 208, 246, 290, 117];
    return index === 6 ? [] : [{ day, news: news[index] ?? 0, public: people[index] ?? null }];
  }),
  topics: TOPICS.map((topic) => ({
    topic,
    name: TOPIC_NAMES[topic],
    count: TOPIC_COUNTS[topic][0],
    previous: TOPIC_COUNTS[topic][1],
    href: search(`topics=${topic}&reprints=false`),
  })),
  pressTone: [
    { tone: 'negative', name: TONE_NAMES.negative, count: 46, previous: 33.8, href: search('kinds=news&tones=negative') },
    { tone: 'neutral', name: TONE_NAMES.neutral, count: 89, previous: 82, href: search('kinds=news&tones=neutral') },
    { tone: 'positive', name: TONE_NAMES.positive, count: 38, previous: 29.5, href: search('kinds=news&tones=positive') },
    { tone: 'abstained', name: 'Chưa xác định', count: 14, previous: 9, href: search('kinds=news&tones=abstained') },
  ],
  publicStance: [
    {
      stance: 'support',
      name: STANCE_NAMES.support,
      count: 173,
      share: shareOf(173, 412),
      breadth: 'nhiều ý kiến',
      previous: 160.5,
      href: search('kinds=post,comment&stances=support'),
    },
    {
      stance: 'concern',
      name: STANCE_NAMES.concern,
      count: 111,
      share: shareOf(111, 412),
      breadth: 'nhiều ý kiến',
      previous: 74,
      href: search('kinds=post,comment&stances=concern'),
    },
    {
      stance: 'oppose',
      name: STANCE_NAMES.oppose,
      count: 128,
      share: shareOf(128, 412),
      breadth: 'nhiều ý kiến',
      previous: 32,
      href: search('kinds=post,comment&stances=oppose'),
    },
    {
      stance: 'none',
      name: STANCE_NAMES.none,
      count: 541,
      share: null,
      breadth: null,
      previous: 370,
      href: search('kinds=post,comment&stances=none'),
    },
    {
      stance: 'abstained',
      name: 'Chưa xác định',
      count: 93,
      share: null,
      breadth: null,
      previous: 52,
      href: search('kinds=post,comment&stances=abstained'),
    },
  ],
  taken: { count: 412, href: search('kinds=post,comment&stances=support,concern,oppose') },
  stanceDays: days.slice(0, 6).map((day, index) => ({
    day,
    support: [12, 21, 37, 40, 44, 19][index] ?? null,
    concern: [null, 14, 22, 28, 31, 12][index] ?? null,
    oppose: [null, 12, 24, 33, 41, 14][index] ?? null,
  })),
  stories: [...stories],
  accuracy: [
    {
      task: 'stance-public',
      name: 'Luồng ý kiến',
      measure: 'macro-F1',
      value: 0.584,
      low: 0.53,
      high: 0.63,
      set: 'comments-dev',
      on: '2026-11-15',
    },
    {
      task: 'tone-press',
      name: 'Sắc thái của báo chí',
      measure: 'macro-F1',
      value: 0.66,
      low: 0.61,
      high: 0.712,
      set: 'news-dev',
      on: '2026-11-15',
    },
    {
      task: 'topic',
      name: 'Chủ đề chính của tin, bài',
      measure: 'accuracy',
      value: 0.78,
      low: 0.74,
      high: 0.82,
      set: 'news-dev',
      on: '2026-11-15',
    },
    {
      task: 'topic',
      name: 'Chủ đề chính của ý kiến',
      measure: 'accuracy',
      value: 0.7,
      low: 0.65,
      high: 0.74,
      set: 'comments-dev',
      on: '2026-11-15',
    },
    {
      task: 'complaint',
      name: 'Phản ánh',
      measure: 'F1 of yes',
      value: 0.49,
      low: 0.41,
      high: 0.57,
      set: 'comments-dev',
      on: '2026-11-15',
    },
  ],
};

/** A new installation: nothing collected, nothing to compare with. */
export const emptyOverview: Overview = {
  ...overview,
  period: { ...overview.period, previousWeeks: 0 },
  coverage: { sources: 34, answered: 0, silent: 0, failed: 0, neverVisited: 34 },
  totals: { items: 0, undated: 0, offTopic: 0, reprints: 0, quarantined: 0 },
  changes: [],
  volume: { ...overview.volume, news: 0, newsPrevious: 0, public: 0, publicPrevious: null },
  days: [],
  stanceDays: [],
  stories: [],
  accuracy: [],
};

/** A quiet week: public figures rest on too few and are withheld. */
export const quietOverview: Overview = {
  ...overview,
  period: { ...overview.period, previousWeeks: 0 },
  changes: [],
  volume: { ...overview.volume, news: 3, public: null, publicPrevious: null },
  days: days.map((day, index) => ({ day, news: index % 2, public: null })),
  pressTone: overview.pressTone.map((row, index) => ({ ...row, count: index === 0 ? 2 : index === 1 ? 1 : 0 })),
  publicStance: overview.publicStance.map((row) => ({ ...row, count: null, share: null, breadth: null, previous: null })),
  taken: { ...overview.taken, count: null },
  stanceDays: days.map((day) => ({ day, support: null, concern: null, oppose: null })),
  stories: [],
  accuracy: [],
};

export const storyPage: StoryPage = {
  story: { ...stories[0], href: '/vu-viec/s-camera' } as StoryView, // the list is not empty
  days: days.slice(1, 6).map((day, index) => ({ day, news: [11, 6, 3, 2, 2][index] ?? 0, public: [null, 38, 71, 64, 35][index] ?? null })),
  stance: [
    { stance: 'support', count: 52, share: shareOf(52, 160), breadth: 'nhiều ý kiến', href: '/tim-kiem?storyId=s-camera&stances=support' },
    { stance: 'concern', count: 47, share: shareOf(47, 160), breadth: 'nhiều ý kiến', href: '/tim-kiem?storyId=s-camera&stances=concern' },
    { stance: 'oppose', count: 61, share: shareOf(61, 160), breadth: 'nhiều ý kiến', href: '/tim-kiem?storyId=s-camera&stances=oppose' },
    { stance: 'none', count: 40, share: null, breadth: null, href: '/tim-kiem?storyId=s-camera&stances=none' },
    { stance: 'abstained', count: 12, share: null, breadth: null, href: '/tim-kiem?storyId=s-camera&stances=abstained' },
  ],
  news: items.filter((item) => item.kind === 'news' && item.storyId === 's-camera'),
  taken: { count: 160, href: '/tim-kiem?storyId=s-camera&stances=support,concern,oppose' },
  passages: items.filter((item) => item.kind === 'comment'),
  sampled: ['oppose'],
  accuracy: overview.accuracy.filter(({ task }) => task === 'stance-public'),
};

const phrase = (
  words: readonly string[],
  kinds: string,
  count: number,
  before: number | null,
): PhrasesView['lists'][number]['phrases'][number] => {
  const text = encodeURIComponent(`"${words.join(' ').toLowerCase()}"`);
  return {
    words: [...words],
    count,
    href: search(`text=${text}&kinds=${kinds}&reprints=false`),
    before,
    beforeHref: `/tim-kiem?text=${text}&from=${addDays(FROM, -56)}&to=${addDays(FROM, -1)}&kinds=${kinds}&reprints=false`,
  };
};

export const phrases: PhrasesView = {
  from: FROM,
  to: TO,
  previousFrom: addDays(FROM, -56),
  weeksBefore: 8,
  lists: [
    {
      audience: 'news',
      isSample: false,
      phrases: [phrase(['camera', 'phạt nguội'], 'news', 24, 3), phrase(['đường ven biển', 'Hải Phòng'], 'news', 19, 0)],
    },
    {
      audience: 'public',
      isSample: true,
      phrases: [
        phrase(['xe ôm', 'công nghệ'], 'post,comment', 41, null),
        phrase(['thời hạn', 'đăng kiểm', 'phương tiện', 'cơ giới đường bộ', 'niên hạn', 'sử dụng'], 'post,comment', 12, 9),
      ],
    },
  ],
};

/** Before there is a week to compare with. */
export const noPhrases: PhrasesView = {
  ...phrases,
  previousFrom: FROM,
  weeksBefore: 0,
  lists: phrases.lists.map(({ audience }) => ({ audience, isSample: false, phrases: [] })),
};

const SOURCE: SourceView = {
  id: 'nguon-1',
  name: 'Báo và Phát thanh, Truyền hình Hải Phòng: giao thông',
  kind: 'feed',
  url: 'https://tin.example/giao-thong.rss',
  outletName: outlets[0].name,
  state: 'ok',
  stateName: 'Hoạt động bình thường',
  level: 'good',
  stateSince: '2026-10-02T07:00:00+07:00',
  checkedAt: '2026-11-22T07:20:00+07:00',
  lastGoodAt: '2026-11-22T07:20:00+07:00',
  lastNewAt: '2026-11-22T06:50:00+07:00',
  failuresInRow: 0,
  found: 24,
  failed: 0,
  quota: null,
  items: 1_204,
  href: '/tim-kiem?sources=nguon-1',
};

export const sources: SourcesView = {
  coverage: overview.coverage,
  sources: [
    SOURCE,
    {
      ...SOURCE,
      id: 'nguon-2',
      name: 'Báo Xây dựng: an toàn giao thông',
      outletName: outlets[1].name,
      state: 'partly-failed',
      stateName: 'Một số trang không đọc được',
      level: 'bad',
      stateSince: '2026-11-21T22:00:00+07:00',
      failuresInRow: 2,
      failed: 5,
      items: 880,
      href: '/tim-kiem?sources=nguon-2',
    },
    {
      ...SOURCE,
      id: 'nguon-3',
      name: 'Diễn đàn Xe và Đường',
      kind: 'forum',
      outletName: outlets[4].name,
      state: 'unreachable',
      stateName: 'Không kết nối được',
      level: 'bad',
      stateSince: '2026-11-14T03:10:00+07:00',
      lastGoodAt: '2026-11-14T02:40:00+07:00',
      lastNewAt: '2026-11-14T02:40:00+07:00',
      failuresInRow: 41,
      found: 0,
      items: 4_420,
      href: '/tim-kiem?sources=nguon-3',
    },
    {
      ...SOURCE,
      id: 'nguon-4',
      name: 'Cổng thông tin phường',
      kind: 'section',
      outletName: 'Cổng thông tin điện tử',
      state: 'never-visited',
      stateName: 'Chưa thu thập lần nào',
      level: 'waiting',
      stateSince: null,
      checkedAt: null,
      lastGoodAt: null,
      lastNewAt: null,
      found: 0,
      items: 0,
      href: '/tim-kiem?sources=nguon-4',
    },
  ],
};

const named = (names: Readonly<Record<string, string>>) => Object.entries(names).map(([value, name]) => ({ value, name }));

export const catalogue = {
  kinds: named(ITEM_KIND_NAMES),
  topics: named(TOPIC_NAMES),
  tones: named({ ...TONE_NAMES, abstained: 'Chưa xác định' }),
  stances: named({ ...STANCE_NAMES, abstained: 'Chưa xác định' }),
  acts: named(ACT_NAMES),
  outlets: [...outlets],
  sources: sources.sources.map(({ id, name }) => ({ value: id, name })),
  places: [{ value: 'hai-phong/phuong/hong-bang', name: 'Phường Hồng Bàng' }],
};

/** The items of one page of a search; finds by plain containment, which is enough to show hits. */
export function searchView(params: URLSearchParams): SearchView {
  const text = (params.get('text') ?? '').toLowerCase();
  const kinds = params.get('kinds')?.split(',');
  const found = items.filter(
    (item) => (!kinds || kinds.includes(item.kind)) && (text === '' || `${item.title} ${item.text}`.toLowerCase().includes(text)),
  );
  const limit = 5;
  const start = Number(params.get('cursor') ?? 0);
  return {
    total: found.length,
    next: start + limit < found.length ? String(start + limit) : null,
    items: found
      .slice(start, start + limit)
      .map((item) => ({ ...item, titleHits: hitsIn(item.title, text), passageHits: hitsIn(item.passage, text) })),
    facets: {
      kind: catalogue.kinds.map((entry) => ({ ...entry, count: items.filter((item) => item.kind === entry.value).length })),
      topic: catalogue.topics.slice(0, 8).map((entry, index) => ({ ...entry, count: index === 7 ? null : 40 - index })),
      tone: catalogue.tones.map((entry, index) => ({ ...entry, count: 20 - index })),
      stance: catalogue.stances.map((entry, index) => ({ ...entry, count: 30 - index })),
      outlet: catalogue.outlets.map((entry, index) => ({ ...entry, count: 12 - index })),
      source: catalogue.sources.map((entry, index) => ({ ...entry, count: 9 - index })),
    },
  };
}

function hitsIn(text: string, word: string): [number, number][] {
  const at = word === '' ? -1 : text.toLowerCase().indexOf(word);
  return at === -1 ? [] : [[at, at + word.length]];
}
