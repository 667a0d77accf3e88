import { z } from 'zod';

/** What news tells of the directive being put into effect, in the order of the screen, with their Vietnamese names. */
export const NEWS_EVENT_NAMES = {
  conference: 'Hội nghị quán triệt, triển khai',
  plan: 'Kế hoạch, chương trình hành động',
  review: 'Kiểm tra, sơ kết, tổng kết',
  'good-example': 'Gương điển hình, mô hình hay',
  movement: 'Phong trào, cuộc vận động',
  interference: 'Can thiệp việc xử lý vi phạm',
} as const;
export type NewsEventType = keyof typeof NEWS_EVENT_NAMES;
export const NEWS_EVENT_TYPES = Object.keys(NEWS_EVENT_NAMES) as readonly NewsEventType[]; // Object.keys loses the key type
export const newsEventTypeSchema = z.enum(NEWS_EVENT_TYPES as [NewsEventType, ...NewsEventType[]]); // z.enum asks for a non-empty tuple

/**
 * The movements of the provinces' plans for Directive 23-CT/TW, with the phrases by which they are tracked. Tone placement, case and
 * diacritics do not matter; `đảm bảo` counts for `bảo đảm`.
 */
export const MOVEMENT_PHRASES = {
  'law-culture': 'Thượng tôn pháp luật để xây dựng văn hóa giao thông an toàn',
  'all-people': 'Toàn dân tham gia bảo đảm trật tự, an toàn giao thông',
  'traffic-culture': 'Toàn dân thực hiện văn hóa giao thông',
} as const;
export type Movement = keyof typeof MOVEMENT_PHRASES;
export const MOVEMENTS = Object.keys(MOVEMENT_PHRASES) as readonly Movement[]; // Object.keys loses the key type
const movementSchema = z.enum(MOVEMENTS as [Movement, ...Movement[]]); // z.enum asks for a non-empty tuple

/** The passage that shows an event: `[start, end)` in title or text, UTF-16 units. */
const evidenceSchema = z.strictObject({
  field: z.enum(['title', 'text']),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

export const newsEventSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.enum(['conference', 'plan', 'review']),
    evidence: evidenceSchema,
    /** Who holds, issues or reviews, in the text's own words; null when the sentence does not say. */
    written: z.string().nullable(),
    /** Unit id of the place that the sentence names; null when it names none that the profile knows. */
    unit: z.string().nullable(),
    /** `YYYY-MM-DD` or `YYYY-MM`; null when no full date is said. The date of a cited document is not the event's. */
    date: z.string().nullable(),
  }),
  z.strictObject({ type: z.literal('movement'), evidence: evidenceSchema, movement: movementSchema }),
  /** Interference in the handling of violations is a sub-topic of `directive`. */
  z.strictObject({ type: z.enum(['good-example', 'interference']), evidence: evidenceSchema }),
]);
export type NewsEvent = z.infer<typeof newsEventSchema>;
export type ImplementationEvent = Extract<NewsEvent, { readonly date: string | null }>;
