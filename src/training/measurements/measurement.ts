/** What a measurement may read. */
export interface MeasurementOptions {
  /** Folder of the corpora. */
  readonly corporaDir: string;
  readonly modelsDir: string;
  /** Of bootstrap intervals and whatever else is drawn. */
  readonly seed: number;
}

/** One figure of the understanding, beside the figure to reach. */
export interface MeasuredRow {
  readonly what: string;
  /** Corpus or set, and the split of it: `story-pairs-dev`, `uit-vsfc dev`. */
  readonly set: string;
  readonly measure: string;
  /** From 0 to 1, or a count. */
  readonly value: number;
  /** 95 % bootstrap interval; null where the whole population was counted. */
  readonly low: number | null;
  readonly high: number | null;
  readonly cases: number;
  /** As it stands in the list of goals, `≥ .95`; empty when nothing was promised. */
  readonly reach: string;
}

/** A figure that could not be had, and why. */
export interface MissingFigure {
  readonly what: string;
  readonly why: string;
}

/** Measures one thing on its own corpora; what is missing is named, never left out in silence. Throws BAD_INPUT for a broken corpus file. */
export type Measurement = (options: MeasurementOptions) => Promise<{
  readonly rows: readonly MeasuredRow[];
  readonly missing: readonly MissingFigure[];
}>;
