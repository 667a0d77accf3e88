import { z } from 'zod';

/** How the words sound. Of the press: how the item presents the situation. Never mixed with stance. */
export const TONES = ['negative', 'neutral', 'positive'] as const;
export const toneSchema = z.enum(TONES);
export type Tone = z.infer<typeof toneSchema>;
export const TONE_NAMES: Readonly<Record<Tone, string>> = { negative: 'Tiêu cực', neutral: 'Trung tính', positive: 'Tích cực' };

/** Where a speaker stands towards the rule, penalty or measure at issue; `none` when no measure is in view. */
export const STANCES = ['support', 'concern', 'oppose', 'none'] as const;
export const stanceSchema = z.enum(STANCES);
export type Stance = z.infer<typeof stanceSchema>;
/** Stances proper: who holds one takes a stand. Shares of opinion are of these. */
export const TAKEN_STANCES = ['support', 'concern', 'oppose'] as const satisfies readonly Stance[];
export type TakenStance = (typeof TAKEN_STANCES)[number];
export const STANCE_NAMES: Readonly<Record<Stance, string>> = {
  support: 'Tán thành',
  concern: 'Băn khoăn',
  oppose: 'Phản đối',
  none: 'Không nêu thái độ',
};

/** What a text does besides holding an opinion. */
export const ACTS = ['complaint', 'proposal', 'question'] as const;
export const actSchema = z.enum(ACTS);
export type Act = z.infer<typeof actSchema>;
export const ACT_NAMES: Readonly<Record<Act, string>> = { complaint: 'Phản ánh', proposal: 'Kiến nghị', question: 'Câu hỏi' };
