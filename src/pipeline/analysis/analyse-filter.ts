import { z } from 'zod';
import { DuLuanError } from '../../domain/errors.ts';
import { itemKindSchema } from '../../domain/raw-item.ts';
import type { Stance, Tone } from '../../domain/opinion.ts';
import type { Analysis } from '../../domain/item.ts';
import type { ExplainItem, LabelExplanation } from '../../domain/explanation.ts';
import type { PlaceMention } from '../../domain/place.ts';
import type { Analyser } from './analyse.ts';

/** One line of `du-luan try analyse`. Of a comment `title` is that of the post or article that it answers. */
export const analyseLineSchema = z.object({
  id: z.union([z.string(), z.number()]),
  kind: itemKindSchema,
  title: z.string().nullish(),
  text: z.string(),
});

/** What is written for a line: the analysis without the models' names; guesses only where tone or stance is null. */
export interface AnalysedLine extends Omit<Analysis, 'toneGuess' | 'stanceGuess' | 'models' | 'corrected' | 'confidence'> {
  readonly id: string | number;
  readonly toneGuess?: Tone;
  readonly stanceGuess?: Stance;
  readonly confidence: Omit<Analysis['confidence'], 'toxic'>;
  /** Only where it was asked for. */
  readonly explanation?: readonly LabelExplanation[];
}

/**
 * Analyses one parsed line. `findPlaces` gets title and text of what is judged (a comment's own text only). Throws BAD_REQUEST naming the
 * fields that are wrong. With `explain` the line says which words spoke for its labels.
 */
export function analyseFilter(
  line: unknown,
  analyser: Analyser,
  findPlaces: (title: string, text: string) => readonly PlaceMention[],
  explain: ExplainItem | null = null,
): AnalysedLine {
  const parsed = analyseLineSchema.safeParse(line);
  if (!parsed.success) throw new DuLuanError('BAD_REQUEST', { detail: z.prettifyError(parsed.error) }, { cause: parsed.error });
  const { id, kind, text } = parsed.data;
  const title = parsed.data.title ?? '';
  const input = kind === 'comment' ? { kind, title: '', text, threadTitle: title } : { kind, title, text, threadTitle: null };
  const analysis = analyser.analyse(input, findPlaces(input.title, text));
  const { toxic: _, ...confidence } = analysis.confidence;
  return {
    id,
    relevant: analysis.relevant,
    topics: analysis.topics,
    tone: analysis.tone,
    stance: analysis.stance,
    acts: analysis.acts,
    checkable: analysis.checkable,
    toxic: analysis.toxic,
    newsKind: analysis.newsKind,
    events: analysis.events,
    places: analysis.places,
    confidence,
    ...(analysis.tone === null ? { toneGuess: analysis.toneGuess } : {}),
    ...(analysis.stance === null ? { stanceGuess: analysis.stanceGuess } : {}),
    ...(explain ? { explanation: explain({ ...input, analysis }) } : {}),
  };
}
