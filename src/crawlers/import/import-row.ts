import { createHash } from 'node:crypto';
import { ITEM_KIND_NAMES, ITEM_KINDS, type ItemKind, type RawItem } from '../../domain/raw-item.ts';
import { toIso } from '../../domain/time.ts';
import { cleanText } from '../../language/fold.ts';
import { redact } from '../../privacy/redact.ts';
import { parseDate } from '../extract/parse-date.ts';
import { dateOfSerial } from './excel-date.ts';
import { importItem } from './import-item.ts';
import type { MappedField, Mapping, Places } from './mapping.ts';
import type { TableRow } from './table.ts';

export interface ImportContext {
  readonly mapping: Mapping;
  readonly places: Places;
  readonly sourceId: string;
  /** UTC milliseconds. */
  readonly now: number;
}

/** A number that Excel would show as a day of the years 1990 to 2100, written without its format. */
const SERIAL = /^\d{5}(?:\.\d+)?$/;
const MONTH_FIRST = /^(\d{1,2})([/.-])(\d{1,2})(?=\2\d{4}(?!\d))/;

/**
 * One row as an item, redacted. Of the row only the mapped columns are looked at.
 * @throws Error with what is wrong with the row, for a person; it repeats nothing that stands in the text
 */
export function importRow(row: TableRow, context: ImportContext): RawItem {
  const { mapping, places, sourceId, now } = context;
  if (row.fault !== null) throw new Error(row.fault);
  const cell = (field: MappedField): string => row.cells[places[field] ?? -1]?.trim() ?? '';
  const text = cell('text');
  const title = cell('title');
  if (text === '' && title === '') throw new Error('title and text are both empty');
  const kind = kindOf(cell('kind'), mapping);
  const publishedAt = timeOf(cell('time'), mapping);
  const url = cell('url');
  const line = {
    kind,
    title,
    text,
    publishedAt: publishedAt === null ? null : toIso(publishedAt),
    ...(url === '' ? {} : { url }),
    ...idOf(cell('id'), { isNeeded: kind === 'comment' || url === '', at: publishedAt, said: `${title}\n${text}` }),
    threadUrl: cell('threadUrl') || null,
    threadTitle: cell('threadTitle') || null,
  };
  return importItem(line, { sourceId, now });
}

function kindOf(written: string, mapping: Mapping): ItemKind {
  if (written === '') return mapping.kind;
  const key = written.normalize('NFC').toLowerCase();
  const listed = Object.entries(mapping.kinds).find(([name]) => name.normalize('NFC').toLowerCase() === key)?.[1];
  const known = ITEM_KINDS.find((kind) => kind === key || ITEM_KIND_NAMES[kind].toLowerCase() === key);
  const kind = listed ?? known;
  if (kind === undefined) throw new Error('its kind is none that the mapping names');
  return kind;
}

function timeOf(written: string, { dates }: Mapping): number | null {
  if (written === '') return null;
  const plain = SERIAL.test(written) ? (dateOfSerial(Number(written), 1900) ?? written) : written;
  const at = parseDate(dates === 'mdy' ? plain.replace(MONTH_FIRST, '$3$2$1') : plain);
  if (at === null) throw new Error('its time cannot be read');
  return at;
}

/**
 * The entry's own number. A number that may lead to a person, and a missing one, are replaced by a hash of what was said, taken after
 * redaction: a hash of a telephone number would be as good as the number.
 */
function idOf(written: string, content: { isNeeded: boolean; at: number | null; said: string }): { id?: string } {
  if (written !== '' && written.length <= 200 && redact(written).redactions.length === 0) return { id: written };
  if (written === '' && !content.isNeeded) return {};
  const { text } = redact(cleanText(content.said));
  return {
    id: createHash('sha256')
      .update(`${content.at ?? ''}\n${text}`)
      .digest('hex')
      .slice(0, 20),
  };
}
