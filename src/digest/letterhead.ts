import type { Snapshot } from '../domain/snapshot.ts';
import { dayOf } from '../domain/time.ts';
import { formatDay } from './format-number.ts';
import { markup, type Markup } from './markup.ts';

/** Symbol of reports of a provincial committee's department for propaganda and mass mobilisation. No source was found: a user must check it. */
const SYMBOL = '-BC/BTGDVTU';

/**
 * Head of a Party document by Hướng dẫn 36-HD/VPTW of 3 April 2018: bodies at the left with an asterisk and the number, the Party's title
 * with a rule at the right, then place and date. Number and signature stay blank: the machine drafts, a person signs.
 */
export function letterhead(snapshot: Snapshot): Markup {
  const { department, seat } = snapshot.letterhead;
  const [issuing, parent] = bodiesOf(department);
  const [year, month, day] = dayOf(snapshot.closedAt).split('-');
  return markup`<header class="letterhead">
      <div class="bodies">
        ${parent === null ? '' : markup`<div class="parent">${upper(parent)}</div>`}
        <div class="issuing">${upper(issuing)}</div>
        <div>*</div>
        <div>Số<span class="blank"></span>${SYMBOL}</div>
      </div>
      <div class="party">
        <div class="title">ĐẢNG CỘNG SẢN VIỆT NAM</div>
        <div class="place">${seat}, ngày ${day ?? ''} tháng ${month ?? ''} năm ${year ?? ''}</div>
      </div>
    </header>
    <p class="draft">DỰ THẢO</p>`;
}

export function titleBlock(snapshot: Snapshot): Markup {
  return markup`<h1>BÁO CÁO</h1>
    <p class="abstract">
      Tình hình dư luận xã hội về trật tự, an toàn giao thông và việc thực hiện Chỉ thị số 23-CT/TW<br />(từ ngày
      ${formatDay(dayOf(snapshot.from))} đến ngày ${formatDay(dayOf(snapshot.to - 1))})
    </p>`;
}

/** Recipients at the left, signature at the right, both to be filled in by hand. */
export function signatureBlock(): Markup {
  return markup`<footer class="signature">
    <div class="recipients">
      <b><u>Nơi nhận</u>:</b><br />- ……………………,<br />- Lưu.
    </div>
    <div class="signer">(Quyền hạn, chức vụ, chữ ký, họ và tên)</div>
  </footer>`;
}

/** `Ban Tuyên giáo và Dân vận Thành ủy Hải Phòng` is issued under `Thành ủy Hải Phòng`; other names stand alone. */
function bodiesOf(department: string): [string, string | null] {
  const match = /^(\S.*?)\s+((?:Thành|Tỉnh) (?:ủy|uỷ) .+)$/u.exec(department);
  return match ? [match[1] ?? department, match[2] ?? null] : [department, null];
}

function upper(text: string): string {
  return text.toLocaleUpperCase('vi');
}
