import './diverging-bar.css';

interface Props {
  readonly negative: number;
  readonly neutral: number;
  readonly positive: number;
  /** Largest half-width among the bars that are compared, in items. */
  readonly reach: number;
}

/** Half of the neutral items stand on either side of the middle, so a bar leans to the side that outweighs. */
export function reachOf({ negative, neutral, positive }: Omit<Props, 'reach'>): number {
  return neutral / 2 + Math.max(negative, positive);
}

/** Tone by position and pattern, in ink: negative leans left in stripes, positive right in solid, neutral holds the middle in outline. */
export function DivergingBar({ negative, neutral, positive, reach }: Props) {
  const percent = (value: number): string => `${(50 * value) / Math.max(reach, 1)}%`;
  return (
    <div className="diverging" aria-hidden="true">
      <span className="diverging-part tone-negative" style={{ right: `calc(50% + ${percent(neutral / 2)})`, width: percent(negative) }} />
      <span className="diverging-part tone-neutral" style={{ left: `calc(50% - ${percent(neutral / 2)})`, width: percent(neutral) }} />
      <span className="diverging-part tone-positive" style={{ left: `calc(50% + ${percent(neutral / 2)})`, width: percent(positive) }} />
      <span className="diverging-middle" />
    </div>
  );
}
