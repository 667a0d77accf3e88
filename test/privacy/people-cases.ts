/** What posts and comments say of people, and what must become of it. All names are invented or those of streets and offices. */
export const maskedPeople: readonly (readonly [string, string])[] = [
  ['anh Nguyễn Văn An chở ba không mũ', 'anh [tên người] chở ba không mũ'],
  ['Chị Trần Thị Bích Ngọc bán nước lấn hết vỉa hè', 'Chị [tên người] bán nước lấn hết vỉa hè'],
  ['ông lê văn tám nhà bên cạnh ngày nào cũng đỗ xe', 'ông [tên người] nhà bên cạnh ngày nào cũng đỗ xe'],
  ['anh nguyen van hung lai xe ẩu', 'anh [tên người] lai xe ẩu'],
  ['tài xế Phạm Quốc Toản chạy ẩu', 'tài xế [tên người] chạy ẩu'],
  ['nạn nhân Vũ Thị Hà, quê ở xa', 'nạn nhân [tên người], quê ở xa'],
  ['thằng Đỗ Mạnh và con Bùi Thu Trang đua xe', 'thằng [tên người] và con [tên người] đua xe'],
  ['Bác Hoàng Đình Phúc gọi 0912345678', 'Bác [tên người] gọi [điện thoại]'],
  ['vợ anh Ngô Gia Huy', 'vợ anh [tên người]'],
];

export const keptPeople: readonly string[] = [
  'anh Cảnh sát giao thông nhắc nhở rất nhẹ nhàng',
  'ông Nguyễn Văn Bình, Chủ tịch UBND phường, đã hứa sửa đường',
  'Bí thư Thành ủy, ông Lê Văn Cường, nói phải làm ngay',
  'đường Nguyễn Văn Linh kẹt cứng',
  'cầu Bà Trần Thị mới thông xe',
  'anh Hà Nội lái xe ẩu',
  'Bác Hồ Chí Minh dạy',
  'em Việt Nam yêu',
  'bà con Lê Chân kêu trời',
  'các anh, Nguyễn Trãi tắc rồi',
  'chị em đi xe máy nhớ đội mũ',
];
