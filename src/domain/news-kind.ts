import { z } from 'zod';

/**
 * What a news item is for. `guidance` explains rules or how to do something; `rebuttal`: an authority denies or corrects false information;
 * `opinion` argues; `advert` sells; everything else reports.
 */
export const NEWS_KINDS = ['report', 'guidance', 'opinion', 'rebuttal', 'advert'] as const;
export const newsKindSchema = z.enum(NEWS_KINDS);
export type NewsKind = z.infer<typeof newsKindSchema>;
export const NEWS_KIND_NAMES: Readonly<Record<NewsKind, string>> = {
  report: 'Đưa tin',
  guidance: 'Hướng dẫn, giải thích',
  opinion: 'Bình luận, góc nhìn',
  rebuttal: 'Bác bỏ, đính chính',
  advert: 'Quảng cáo',
};
