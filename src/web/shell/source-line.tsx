import { formatInstant } from '../format/instant.ts';
import { formatCount } from '../format/number.ts';
import { useNow } from '../parts/now.tsx';
import { useNewestOverview } from './use-newest-overview.ts';

/** What every page rests on, on screen and as the last line of a print. */
export function SourceLine() {
  const now = useNow();
  const overview = useNewestOverview();
  return (
    <footer className="shell-footer">
      <p>
        Ý kiến trên mạng không đại diện cho toàn thể người dân. Chủ đề, sắc thái và luồng ý kiến do máy phân loại, có thể sai; bấm vào mỗi
        con số để đọc chính những tin, bài, ý kiến đã được tính.
      </p>
      {overview && (
        <p>
          {overview.profile.department}. Nguồn: hệ thống Dư Luận, {formatCount(overview.coverage.answered)} trong{' '}
          {formatCount(overview.coverage.sources)} nguồn tin trả lời ở lần thu thập gần nhất.
          <span className="print-only"> In lúc {formatInstant(new Date(now).toISOString())}.</span>
        </p>
      )}
    </footer>
  );
}
