import { z } from 'zod';
import { DuLuanError } from '../../domain/errors.ts';
import { BIN_COUNT } from './feature-hash.ts';
import type { FeatureVector } from './features.ts';

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

/** A model in memory. Row `index[bin] - 1` of `weights` belongs to a bin; 0 says that the bin carries no weight. */
export interface LinearModel {
  readonly header: ModelHeader;
  readonly index: Int32Array;
  readonly weights: Int8Array;
}

/** First bytes of a model file: name and version of the format. */
const MAGIC = 'DLM1';
const PREFIX_BYTES = 8;

/**
 * File of a model: `DLM1`, length of the header (4 bytes, little endian), header as JSON, the bins as ascending differences (LEB128), the
 * weights row by row. `bins` ascend and have `header.rows` entries. The same model gives the same bytes.
 */
export function encodeModel(header: ModelHeader, bins: Int32Array, weights: Int8Array): Uint8Array {
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
  const refuse = (detail: string, cause?: unknown): never => {
    throw new DuLuanError('MODEL_INVALID', { model: name, detail }, { cause });
  };
  if (bytes.length < PREFIX_BYTES || new TextDecoder().decode(bytes.subarray(0, 4)) !== MAGIC) refuse(`it does not begin with ${MAGIC}`);
  const headerBytes = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
  const header = parseHeader(bytes.subarray(PREFIX_BYTES, PREFIX_BYTES + headerBytes), refuse);
  const classes = header.classes.length;
  const perClass = [header.scales, header.biases, header.slopes, header.offsets, header.thresholds];
  if (perClass.some((list) => list.length !== classes)) refuse('a list of the header does not have one number per class');
  const index = new Int32Array(BIN_COUNT);
  let at = PREFIX_BYTES + headerBytes;
  let bin = -1;
  for (let row = 1; row <= header.rows; row += 1) {
    let difference = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at] ?? refuse('it ends in the middle');
      at += 1;
      difference |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
      if (shift > 21) refuse('a bin is written too long');
    }
    bin += difference + 1;
    if (bin < 0 || bin >= BIN_COUNT) refuse(`bin ${bin} is outside the feature space`);
    index[bin] = row;
  }
  if (bytes.length - at !== header.rows * classes) refuse(`${header.rows * classes} weights were announced, ${bytes.length - at} found`);
  // A Buffer's slice shares its memory with other files, so the weights are copied out of it.
  return { header, index, weights: Int8Array.from(new Int8Array(bytes.buffer, bytes.byteOffset + at, bytes.length - at)) };
}

function parseHeader(bytes: Uint8Array, refuse: (detail: string, cause?: unknown) => never): ModelHeader {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    return refuse('its header is not JSON', cause);
  }
  const parsed = headerSchema.safeParse(json);
  return parsed.success ? parsed.data : refuse(`its header is wrong: ${z.prettifyError(parsed.error)}`, parsed.error);
}

/** Raw score of each class, before calibration. All biases for an empty vector. */
export function scoreModel({ header, index, weights }: LinearModel, { bins, values }: FeatureVector): Float64Array {
  const classes = header.classes.length;
  const sums = new Float64Array(classes);
  for (let at = 0; at < bins.length; at += 1) {
    const row = index[bins[at] ?? 0] ?? 0;
    if (row === 0) continue;
    const value = values[at] ?? 0;
    const base = (row - 1) * classes;
    for (let k = 0; k < classes; k += 1) sums[k] = (sums[k] ?? 0) + value * (weights[base + k] ?? 0);
  }
  for (let k = 0; k < classes; k += 1) sums[k] = (sums[k] ?? 0) * (header.scales[k] ?? 0) + (header.biases[k] ?? 0);
  return sums;
}

/** Calibrated probability of each class; of a `one-of` model they sum to 1. */
export function calibratedProbabilities({ header }: LinearModel, scores: Float64Array): Float64Array {
  const odds = scores.map((score, k) => (header.slopes[k] ?? 1) * score + (header.offsets[k] ?? 0));
  if (header.shape === 'any-of') return odds.map((logit) => 1 / (1 + Math.exp(-logit)));
  const highest = odds.reduce((most, logit) => Math.max(most, logit), -Infinity);
  const powers = odds.map((logit) => Math.exp(logit - highest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}
