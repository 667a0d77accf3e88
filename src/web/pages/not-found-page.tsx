import { Empty } from '../parts/empty.tsx';
import { PageHeader } from '../parts/page-header.tsx';
import { InternalLink } from '../routing/internal-link.tsx';

/** For an address that no page has. */
export function NotFoundPage() {
  return (
    <>
      <PageHeader title="Không có trang này" />
      <Empty title="Địa chỉ này không dẫn tới trang nào">
        <p>Có thể liên kết đã cũ hoặc gõ thiếu. Dữ liệu không bị ảnh hưởng.</p>
        <p>
          Về <InternalLink href="/">Tổng quan</InternalLink> hoặc <InternalLink href="/tim-kiem">Tìm kiếm</InternalLink>.
        </p>
      </Empty>
    </>
  );
}
