import { DuLuanError } from '../../domain/errors.ts';

/** One text of a labelled corpus that is not ours. */
export interface LabelledText {
  readonly text: string;
  /** What it answers; empty where the corpus does not say. */
  readonly title: string;
  readonly label: string;
}

/** More than these is a column of numbers or names; choosing offsets takes time by the square of them. */
const MOST_LABELS = 30;

/** Below this, nothing is left to judge by once a text is put aside. */
const FEWEST_TEXTS = 10;

/** Labels of a corpus, sorted. `file` is for the message. @throws TABLE_UNFIT when nothing can be learnt from them: no or few texts, one label, too many */
export function labelsOf(texts: readonly LabelledText[], file: string): string[] {
  const labels = [...new Set(texts.map(({ label }) => label))].toSorted();
  const refuse = (detail: string): never => {
    throw new DuLuanError('TABLE_UNFIT', { file, detail });
  };
  if (texts.length === 0) refuse('it holds no labelled text');
  if (labels.length === 1) refuse(`all ${texts.length} texts have the label "${labels[0]}"; it takes two labels to tell them apart`);
  if (labels.length > MOST_LABELS)
    refuse(`there are ${labels.length} different labels and at most ${MOST_LABELS} are told apart; is it the right column?`);
  if (texts.length < FEWEST_TEXTS) refuse(`it holds ${texts.length} labelled texts, and at least ${FEWEST_TEXTS} are needed`);
  return labels;
}
