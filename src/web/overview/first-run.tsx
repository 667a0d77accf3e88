import type { Overview } from '../../domain/views.ts';
import { Empty } from '../parts/empty.tsx';
import { InternalLink } from '../routing/internal-link.tsx';

/** What a new installation shows before the first item: how the first ones come. */
export function FirstRun({ overview }: { readonly overview: Overview }) {
  const { id } = overview.profile;
  return (
    <Empty title="Chưa có tin, bài hay ý kiến nào">
      <p>Dư Luận chưa thu thập được gì. Để bắt đầu:</p>
      <ol className="first-steps">
        <li>
          Mở tệp <code>profiles/{id}/sources.json</code> và thêm nguồn tin: tên, loại (<code>feed</code>, <code>sitemap</code>,{' '}
          <code>section</code>, <code>forum</code> hoặc <code>comments</code>) và địa chỉ. Hoặc dùng các nguồn đã có sẵn.
        </li>
        <li>
          Chạy <code>npm start</code> trên máy chủ. Tin đầu tiên thường có sau vài phút.
        </li>
        <li>
          Xem nguồn nào trả lời, nguồn nào lỗi ở trang <InternalLink href="/nguon-tin">Nguồn tin</InternalLink>.
        </li>
      </ol>
      <p>
        Muốn xem thử trước với dữ liệu mẫu: chạy <code>npm run demo</code>.
      </p>
    </Empty>
  );
}
