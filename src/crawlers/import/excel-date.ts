/** Serial of 1 January 1970 in the two calendars of Excel. */
const EPOCH = { 1900: 25_569, 1904: 24_107 } as const;
const DAY_SECONDS = 86_400;
/** Built-in formats that show a day (ECMA-376, 18.8.30); 27–36 and 50–58 are those of East Asia. 18–21 and 45–47 show a time alone. */
const DATE_FORMATS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]);
/** Text in quotes, colours and conditions of a format are no date parts. */
const NO_DATE_PART = /"[^"]*"|\\.|\[[^\]]*\]|General/gi;

/** Whether cells of a number format hold a day. `code` is the format as written, for formats that are not built in. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return DATE_FORMATS.has(id);
  return /[dy]/i.test(code.replace(NO_DATE_PART, ''));
}

/** `YYYY-MM-DD HH:MM:SS` of a serial number, the wall clock of whoever typed it; null for a serial outside the years 1990 to 2100. */
export function dateOfSerial(serial: number, calendar: keyof typeof EPOCH): string | null {
  const at = new Date(Math.round((serial - EPOCH[calendar]) * DAY_SECONDS) * 1_000);
  const year = Number.isNaN(at.getTime()) ? 0 : at.getUTCFullYear();
  return year >= 1990 && year <= 2100 ? at.toISOString().slice(0, 19).replace('T', ' ') : null;
}
