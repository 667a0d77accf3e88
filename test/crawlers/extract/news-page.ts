/** A page as a Vietnamese provincial newspaper sends it, written for these tests. */
export interface NewsPage {
  readonly head?: string;
  readonly header?: string;
  readonly paragraphs: readonly string[];
  readonly after?: string;
}

export const LEAD =
  'Sáng 20/11, lực lượng Cảnh sát giao thông đồng loạt ra quân kiểm tra nồng độ cồn tại các cửa ngõ thành phố, nhắc nhở nhiều người đi xe máy.';
export const PARAGRAPHS = [
  'Theo ghi nhận tại ngã tư Quán Toan, trong hai giờ đầu tổ công tác đã dừng kiểm tra hơn 120 phương tiện, lập biên bản chín trường hợp vi phạm.',
  'Đại diện đơn vị cho biết việc kiểm tra sẽ duy trì đến hết tháng, tập trung vào khung giờ tan tầm và các tuyến đường có nhiều quán ăn.',
  'Nhiều người dân đồng tình với cách làm này, song đề nghị bố trí chốt hợp lý để không gây ùn tắc vào giờ cao điểm buổi sáng.',
];

/** The whole page: menu, lead, body, signature, related articles, comments, footer. */
export function newsPage(page: NewsPage): string {
  return `<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">${page.head ?? ''}</head><body class="has-sidebar">
<div class="main-menu"><ul><li><a href="/thoi-su">Thời sự</a></li><li><a href="/giao-thong">Giao thông</a></li></ul></div>
<div class="container"><div class="col-left">${page.header ?? ''}
<div class="detail-content">${page.paragraphs.map((text) => `<p>${text}</p>`).join('\n')}
<p style="text-align: right;"><strong>Minh Khôi</strong></p></div>
<div class="box-tin-lien-quan"><h3>Tin liên quan</h3><ul><li><a href="/a-1.html">Xử lý nghiêm xe quá tải trên tuyến quốc lộ 10 dịp cuối năm</a></li></ul></div>
<div id="binh-luan" class="comments"><div class="comment-item"><b>Bạn đọc</b><p>Tôi hoàn toàn ủng hộ việc kiểm tra nồng độ cồn thường xuyên như thế này, mong thành phố duy trì lâu dài.</p></div></div>
</div><div class="sidebar"><p>Đăng ký nhận bản tin giao thông mỗi sáng qua thư điện tử của bạn đọc trong tỉnh.</p></div></div>
${page.after ?? ''}<footer><p>Cơ quan chủ quản: Thành ủy. Giấy phép số 1/GP-BTTTT. Ghi rõ nguồn khi phát hành lại thông tin.</p></footer></body></html>`;
}
