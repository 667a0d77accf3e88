import { BREADTH } from '../pipeline/analysis/opinion/breadth-words.ts';
import { FEWEST_FOR_PERCENT, formatCount } from './format-number.ts';
import { joinMarkup, markup, type Markup } from './markup.ts';
import { WITHHELD, type Page } from './page.ts';

/** What the figures rest on, how they were made, how right they are, and what they do not tell. */
export function sectionAppendix(page: Page): Markup {
  return markup`<section class="appendix">
    <h2>Phụ lục</h2>
    ${coverage(page)} ${method(page)} ${accuracy(page)} ${limits(page)}
  </section>`;
}

function coverage(page: Page): Markup {
  const { coverage: sums, gaps } = page.snapshot;
  const number = (count: number): Markup => page.sources(formatCount(count));
  const named = gaps.map(
    (gap) => markup`<li>${gap.name}: ${gap.state}</li>
    `,
  );
  return markup`<h3>1. Nguồn tin tại thời điểm lập số liệu</h3>
    <p>
      Theo dõi ${number(sums.sources)} nguồn tin: ${number(sums.answered)} hoạt động, ${number(sums.silent)} im lặng, ${number(sums.failed)}
      gặp lỗi, ${number(sums.neverVisited)} chưa thu thập lần nào.
    </p>
    ${named.length === 0 ? '' : markup`<ul>${named}</ul>`}`;
}

function method(page: Page): Markup {
  const { snapshot } = page;
  const words = BREADTH.map(({ above, words: name }) =>
    above > 0 ? `“${name}” khi trên ${above * 100}\u00a0%` : `“${name}” khi ít hơn`,
  ).join(', ');
  return markup`<h3>2. Cách thống kê</h3>
    <p>
      Số liệu gồm tin, bài và ý kiến công khai có ngày đăng trong tuần, tính theo giờ Việt Nam; nội dung đăng lại chỉ tính một lần, trừ phần
      vụ việc. Chủ đề, sắc thái và thái độ do máy xếp loại${snapshot.models.length === 0 ? '' : ` (${snapshot.models.join(', ')})`}. Mức độ
      phổ biến trong số ý kiến có nêu thái độ, xét theo cận dưới của khoảng tin cậy 95\u00a0% (Wilson): ${words}; dưới ${FEWEST_FOR_PERCENT}
      ý kiến chỉ nêu số đếm. Khoảng này chưa tính phần máy xếp loại nhầm${errorOfStance(page)}. Nhóm có ít hơn ${snapshot.minimumGroup} ý kiến,
      và nhóm có thể suy ra được nhóm đó, ghi “${WITHHELD}”. Lời trích giữ nguyên văn, đã che thông tin cá nhân, do máy chọn: đoạn gần nhất với
      phần còn lại của luồng ý kiến, nội dung chép lại chỉ xét một lần.
    </p>
    <p>Mỗi con số mở danh sách tin, bài, ý kiến đã được đếm. Dấu kiểm của số liệu: ${snapshot.itemsHash.slice(0, 16)}.</p>`;
}

/** What is known of how often stances are right, for whoever reads a share: empty when it was never measured. */
function errorOfStance(page: Page): string {
  const measured = page.snapshot.accuracy.find(({ task }) => task === 'stance-public');
  return measured ? `: ${measured.measure} của luồng ý kiến là ${decimal(measured.value)}` : '';
}

function accuracy(page: Page): Markup {
  const rows = page.snapshot.accuracy.map(
    (row) =>
      markup`<li>
        ${row.name}: ${row.measure} ${decimal(row.value)} (khoảng tin cậy ${decimal(row.low)}–${decimal(row.high)}; ${row.set}, ${row.on})
      </li>
    `,
  );
  return markup`<h3>3. Độ chính xác của việc xếp loại</h3>
    ${rows.length === 0 ? markup`<p>Chưa có số đo độ chính xác; cần đọc lại nội dung gốc trước khi kết luận.</p>` : markup`<ul>${rows}</ul>`}`;
}

function limits(page: Page): Markup {
  const { totals, models } = page.snapshot;
  const facts = [
    markup`Ý kiến trên mạng không đại diện cho toàn bộ người dân.`,
    totals.undated === 0
      ? ''
      : markup` Có ${page.count(totals.undated, { undated: true })} tin, bài, ý kiến không rõ ngày đăng nên không tính vào tuần nào.`,
    totals.offTopic === 0
      ? ''
      : markup` Từ khi vận hành, hệ thống đã bỏ qua ${formatCount(totals.offTopic)} nội dung không thuộc phạm vi theo dõi.`,
    models.length === 0 ? '' : markup` Máy có thể xếp loại nhầm; chỗ chưa đủ căn cứ được ghi là chưa xác định.`,
  ];
  return markup`<h3>4. Giới hạn</h3>
    <p>${joinMarkup(facts, '')}</p>`;
}

/** Measures are shares of one, shown with two decimals: `0,87`. */
function decimal(value: number): string {
  return value.toFixed(2).replace('.', ',');
}
