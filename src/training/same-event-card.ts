import type { TrainedSameEvent } from './train-same-event.ts';

/** CARD.md of the same-event score: what it was made of, how good it is, what it cannot do, and how to make it again. */
export function sameEventCard(version: string, trained: TrainedSameEvent): string {
  const { model, pairs, samePairs, crossValidated } = trained;
  const { unsure, joined } = crossValidated;
  const rows = model.weights.map(({ feature, mean, deviation, weight }) => `| ${feature} | ${mean} | ${deviation} | ${weight} |`);
  return [
    `# same-event-${version}: do two news items tell of one event`,
    '',
    'Logistic model over standardised features of a pair (`src/pipeline/analysis/story/pair-features.ts`). Stories are made of its answers by',
    '`src/pipeline/analysis/story/link-events.ts`.',
    '',
    '| feature | mean | deviation | weight |',
    '|---|---|---|---|',
    ...rows,
    '',
    `Bias ${model.bias}. Two groups of items are joined from a probability of ${model.joinAt}.`,
    '',
    '## Made of',
    '',
    `${pairs} pairs of headlines of one week of August 2026 (VnExpress, Thanh Niên, Tuổi Trẻ; all sections), ${samePairs} of one event, labelled by`,
    `reading title and beginning of the lead; what the reader was unsure of was left out. ${crossValidated['by-likeness'].pairs} were picked near the border by word 1–2-gram`,
    `TF-IDF (cosine .12 to .9), ${unsure.pairs} where an earlier fit was unsure, ${joined.pairs} at random among pairs that stories of a later fit kept together and that had`,
    'no label. The labels are in `src/training/labels/story-pairs.jsonl`, ids only. "Same": reports of',
    'one happening, decision, match or announcement. Not the same: a later step (a charge after a fire, another day of a trial), one subject,',
    'series, person or tournament. No held-out item and no item of a development pair is labelled; such items only stood in the week whose',
    'words were counted.',
    '',
    '## Quality',
    '',
    'Ten-fold cross-validation in which no item is in two folds. The threshold is the lowest that reaches P .95 on the pairs that no model helped to',
    'pick. The other two draws are harder than what stories meet: one was made where a model was unsure, the other leaves out what was labelled.',
    '',
    '| pairs picked | pairs | stories keep together | |',
    '|---|---|---|---|',
    ...Object.entries(crossValidated).map(
      ([pick, quality]) => `| ${pick} | ${quality.pairs} | P ${quality.precision.toFixed(2)} | R ${quality.recall.toFixed(2)} |`,
    ),
    '',
    '`du-luan evaluate` prints the figures on the development pairs. How often they were looked at, and what was decided in between, is in',
    '`docs/decisions/0012-same-event-score.md`.',
    '',
    '## Limits',
    '',
    '- One reader, a language model; no Vietnamese official has checked the labels. Many tell of one football tournament.',
    '- One week: what happens to stories that go on for a month is not known.',
    '- Places are not among the features, as the labelled headlines name none of the profiles; another commune still makes another event, by rule.',
    '- Later steps of a case mostly become stories of their own; `du-luan story merge` joins them.',
    '- In a window with few items every word is rare, and pairs look more alike than they are.',
    '',
    '## Make it again',
    '',
    '`du-luan train`. The same files give the same bytes.',
    '',
  ].join('\n');
}
