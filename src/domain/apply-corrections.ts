import { CORRECTABLE_FIELDS, standing, type CorrectableField, type Correction } from './correction.ts';
import type { Analysis } from './item.ts';

/**
 * The analysis as editors have corrected it. Of several corrections of a field the last one counts; corrections that were taken back count
 * no more, and the field says again what it said before the first of them. Safe to repeat, and right for a new analysis of
 * the same item too, whose own word stands where nothing is corrected. `corrections` are in order, as `Labels` has them.
 */
export function applyCorrections(analysis: Analysis, corrections: readonly Correction[]): Analysis {
  const corrected = CORRECTABLE_FIELDS.filter((field) => standing(corrections, field) !== null);
  const values = CORRECTABLE_FIELDS.flatMap((field) => {
    const value = valueOf(field, corrections, analysis.corrected.includes(field));
    return value === undefined ? [] : [[field, value] as const];
  });
  return { ...analysis, ...(Object.fromEntries(values) as Partial<Analysis>), corrected }; // each value comes from a correction of its own field
}

/** undefined: the analysis keeps its own word. */
function valueOf(field: CorrectableField, corrections: readonly Correction[], isCorrected: boolean): Correction['to'] | undefined {
  const counting = standing(corrections, field);
  if (counting !== null) return counting.to;
  return isCorrected ? corrections.find((each) => each.field === field)?.from : undefined;
}
