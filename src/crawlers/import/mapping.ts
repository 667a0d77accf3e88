import { z } from 'zod';
import { itemKindSchema } from '../../domain/raw-item.ts';

const column = z.string().min(1);

/** Which column of a table holds what. There is no entry for whoever wrote it: such columns are not read. */
export const mappingSchema = z.strictObject({
  /** Headings as they stand in the first row. */
  columns: z.strictObject({
    text: column,
    title: column.optional(),
    time: column.optional(),
    url: column.optional(),
    /** Number of the entry in the system that it comes from. Without one, equal texts of one time count as one. */
    id: column.optional(),
    kind: column.optional(),
    threadUrl: column.optional(),
    threadTitle: column.optional(),
  }),
  /** Kind of rows whose kind column is empty or absent. */
  kind: itemKindSchema,
  /** What stands in the kind column → kind. The names on screen and the codes are understood without. */
  kinds: z.record(z.string(), itemKindSchema).default({}),
  /** Order of a date in figures: 02/11 is 2 November in `dmy`, 11 February in `mdy`. */
  dates: z.enum(['dmy', 'mdy']).default('dmy'),
  /** XLSX only; the first sheet when absent. */
  sheet: z.string().optional(),
});
export type Mapping = z.infer<typeof mappingSchema>;
export type MappedField = keyof Mapping['columns'];

/** For messages: how a mapping looks. */
export const MAPPING_EXAMPLE =
  '{"columns": {"text": "Nội dung", "time": "Thời gian", "url": "Liên kết", "id": "Mã phản ánh"}, "kind": "post"}';

/** Place of each mapped column in the table. */
export type Places = Readonly<Partial<Record<MappedField, number>>>;

/** Finds the mapped headings; case, accents' encoding and surrounding space do not matter. @throws Error, for a person, naming those that are missing. */
export function placesOf(mapping: Mapping, header: readonly string[]): Places {
  const headings = header.map(headingKey);
  const places: Partial<Record<MappedField, number>> = {};
  const missing: string[] = [];
  for (const [field, name] of Object.entries(mapping.columns)) {
    if (name === undefined) continue;
    const at = headings.indexOf(headingKey(name));
    if (at < 0) missing.push(name);
    places[field as MappedField] = at; // a strict object has no other keys
  }
  if (missing.length === 0) return places;
  const found = header.map((name) => name.trim()).filter(Boolean);
  throw new Error(`there is no column "${missing.join('", "')}"; the first row has ${found.join(' | ') || 'no headings'}`);
}

/** What a heading is found by: without case, accents' encoding and surrounding space. */
export function headingKey(name: string): string {
  return name.normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}
