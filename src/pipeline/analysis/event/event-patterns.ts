/*
 * How the press writes of the directive being put into effect. Patterns read `Sentence.folded`: lower case, tones kept, each word between
 * blanks, a pause as `,`. They look for an action and, within a few words, for the traffic order that it is about, so that a conference on
 * tourism does not count for asking its guests to drive safely.
 */

/** At most this many words, pauses included, lie between two parts. */
const within = (most: number): string => `(?:\\S+ ){0,${most}}?`;
const pattern = (source: string): RegExp => new RegExp(`(?<= )(?:${source})(?= )`, 'u');

/**
 * Read before a sentence is folded: one without any of these tells no event, and folding all sentences took half of the analysis. Not for
 * telling anything; what `GATE` lets through the patterns judge.
 */
export const GATE =
  /giao th[ôo]ng|atgt|chỉ thị|gương|điển hình|mô hình|cách làm hay|biểu dương|tuyên dương|khen thưởng|tôn vinh|nhân rộng|tiêu biểu|can thiệp|xin |nhờ |tác động|gọi điện/iu;

const DIRECTIVE = 'chỉ thị (?:số )?23(?:[- ]?ct/tw)?';
/** The directive, or the order that it is about, under the names that the press uses. */
const ORDER = `(?:${DIRECTIVE}|(?:trật tự (?:, )?)?an toàn giao thông|tt ?atgt|atgt|văn hóa giao thông|chỉ thị ${within(6)}giao thông)`;

const MEETING = 'hội nghị|hội thảo|tọa đàm|lớp|buổi|cuộc họp|họp';
const PURPOSE = 'quán triệt|học tập|phổ biến|triển khai|tuyên truyền|tập huấn|bàn|về';

export const CONFERENCE = [
  pattern(`(?:${MEETING}) ${within(8)}(?:${PURPOSE}) ${within(8)}${ORDER}`),
  pattern(`(?:quán triệt|học tập) ${within(8)}(?:${DIRECTIVE}|chỉ thị ${within(6)}giao thông)`),
];

export const PLAN = pattern(
  `(?:ban hành|xây dựng|triển khai|thông qua|phê duyệt|lên|ra|có) ${within(2)}(?:kế hoạch|chương trình hành động) ${within(10)}${ORDER}`,
);

export const REVIEW = [
  pattern(`(?:sơ kết|tổng kết|nhìn lại|đánh giá kết quả|báo cáo kết quả) ${within(12)}${ORDER}`),
  // Checking traffic is enforcement; checking how the directive is carried out is a review.
  pattern(`(?:kiểm tra|giám sát|làm việc với) ${within(14)}(?:thực hiện|triển khai) ${within(4)}${DIRECTIVE}`),
];

/** Before an action these say that it is asked for or to come, not that it is done. */
export const NOT_YET = pattern('yêu cầu|đề nghị|kiến nghị|sẽ|cần|phải|dự kiến|chuẩn bị|thời gian tới|sắp tới|hoàn thành (?:trong|trước)');
/** After an action: a deadline. */
export const DEADLINE = pattern('hoàn thành (?:trong|trước)');
/** Right before studying or reviewing: what is told is the plan. */
export const OF_A_PLAN = /(?:kế hoạch|chương trình hành động|chương trình) (?:\S+ ){0,4}$/u;
/** A conference that looks back is a review. */
export const LOOKS_BACK = pattern('sơ kết|tổng kết');

const TRAFFIC = 'giao thông|lái xe|tài xế|xe buýt|xe ôm|mũ bảo hiểm|nồng độ cồn|qua đường|csgt|ttatgt|atgt|tự quản|cổng trường|tai nạn';
const PRAISE =
  'gương sáng|gương điển hình|gương người tốt|người tốt việc tốt|tấm gương(?! (?:chiếu hậu|cầu))|điển hình tiên tiến|điển hình về|cá nhân điển hình|tập thể điển hình|mô hình (?:hay|điểm|hiệu quả|tiêu biểu)|cách làm hay|biểu dương|tuyên dương|khen thưởng|tôn vinh|nhân rộng|tiêu biểu';

/** Praise and what it is for, in either order. */
export const GOOD_EXAMPLE = [pattern(`(?:${PRAISE}) ${within(12)}(?:${TRAFFIC})`), pattern(`(?:${TRAFFIC}) ${within(12)}(?:${PRAISE})`)];

const MEDDLING =
  'can thiệp|xin xỏ|xin bỏ qua|xin tha|nhờ vả|tác động (?:vào|đến|tới) (?:việc|quá trình)|gọi điện (?:thoại )?(?:xin|nhờ|can thiệp)';
const HANDLING = 'xử lý|xử phạt|lập biên bản|vi phạm|lỗi|tạm giữ|trả lại xe|thả xe';
const ROAD = 'giao thông|nồng độ cồn|csgt|lái xe|tài xế|đèn đỏ|tốc độ';

/** All of them in one sentence: somebody meddles, in the handling of a violation, on the road. */
export const INTERFERENCE = [pattern(MEDDLING), pattern(HANDLING), pattern(ROAD)];
