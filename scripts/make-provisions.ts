/**
 * Writes provisions/nd168-2024.json and its review from the decree's text:
 *   node scripts/make-provisions.ts nghi-dinh-168-2024.yaml 2026-11-22
 * The input maps `article`, `article.clause` and `article.clause.point` to `{full_name: text}`. provisions/behaviours.json says by hand which
 * behaviour a point is about. provisions/README.md says where ours came from. The day is the one on which the output was compared with the text.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { provisionSchema, type Behaviour, type Provision, type Vehicle } from '../src/domain/provision.ts';

const DOCUMENT = 'nd168-2024';
const NAME = 'Nghị định 168/2024/NĐ-CP';
/** Article 53 of the decree: the day for all but what is named there. */
const IN_FORCE = '2025-01-01';
const LATER: Readonly<Record<string, string>> = { '6.3.m': '2026-01-01' };
/** Its day is left to another law, which is not here. */
const UNDATED: readonly string[] = ['32.1.b'];
const CARS: readonly Vehicle[] = ['car', 'truck', 'coach'];
const BICYCLES: readonly Vehicle[] = ['bicycle', 'electric-bicycle'];

/** Articles that are entered. Where the heading names the vehicles, they stand here; an empty list reads them from the text. */
const ARTICLES: Readonly<Record<number, readonly Vehicle[]>> = {
  6: CARS,
  7: ['motorbike'],
  8: ['special-machine'],
  9: BICYCLES,
  10: ['pedestrian'],
  12: [],
  13: CARS,
  14: ['motorbike'],
  18: [],
  21: ['truck'],
  32: [],
  35: [],
};

/** What a clause adds to penalties that other clauses name: points, withdrawal, confiscation. */
interface Extra {
  points?: number;
  suspensionMonths?: { min: number; max: number };
  confiscation?: string;
}

type Texts = ReadonlyMap<string, string>;

function readTexts(path: string): Texts {
  // Read as strings only: 7.10 is a clause, no number.
  const raw = z
    .record(z.string(), z.looseObject({ full_name: z.string() }))
    .parse(parse(readFileSync(path, 'utf8'), { schema: 'failsafe' }));
  return new Map(Object.entries(raw).map(([key, value]) => [key, value.full_name.normalize('NFC').replaceAll(/\s+/gu, ' ').trim()]));
}

const dong = (text: string | undefined): number => Number((text ?? '').replaceAll('.', ''));

/** Fines that the first sentence of a clause names. "Phạt liền" is how one clause of the input spells it. */
function readFines(text: string): Pick<Provision, 'fine' | 'organisationFine'> {
  const range = String.raw`từ ([\d.]+)(?: đồng)? đến ([\d.]+) đồng`;
  const one = new RegExp(`^Phạt [tl]iền ${range}`).exec(text);
  const organisation = new RegExp(`${range} đối với tổ chức`).exec(text);
  return {
    fine: one ? { min: dong(one[1]), max: dong(one[2]) } : null,
    organisationFine: organisation ? { min: dong(organisation[1]), max: dong(organisation[2]) } : null,
  };
}

/** Keys that a sentence such as "điểm h, điểm i khoản 3; khoản 5 Điều này" names, as `article.clause[.point]`. */
function readReferences(text: string, article: number): string[] {
  const found: string[] = [];
  let points: string[] = [];
  for (const [, point, clause] of text.matchAll(/điểm\s*([a-zđ])(?=[\s,;]|khoản)|khoản\s*(\d+)/gu)) {
    if (point) points.push(point);
    else {
      found.push(...(points.length > 0 ? points.map((name) => `${article}.${clause}.${name}`) : [`${article}.${clause}`]));
      points = [];
    }
  }
  return found;
}

function readExtra(text: string): Extra | null {
  const extra: Extra = {};
  const points =
    /trừ điểm giấy phép lái xe(?: \([^)]*\))? (\d+) điểm/u.exec(text) ?? /trừ điểm giấy phép lái xe.* (\d{2}) điểm/u.exec(text);
  if (points) extra.points = Number(points[1]);
  const months = /tước quyền sử dụng giấy phép .*từ (\d+) tháng đến (\d+) tháng/u.exec(text);
  if (months) extra.suspensionMonths = { min: Number(months[1]), max: Number(months[2]) };
  // "Ngoài việc bị tịch thu phương tiện, …" only repeats the penalty.
  const confiscation = /bị tịch thu ([^;.]+)/u.exec(text.replace(/^Ngoài việc [^,]*,/u, ''));
  if (confiscation) extra.confiscation = confiscation[1] ?? '';
  return Object.keys(extra).length > 0 ? extra : null;
}

/** Vehicles that a text names, where the article's heading names none. */
function readVehicles(text: string): Vehicle[] {
  const found: Vehicle[] = [];
  if (/xe ô tô/u.test(text)) found.push(...CARS);
  if (/xe mô tô|xe gắn máy|Đua xe gắn máy|ô tô, mô tô/u.test(text)) found.push('motorbike');
  if (/xe đạp/u.test(text)) found.push(...BICYCLES);
  return found;
}

const SANCTION = /^(Phạt|Tịch thu phương tiện)/u;
const ADDITION = /^Ngoài việc/u;

interface Reading {
  readonly provisions: Provision[];
  readonly unread: string[];
}

/** Behaviours by key, from the table that people keep. */
function readBehaviours(): Map<string, Behaviour[]> {
  const table = JSON.parse(readFileSync('provisions/behaviours.json', 'utf8')) as Record<string, Record<Behaviour, string[]>>; // checked below, as provisions
  const found = new Map<string, Behaviour[]>();
  for (const [behaviour, keys] of Object.entries(table[DOCUMENT] ?? {}) as [Behaviour, string[]][])
    for (const key of keys) found.set(key, [...(found.get(key) ?? []), behaviour]);
  return found;
}

function readPenalties(texts: Texts, checkedOn: string): Reading {
  const behaviours = readBehaviours();
  const provisions: Provision[] = [];
  const unread: string[] = [];
  for (const [key, text] of texts) {
    const [article = '', clause, point] = key.split('.');
    const vehicles = ARTICLES[Number(article)];
    if (!vehicles || clause === undefined) continue;
    const head = texts.get(`${article}.${clause}`) ?? '';
    if (ADDITION.test(head)) continue;
    if (!SANCTION.test(head)) {
      unread.push(`${key}: the clause begins with no penalty: ${text.slice(0, 120)}`);
      continue;
    }
    // A clause with points is only their heading.
    if (point === undefined && texts.has(`${key}.a`)) continue;
    if (UNDATED.includes(key)) {
      unread.push(`${key}: its first day in force is left to another law: ${text.slice(0, 120)}`);
      continue;
    }
    const fines = readFines(head);
    if (!fines.fine && head.startsWith('Phạt') && !head.startsWith('Phạt cảnh cáo'))
      unread.push(`${key}: no fine was read: ${head.slice(0, 120)}`);
    const said = point === undefined ? head : `${head} ${text}`;
    provisions.push({
      id: `${DOCUMENT}/${key}`,
      document: NAME,
      article: Number(article),
      clause: Number(clause),
      point: point ?? null,
      text: text.replace(/[;.]$/u, ''),
      behaviours: behaviours.get(key) ?? [],
      vehicles: vehicles.length > 0 ? [...vehicles] : readVehicles(said),
      ...fines,
      points: 0,
      suspensionMonths: null,
      confiscation: head.startsWith('Tịch thu phương tiện') ? 'phương tiện' : null,
      inForceFrom: LATER[key] ?? IN_FORCE,
      inForceTo: null,
      checkedOn,
    });
    behaviours.delete(key);
  }
  for (const [key, names] of behaviours) unread.push(`${key}: named in behaviours.json (${names.join(', ')}) but not found`);
  return { provisions, unread };
}

/** Lays points, withdrawals and confiscations over the penalties they name. */
function addExtras(texts: Texts, { provisions, unread }: Reading): void {
  for (const [key, text] of texts) {
    const [article = '', clause] = key.split('.');
    if (!ARTICLES[Number(article)] || clause === undefined || !ADDITION.test(texts.get(`${article}.${clause}`) ?? '')) continue;
    if (texts.has(`${key}.a`)) continue;
    const extra = readExtra(text);
    const named = readReferences(text.split('Điều này')[0] ?? '', Number(article)).map((name) => `${DOCUMENT}/${name}`);
    const conditional = /nếu là|trong trường hợp/u.test(text);
    if (!extra) unread.push(`${key}: not entered (no points, withdrawal or confiscation): ${text.slice(0, 120)}`);
    else if (conditional) unread.push(`${key}: not entered, it depends on the case: ${text.slice(0, 160)}`);
    else
      for (const name of named) {
        const met = provisions.filter((provision) => provision.id === name || provision.id.startsWith(`${name}.`));
        if (met.length === 0) unread.push(`${key}: names ${name}, which is not entered`);
        for (const provision of met) Object.assign(provision, extra);
      }
  }
}

const [path, checkedOn = ''] = process.argv.slice(2);
if (path === undefined) throw new Error('usage: node scripts/make-provisions.ts <decree.yaml> <day checked>');
const texts = readTexts(path);
const reading = readPenalties(texts, checkedOn);
addExtras(texts, reading);
const provisions = z.array(provisionSchema).parse(reading.provisions);
writeFileSync(`provisions/${DOCUMENT}.json`, `[\n${provisions.map((provision) => JSON.stringify(provision)).join(',\n')}\n]\n`);
const byArticle = Map.groupBy(provisions, (provision) => provision.article);
writeFileSync(
  `provisions/${DOCUMENT}.review.md`,
  [
    `# What was read of ${NAME}, and what was not`,
    '',
    `Written by scripts/make-provisions.ts on a text collected by others; compared with it, not with the gazette, on ${checkedOn}.`,
    'Remedies (khắc phục hậu quả) are not entered.',
    '',
    '| article | penalties read | with a behaviour |',
    '|---|---|---|',
    ...[...byArticle].map(
      ([article, of]) => `| ${article} | ${of.length} | ${of.filter(({ behaviours }) => behaviours.length > 0).length} |`,
    ),
    '',
    `## Not read or not entered (${reading.unread.length})`,
    '',
    ...reading.unread.map((line) => `- ${line}`),
    '',
  ].join('\n'),
);
