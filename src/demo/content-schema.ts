import { z } from 'zod';
import { outletSchema } from '../domain/profile.ts';
import { actSchema, stanceSchema } from '../domain/opinion.ts';

/** `-3 07:40`: day relative to day 0, then the time of day in Asia/Ho_Chi_Minh. */
const whenSchema = z.string().regex(/^(0|-[1-9]\d?) ([01]\d|2[0-3]):[0-5]\d$/);
const idSchema = z.string().regex(/^[a-z][a-z0-9-]*$/);

/** Kinds of site, one file each in `sites/`. */
const SITE_KINDS = ['rss', 'atom', 'json-feed', 'sitemap', 'section', 'script', 'comments', 'forum'] as const;

export const outletsFileSchema = z.strictObject({
  outlets: z.array(outletSchema),
  sites: z.array(
    z.strictObject({
      /** Also the id of the source that visits the site. */
      id: idSchema,
      name: z.string(),
      kind: z.enum(SITE_KINDS),
      outlet: z.string(),
      /** An office, never a person; empty where nobody signs. */
      byline: z.string(),
    }),
  ),
});
export type SiteEntry = z.infer<typeof outletsFileSchema>['sites'][number];

const articleSchema = z.strictObject({
  id: idSchema,
  outlet: z.string(),
  at: whenSchema,
  section: z.string(),
  title: z.string(),
  lead: z.string(),
  body: z.array(z.string()).min(1),
  /** What the rest of the entry says is for tests and later features; no site serves it. */
  kind: z.enum(['report', 'guidance', 'rebuttal']).default('report'),
  provisions: z.array(z.string()).default([]),
  offTopic: z.boolean().default(false),
  /** How an authority puts Directive 23-CT/TW into effect, and which. */
  event: z.enum(['conference', 'plan', 'review']).optional(),
  unit: z.string().optional(),
});
export type WrittenArticle = z.infer<typeof articleSchema> & {
  readonly story: string;
  readonly reprintOf: string | null;
  /** What the dates in the text count from: `at` of the original. */
  readonly datedFrom: string;
};

const reprintSchema = z.strictObject({
  id: idSchema,
  of: idSchema,
  outlet: z.string(),
  at: whenSchema,
  section: z.string(),
  title: z.string().optional(),
  /** Words of the original and what stands in their place. */
  swap: z.array(z.tuple([z.string(), z.string()])).default([]),
  /** Paragraphs of the body that are left out, by index. */
  drop: z.array(z.number().int()).default([]),
  add: z.array(z.string()).default([]),
});
export type WrittenReprint = z.infer<typeof reprintSchema>;

export const newsFileSchema = z.strictObject({
  story: z.string(),
  about: z.string(),
  articles: z.array(articleSchema).default([]),
  reprints: z.array(reprintSchema).default([]),
});

const utteranceSchema = z.strictObject({
  id: idSchema,
  at: whenSchema,
  text: z.string(),
  /** The rest says how the text is meant, for tests and later features; no site serves it. */
  stance: stanceSchema,
  acts: z.array(actSchema).default([]),
  claim: z.enum(['rumour', 'right', 'wrong']).optional(),
  offTopic: z.boolean().default(false),
  /** Forum only: the post that is quoted above the text. */
  quotes: idSchema.optional(),
});
export type WrittenUtterance = z.infer<typeof utteranceSchema>;

export const commentsFileSchema = z.strictObject({
  about: z.string(),
  threads: z.array(z.strictObject({ id: idSchema, article: idSchema, comments: z.array(utteranceSchema).min(1) })),
});

export const forumFileSchema = z.strictObject({
  about: z.string(),
  threads: z.array(z.strictObject({ id: idSchema, title: z.string(), posts: z.array(utteranceSchema).min(1) })),
});
