import type { Vehicle } from '../domain/provision.ts';
import type { Sentence, Span } from './spoken-text.ts';

export interface SpokenVehicle extends Span {
  readonly vehicle: Vehicle;
}

/** First match wins where two overlap: "xe máy chuyên dùng" is no motorbike. "ô" as umbrella is not before "tô". */
const PATTERNS: readonly (readonly [Vehicle, RegExp])[] = [
  ['special-machine', /\bxe may chuyen dung\b/g],
  ['electric-bicycle', /\bxe dap (?:dien|may)\b/g],
  ['bicycle', /\b(?:xe dap|xe tho so|xich lo)\b/g],
  ['motorbike', /\b(?:xe may|xe gan may|xe mo ?to|mo ?to|xe (?:2|hai) banh|xm|xe om|xe so|xe ga|xe tay ga|honda|sh)\b/g],
  ['truck', /\b(?:xe tai|o ?to tai|o-to tai|container|cong-ten-no|contener|xe ben|xe dau keo)\b/g],
  ['coach', /\b(?:xe khach|o ?to khach|xe buyt|xe bus|xe giuong nam)\b/g],
  ['car', /\b(?:o ?to|o-to|xe hoi|xe con|xe (?:4|bon) banh|xe hop|xe taxi|taxi)\b/g],
  ['pedestrian', /\b(?:nguoi di bo|khach bo hanh|di bo)\b/g],
];

/** Vehicles that a sentence names, in order. */
export function findVehicles({ bare }: Sentence): SpokenVehicle[] {
  const found: SpokenVehicle[] = [];
  for (const [vehicle, pattern] of PATTERNS)
    for (const match of bare.matchAll(pattern)) {
      const span = { start: match.index, end: match.index + match[0].length };
      if (found.every((other) => span.end <= other.start || span.start >= other.end)) found.push({ ...span, vehicle });
    }
  return found.toSorted((a, b) => a.start - b.start);
}
