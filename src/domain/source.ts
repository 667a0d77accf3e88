import { z } from 'zod';
import type { Rhythm } from './rhythm.ts';

/**
 * Kinds of source, one small file each in `crawlers/visit/`. `page` is one article; `youtube`, `facebook-page` and `threads` are asked through
 * the platform's official API, and their `url` is the address that a person would open.
 */
export const SOURCE_KINDS = ['feed', 'sitemap', 'section', 'forum', 'comments', 'page', 'youtube', 'facebook-page', 'threads'] as const;
export const sourceKindSchema = z.enum(SOURCE_KINDS);
export type SourceKind = z.infer<typeof sourceKindSchema>;

/** Where the fields of a JSON comment endpoint stand, as dotted paths (`data.items`). Never a field of the person. */
export const commentFieldsSchema = z.strictObject({
  threads: z.string(),
  threadId: z.string(),
  threadUrl: z.string(),
  threadTitle: z.string(),
  comments: z.string(),
  commentId: z.string(),
  text: z.string(),
  time: z.string(),
  /** Path of the next page's address or number; empty or absent value ends the thread. */
  next: z.string(),
});
export type CommentFields = z.infer<typeof commentFieldsSchema>;

/** One feed, sitemap, section page, forum or comment endpoint that is visited on a schedule. Data of a profile. */
export const sourceSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  name: z.string(),
  kind: sourceKindSchema,
  url: z.url(),
  outlet: z.string().nullable(),
  /** Render with a browser; only where the plain page holds no text. */
  rendered: z.boolean().default(false),
  /**
   * Minutes between visits until the source's own rhythm is known, which then sets them between 10 minutes and 24 hours. 30 by default: EMM polls
   * every 10, provincial papers publish a few items an hour.
   */
  everyMinutes: z.number().int().min(1).default(30),
  /** Only follow links whose path matches (section pages); a regular expression. */
  linkPattern: z.string().optional(),
  /** Most pages of one listing or thread that one visit follows. */
  maxPages: z.number().int().min(1).default(20),
  /** Comment endpoints only: address of one thread's comments, `{threadId}` and `{page}` replaced. */
  commentsUrl: z.string().optional(),
  fields: commentFieldsSchema.optional(),
  verified: z.enum(['verified', 'unverified']).default('unverified'),
  /** `YYYY-MM-DD` of the last check by a person or `doctor`; null when never. */
  checkedOn: z.string().nullable().default(null),
});
export type Source = z.infer<typeof sourceSchema>;

/** State of a source after its last visit, with its words on screen. Each failure has a name of its own. */
export const HEALTH_STATES = {
  ok: 'Hoạt động bình thường',
  'not-modified': 'Không có thay đổi từ lần trước',
  'never-visited': 'Chưa thu thập lần nào',
  unreachable: 'Không kết nối được',
  'timed-out': 'Quá thời gian chờ',
  'http-error': 'Máy chủ trả lời lỗi',
  'rate-limited': 'Bị yêu cầu giảm tốc độ',
  'robots-disallowed': 'robots.txt không cho phép',
  'crawl-delay': 'robots.txt yêu cầu truy cập quá thưa nên không theo dõi được',
  'budget-used-up': 'Đã dùng hết số lượt truy cập trong ngày dành cho trang này',
  'egress-refused': 'Địa chỉ bị chặn vì không an toàn',
  'too-large': 'Nội dung vượt giới hạn dung lượng',
  'broken-feed': 'Nội dung nguồn tin bị hỏng, không đọc được',
  'empty-feed': 'Nguồn tin trả lời nhưng không có mục nào',
  blocked: 'Trang yêu cầu CAPTCHA hoặc đăng nhập',
  'browser-missing': 'Cần trình duyệt Chromium nhưng không tìm thấy',
  'browser-failed': 'Trình duyệt Chromium không khởi động được',
  'partly-failed': 'Một số trang không đọc được',
  'key-missing': 'Chưa có khóa truy cập nền tảng',
  'key-refused': 'Khóa truy cập bị nền tảng từ chối hoặc đã hết hạn',
  'quota-used-up': 'Đã dùng hết hạn mức trong ngày của nền tảng',
} as const;
export type HealthState = keyof typeof HEALTH_STATES;

/** What a platform's API was asked for on one of its days, by one source. Filled by the crawler. */
export interface ApiQuota {
  /** `YYYY-MM-DD` in the time zone in which the platform counts. */
  readonly day: string;
  /** Units that the source has used on that day: YouTube's quota units, requests elsewhere. */
  readonly used: number;
  /** Units that all sources with the key may use in a day by default; null when the platform names no number. */
  readonly limit: number | null;
}

/** What is known of a source's health. Times are UTC milliseconds, null for "never". Filled by the crawler. */
export interface SourceHealth {
  sourceId: string;
  state: HealthState;
  /** Since when the state is what it is. */
  stateSince: number;
  checkedAt: number | null;
  /** Last visit that answered and could be read. */
  lastGoodAt: number | null;
  /** Last visit that brought something new. */
  lastNewAt: number | null;
  failuresInRow: number;
  /** Of the last visit. */
  found: number;
  failed: number;
  /** Plain words for a person, English, for the log; the screen shows the state's name. null when nothing is wrong. */
  detail: string | null;
  /**
   * Validators for the next conditional request. Stored only after every address of the visit has been taken over by
   * the queue: a crash before that must not let a 304 hide what was not read.
   */
  etag: string | null;
  lastModified: string | null;
  /** Absent until a visit could be read. */
  rhythm?: Rhythm;
  /** Only of sources that are asked through an API. */
  quota?: ApiQuota;
  /** The platform does not want to be asked before this instant, UTC milliseconds. Absent when it has not said so. */
  notBefore?: number;
}
