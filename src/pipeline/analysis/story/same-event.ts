import { z } from 'zod';
import shipped from '../../../../models/same-event-1/model.json' with { type: 'json' };
import type { EventItem } from './describe-events.ts';
import { PAIR_FEATURES, pairFeatures } from './pair-features.ts';

const weight = z.strictObject({ feature: z.enum(PAIR_FEATURES), mean: z.number(), deviation: z.number().positive(), weight: z.number() });

/** Logistic model over standardised features of a pair of news items. */
export const sameEventSchema = z.strictObject({
  bias: z.number(),
  /** One for each of `PAIR_FEATURES`, in their order. */
  weights: z.array(weight).refine((weights) => weights.map(({ feature }) => feature).join() === PAIR_FEATURES.join()),
  /** A pair at least this likely begins the joining of the stories of its items, see `link-events.ts`. */
  joinAt: z.number().gt(0).lt(1),
});
export type SameEventModel = z.infer<typeof sameEventSchema>;

/** Made by `du-luan train`; see models/same-event-1/CARD.md. */
export const SAME_EVENT: SameEventModel = sameEventSchema.parse(shipped);

/** Probability that both tell of one event, 0 to 1. */
export function sameEventProbability(one: EventItem, other: EventItem, model: SameEventModel): number {
  return 1 / (1 + Math.exp(-scoreOf(pairFeatures(one, other), model)));
}

/** Log-odds for features in the order of `PAIR_FEATURES`. */
export function scoreOf(features: readonly number[], { bias, weights }: Pick<SameEventModel, 'bias' | 'weights'>): number {
  return weights.reduce((sum, each, at) => sum + (each.weight * ((features[at] ?? 0) - each.mean)) / each.deviation, bias);
}
