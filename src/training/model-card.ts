import type { Task } from '../pipeline/analysis/classifiers.ts';
import type { Origin } from './gold.ts';
import type { TrainedModel } from './train-task.ts';

/** Names of the tasks on the quality page. */
export const TASK_NAMES: Readonly<Record<Task, string>> = {
  'relevance-news': 'Lọc tin, bài về giao thông',
  'relevance-public': 'Lọc ý kiến về giao thông',
  topic: 'Chủ đề chính',
  'tone-press': 'Sắc thái của báo chí',
  'kind-press': 'Loại tin, bài',
  'tone-public': 'Sắc thái của công chúng',
  'stance-public': 'Luồng ý kiến',
  acts: 'Phản ánh, kiến nghị, câu hỏi',
  checkable: 'Thông tin cần kiểm chứng',
  toxicity: 'Lời lẽ xúc phạm (chỉ để chọn trích dẫn)',
};

const ORIGIN_FACTS: Readonly<Record<Origin, string>> = {
  safesense: 'comments of SafeSense-VI (texts MIT; labels made for this project)',
  victsd: 'comments of UIT-ViCTSD (its licence names no terms; labels made for this project)',
  press: 'news items of 2017 and August 2026 (labels made for this project)',
  written: 'examples written for this project for classes that are thin elsewhere (`src/training/written/`)',
  'safesense-silver':
    'comments of SafeSense-VI with its own labels, OFFENSIVE and HATE taken for toxic (MIT; part of these labels may be machine-assisted, so they are silver)',
  corrected: 'items collected by this installation and corrected by its editors (redacted texts, which stay with it)',
};

const COMMON_LIMITS = [
  'Texts labelled by id (`src/training/labels/`) were picked near the border or in thin topics, so their mix is not that of a real week.',
  'The labels were read by one language model each, 484 comments by two, following written guidelines; no Vietnamese official has checked them.',
  'One post alone gives a third of the comments, so comments under unlike posts are judged worse; the evaluation prints a row for them.',
  'Irony is often missed, and texts typed without diacritics are rare in training.',
];

const GOLD_QUALITY = [
  'Measured on the development sets: `models/quality.json`, printed in full by `du-luan evaluate`. No weight, threshold or setting was chosen',
  'on them; which tasks got more written examples was.',
];
/** Toxicity has another teacher than the rest, hence other limits and no development set of ours. */
const SILVER_QUALITY = [
  'There is no gold set for it. `du-luan evaluate` prints how it does on the development splits of UIT-ViCTSD and ViHSD, two corpora that it was not',
  'taught by and that draw the line elsewhere.',
];
const SILVER_LIMITS = [
  'Labels are silver: not read by us, partly machine-assisted, from Facebook and YouTube, about all subjects.',
  'It knows insults by their words. Contempt in civil words, which is what readers of a newspaper flag, escapes it, and quoting an insult looks like one.',
  'It only chooses which passages are quoted. It hides, drops, ranks and counts nothing, and no claim or stance is scored by it.',
];

const LIMITS: Partial<Readonly<Record<Task, string>>> = {
  topic: 'Classes with few labels (directive, campaigns, alcohol-drugs, rail-waterway, schools-youth) rest mainly on written examples.',
  'stance-public': '`oppose` and `concern` are rare and are often taken for each other; the model abstains when it is unsure.',
  checkable: 'Few examples: what it finds is a proposal to look, never a finding.',
  'kind-press':
    'Rebuttals, opinions and adverts about traffic rest mainly on written examples: reports are nearly nine of ten real items, and what is unlike the examples is called one.',
  acts: '`question` rests mainly on written examples.',
};

/**
 * CARD.md of a model: what it was made of, under which licence, how good it is and where that is measured, what it cannot do, and how to make
 * it again. Holds no date and no path, so that it is as reproducible as the model.
 */
export function modelCard(task: Task, { header, samples, bytes }: TrainedModel): string {
  const origins = (Object.keys(ORIGIN_FACTS) as Origin[]).map((origin) => ({
    origin,
    count: samples.filter((one) => one.origin === origin).length,
  }));
  const used = origins.filter(({ count }) => count > 0);
  const hasCorrected = used.some(({ origin }) => origin === 'corrected');
  const without = origins.some(({ origin, count }) => origin === 'victsd' && count > 0);
  return [
    `# ${task}-${header.version}: ${TASK_NAMES[task]}`,
    '',
    `Linear model over ${header.binCount} hashed features (syllables, neighbours, characters within a syllable, title, signs); ${header.rows} carry`,
    `weight; ${bytes.length} bytes. Classes: ${header.classes.map((name) => `\`${name}\``).join(', ')}.`,
    '',
    '## Made of',
    '',
    ...used.map(({ origin, count }) => `- ${count} ${ORIGIN_FACTS[origin]}`),
    '',
    '## Licence',
    '',
    'The weights are part of this project and share its licence. They are sums over hashes: no text can be read from them.',
    ...(without ? ["A build without UIT-ViCTSD is one option away: `withoutCorpora: ['victsd']`."] : []),
    'No other corpus was used.',
    '',
    '## Quality',
    '',
    ...(task === 'toxicity' ? SILVER_QUALITY : GOLD_QUALITY),
    'Thresholds and calibration come from five-fold cross-validation on the training texts, in which no post is split; texts that were written or',
    'picked because a class is thin teach, but are not counted there.',
    `Probability to say yes or to name a further class: ${header.thresholds.join(', ')}. Abstains below ${header.abstainBelow}.`,
    '',
    '## Limits',
    '',
    ...(task === 'toxicity' ? SILVER_LIMITS : [LIMITS[task], ...COMMON_LIMITS])
      .filter((line) => line !== undefined)
      .map((line) => `- ${line}`),
    '',
    '## Make it again',
    '',
    `\`train({ corporaDir, modelsDir: 'models', version: '${header.version}', withoutCorpora: [] })\` of \`src/training/train.ts\`, run by \`du-luan train\`.`,
    ...(hasCorrected
      ? ['With what editors have corrected: `du-luan train --with-corrections`; of a text labelled before, the correction won.']
      : []),
    'The same training files give the same bytes.',
    '',
  ].join('\n');
}
