const DAY = String.raw`(?<day>\d{1,2})(?:/| tháng )(?<month>\d{1,2})(?:/| năm )(?<year>\d{4})`;
const MONTH = String.raw`tháng (?<month>\d{1,2})(?:/| năm )(?<year>\d{4})`;
const DATE = new RegExp(`(?<= )(?:${DAY})(?= )`, 'gu');
const WHOLE_MONTH = new RegExp(`(?<= )(?:${MONTH})(?= )`, 'gu');

/** Before a date these say that it is a document's or a deadline: "Chỉ thị số 23-CT/TW ngày 25/5/2023", "hoàn thành trước ngày 30/11/2023". */
const NOT_THE_EVENTS =
  /(?:(?:chỉ thị|nghị quyết|kết luận|hướng dẫn|nghị định|luật|quyết định|thông tư|công điện) (?:số )?\S*\d\S* (?:\S+ ){0,2}(?:, )?(?:ngày )?|(?:hoàn thành|trước|đến|từ) (?:trong |hết |trước )?(?:ngày )?)$/u;

/** `YYYY-MM-DD` or `YYYY-MM` of the first full date that a folded sentence gives for what it tells; null when it gives none. */
export function findDate(folded: string): string | null {
  for (const pattern of [DATE, WHOLE_MONTH]) {
    for (const { index, groups } of folded.matchAll(pattern)) {
      if (NOT_THE_EVENTS.test(folded.slice(0, index))) continue;
      const { day, month = '', year = '' } = groups ?? {};
      const written = [year, month.padStart(2, '0'), ...(day === undefined ? [] : [day.padStart(2, '0')])].join('-');
      if (isDate(written)) return written;
    }
  }
  return null;
}

function isDate(written: string): boolean {
  const whole = written.length === 7 ? `${written}-01` : written;
  const instant = new Date(`${whole}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(whole);
}
