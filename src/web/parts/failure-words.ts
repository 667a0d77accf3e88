import { ApiFault } from '../requests/api-fault.ts';

export interface FailureWords {
  readonly what: string;
  readonly kept: string;
  readonly todo: string;
}

const KEPT = 'Dữ liệu đã thu thập vẫn còn nguyên.';
const ASK = 'Nếu vẫn lỗi, báo người quản trị xem nhật ký của máy chủ.';

const UNREACHABLE: FailureWords = {
  what: 'Không kết nối được với máy chủ Dư Luận.',
  kept: 'Dữ liệu đã thu thập vẫn còn nguyên trên máy chủ; bộ lọc của bạn vẫn giữ trong địa chỉ trang.',
  todo: `Kiểm tra đường mạng rồi bấm “Thử lại”. ${ASK}`,
};

const BY_CODE: Readonly<Record<string, FailureWords>> = {
  UNREACHABLE,
  NOT_FOUND: {
    what: 'Không tìm thấy nội dung này.',
    kept: 'Có thể nguồn đã gỡ bài, hoặc vụ việc đã được gộp vào vụ việc khác.',
    todo: 'Quay lại trang trước hoặc tìm lại bằng từ khóa.',
  },
  BAD_QUERY: {
    what: 'Không đọc được điều kiện tìm kiếm.',
    kept: 'Các bộ lọc khác vẫn được giữ.',
    todo: 'Sửa từ khóa (ví dụ kiểm tra dấu ngoặc kép) rồi tìm lại.',
  },
  BAD_REQUEST: {
    what: 'Địa chỉ trang có bộ lọc không hợp lệ.',
    kept: KEPT,
    todo: 'Bỏ bộ lọc rồi chọn lại.',
  },
  BAD_CURSOR: {
    what: 'Danh sách đã thay đổi nên không tải tiếp được.',
    kept: 'Bộ lọc của bạn vẫn được giữ.',
    todo: 'Tải lại trang để xem từ đầu danh sách.',
  },
};

/** What happened, what was kept, what to do: for any failure of a request, in words of the reader. */
export function failureWords(error: unknown): FailureWords {
  if (!(error instanceof ApiFault)) return { what: 'Trang gặp lỗi ngoài dự kiến.', kept: KEPT, todo: `Tải lại trang. ${ASK}` };
  const known = BY_CODE[error.code];
  if (known) return known;
  if (error.isPassing) return { what: 'Máy chủ đang gặp lỗi hoặc quá bận.', kept: KEPT, todo: `Đợi ít phút rồi bấm “Thử lại”. ${ASK}` };
  return { what: 'Máy chủ không nhận yêu cầu này.', kept: KEPT, todo: `Quay lại trang trước rồi thử cách khác. ${ASK}` };
}
