import { z } from 'zod';
import { DuLuanError } from '../../domain/errors.ts';
import { BIN_COUNT } from './feature-hash.ts';

/** `one-of`: exactly one class applies (softmax). `any-of`: each class applies or not (one sigmoid each). */
export const MODEL_SHAPES = ['one-of', 'any-of'] as const;
export type ModelShape = (typeof MODEL_SHAPES)[number];

const numbers = z.array(z.number());
const headerSchema = z.strictObject({
  task: z.string().min(1),
  version: z.string().min(1),
  shape: z.enum(MODEL_SHAPES),
  classes: z.array(z.string().min(1)).min(1),
  binCount: z.literal(BIN_COUNT),
  rows: z.int().nonnegative(),
  /** Per class: what one step of an int8 weight is worth. */
  scales: numbers,
  biases: numbers,
  /** Calibrated log-odds are `slope × score + offset`; the slope of a `one-of` model is the same for all classes. */
  slopes: numbers,
  offsets: numbers,
  /**
   * `any-of`: the probability from which a class is said to apply. `one-of`: that from which a further class is named beside the first.
   */
  thresholds: numbers,
  /** Below this probability of the best class a `one-of` model abstains; 0 means never. */
  abstainBelow: z.number().min(0).max(1),
});
export type ModelHeader = z.infer<typeof headerSchema>;

/** A model in memory: `bins` ascend, and `weights` has one row of as many numbers as there are classes for each of them. */
export interface LinearModel {
  readonly header: ModelHeader;
  readonly bins: Int32Array;
  readonly weights: Int8Array;
}

/** First bytes of a model file: name and version of the format. */
const MAGIC = 'DLM1';
const PREFIX_BYTES = 8;

/**
 * File of a model: `DLM1`, length of the header (4 bytes, little endian), header as JSON, the bins as ascending differences (LEB128), the
 * weights row by row. The same model gives the same bytes.
 */
export function encodeModel({ header, bins, weights }: LinearModel): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const differences: number[] = [];
  let before = -1;
  for (const bin of bins) {
    let rest = bin - before - 1;
    for (; rest >= 0x80; rest >>>= 7) differences.push((rest & 0x7f) | 0x80);
    differences.push(rest);
    before = bin;
  }
  const bytes = new Uint8Array(PREFIX_BYTES + json.length + differences.length + weights.length);
  bytes.set(new TextEncoder().encode(MAGIC), 0);
  new DataView(bytes.buffer).setUint32(4, json.length, true);
  bytes.set(json, PREFIX_BYTES);
  bytes.set(differences, PREFIX_BYTES + json.length);
  bytes.set(new Uint8Array(weights.buffer, weights.byteOffset, weights.length), PREFIX_BYTES + json.length + differences.length);
  return bytes;
}

/** Reads what `encodeModel` wrote. `name` is for the message of MODEL_INVALID, thrown for anything else. */
export function decodeModel(bytes: Uint8Array, name: string): LinearModel {
  const refuse: Refuse = (detail, cause) => {
    throw new DuLuanError('MODEL_INVALID', { model: name, detail }, { cause });
  };
  if (bytes.length < PREFIX_BYTES || new TextDecoder().decode(bytes.subarray(0, 4)) !== MAGIC) refuse(`it does not begin with ${MAGIC}`);
  const headerBytes = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
  const header = parseHeader(bytes.subarray(PREFIX_BYTES, PREFIX_BYTES + headerBytes), refuse);
  const classes = header.classes.length;
  const perClass = [header.scales, header.biases, header.slopes, header.offsets, header.thresholds];
  if (perClass.some((list) => list.length !== classes)) refuse('a list of the header does not have one number per class');
  const { bins, end } = decodeBins(bytes, { start: PREFIX_BYTES + headerBytes, rows: header.rows }, refuse);
  if (bytes.length - end !== header.rows * classes) refuse(`${header.rows * classes} weights were announced, ${bytes.length - end} found`);
  // A Buffer's slice shares its memory with other files, so the weights are copied out of it.
  return { header, bins, weights: Int8Array.from(new Int8Array(bytes.buffer, bytes.byteOffset + end, bytes.length - end)) };
}

type Refuse = (detail: string, cause?: unknown) => never;

function decodeBins(
  bytes: Uint8Array,
  { start, rows }: { start: number; rows: number },
  refuse: Refuse,
): { bins: Int32Array; end: number } {
  // Each bin takes a byte at least, so a false count cannot ask for more memory than the file has.
  if (rows > bytes.length - start) refuse('it ends in the middle');
  const bins = new Int32Array(rows);
  let at = start;
  let bin = -1;
  for (let row = 0; row < rows; row += 1) {
    let difference = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at] ?? refuse('it ends in the middle');
      at += 1;
      difference |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
      if (shift >= 21) refuse('a bin is written too long');
    }
    bin += difference + 1;
    if (bin >= BIN_COUNT) refuse(`bin ${bin} is outside the feature space`);
    bins[row] = bin;
  }
  return { bins, end: at };
}

function parseHeader(bytes: Uint8Array, refuse: Refuse): ModelHeader {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    return refuse('its header is not JSON', cause);
  }
  const parsed = headerSchema.safeParse(json);
  return parsed.success ? parsed.data : refuse(`its header is wrong: ${z.prettifyError(parsed.error)}`, parsed.error);
}

/** Calibrated probability of each class; of a `one-of` model they sum to 1. */
export function calibratedProbabilities(header: ModelHeader, scores: Float64Array): Float64Array {
  const odds = scores.map((score, k) => (header.slopes[k] ?? 1) * score + (header.offsets[k] ?? 0));
  if (header.shape === 'any-of') return odds.map((logit) => 1 / (1 + Math.exp(-logit)));
  const highest = odds.reduce((most, logit) => Math.max(most, logit), -Infinity);
  const powers = odds.map((logit) => Math.exp(logit - highest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}
