/** Rank of a unit: names are matched within a rank when the type itself has changed (xã to phường, huyện to quận). A landmark lies in units. */
export type Rank = 'province' | 'district' | 'commune' | 'landmark';

/** A word before a name that tells its type. `types` are those of `PlaceUnit`, and `thi-tran` and `dao` of former units. */
export interface TypeWord {
  readonly words: readonly string[];
  readonly types: readonly string[];
  readonly rank: Rank;
  /** A single letter must be a capital or be followed by a dot: "P. Lê Chân", not "p lê". */
  readonly isLetter: boolean;
}

function typeWord(words: string, types: string, rank: Rank): TypeWord {
  return { words: words.split(' '), types: types.split(' '), rank, isLetter: words.length === 1 };
}

/** Longest first, so that "thị xã" is not read as "xã". `thành phố` may be a province or a former district city. */
export const TYPE_WORDS: readonly TypeWord[] = [
  typeWord('huyện đảo', 'huyen dac-khu', 'district'),
  typeWord('quần đảo', 'dac-khu thi-tran', 'commune'),
  typeWord('đặc khu', 'dac-khu', 'commune'),
  typeWord('thành phố', 'thanh-pho', 'district'),
  typeWord('thị trấn', 'thi-tran', 'commune'),
  typeWord('thị xã', 'thi-xa', 'district'),
  typeWord('t p', 'thanh-pho', 'district'),
  typeWord('tp', 'thanh-pho', 'district'),
  typeWord('tx', 'thi-xa', 'district'),
  typeWord('tt', 'thi-tran', 'commune'),
  typeWord('phường', 'phuong', 'commune'),
  typeWord('xã', 'xa', 'commune'),
  typeWord('quận', 'quan', 'district'),
  typeWord('huyện', 'huyen', 'district'),
  typeWord('tỉnh', 'tinh', 'province'),
  typeWord('đảo', 'dac-khu thi-tran', 'commune'),
  typeWord('p', 'phuong', 'commune'),
  typeWord('x', 'xa', 'commune'),
  typeWord('q', 'quan', 'district'),
  typeWord('h', 'huyen', 'district'),
];

/** Before a name they say that it is a place; some also as they are typed without diacritics. */
export const LOCATIVES = new Set(
  'ở tại về qua đến tới từ đi ra lên xuống sang trên gần quanh khu đoạn vực bàn an ubnd hđnd csgt trung o tai ve den tu di len'.split(' '),
);

/** Before a bare name these make it a street, a building, a school or a person. */
export const OTHER_THING_WORDS = new Set(
  'đường phố ngõ ngách hẻm kiệt cầu hầm chợ trường thpt thcs non học khoa viện lộ viên sông núi hồ đèo ga họ ông bà anh chị em cô chú bác cụ sư tướng vương danh sĩ tnhh mtv ty clb fc thánh đền chùa đình'.split(
    ' ',
  ),
);
/** Of province and district names only these: "bến xe Hải Phòng" is there, "đường Hải Phòng" in Đà Nẵng is not. */
export const STREET_WORDS = new Set('đường phố ngõ ngách hẻm ông bà clb'.split(' '));

/** After these the name of a province tells nothing of where the text is: "đường Hồ Chí Minh", "đông như Hà Nội". */
export const NO_WITNESS = new Set('đường duong phố ngõ tịch bác như giống hơn bằng kém thua'.split(' '));

/** A name that begins so may be a person's: a street or a school is named after them in every city. */
export const SURNAMES = new Set(
  'nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý mạc đinh đào trương lương tô chu hà lưu mai'.split(' '),
);

/** What may stand between a place and the one that it lies in: "phường Trần Phú (quận Hoàng Mai, TP. Hà Nội)". */
export const CHAIN =
  /^[\s,()\-–/.]*(?:(?:\p{Lu}[\p{L}\p{M}\p{N}]*|huyện|quận|phường|xã|thị|trấn|tỉnh|thành|phố|cũ|nay|thuộc)[\s,()\-–/.]+){0,8}$/u;

/**
 * Where somebody lives or comes from, up to the place itself: "(28 tuổi, trú tại thôn 3, xã …". The text is not about that place, and
 * it is a fact about a person. Parts are separated by what no part may hold, so the pattern cannot go astray.
 */
export const HOME =
  /(?:trú|ngụ|quê|đồng hương|gốc|hộ khẩu|HKTT|(?:tuổi|SN ?\d{4}|sinh năm \d{4}|sinh \d{4}),? (?:cùng |hiện |đều )?ở)(?:[ ,:]+(?:tại|ở|quán|thường|trú|thôn|xóm|khu|tổ|dân|số|ngõ|đường|phố|cùng|ấp|bản|khối|phường|xã|thị|trấn|quận|huyện|thành|tỉnh|\d{1,4}|\p{Lu}[\p{L}\p{M}\d]*\.?))*[ ,:(.]*$/u;

/** A number plate tells where a vehicle is registered: "xe khách mang biển số Hải Phòng". */
export const PLATE = /(?:\b(?:xe|ô ?tô)[^.,\n]{0,20} |mang |đeo )biển(?: số| kiểm soát)* $/iu;

/** Somebody was taken to a hospital or lies there; the text is about another place. */
export const TREATED = /(?:đưa|chuyển|cấp cứu|điều trị|nằm viện|nhập viện|tử vong|khoa)[^.\n]{0,40}$/iu;
/** "Bệnh viện Việt Tiệp cấp cứu ba nạn nhân". */
export const TREATS = /^[^.\n]{0,20}(?:cấp cứu|tiếp nhận|cứu sống|điều trị)/iu;

/** Before the first name of a list they say that the type holds for all of it: "ba xã", "các phường". */
export const PLURALS = new Set('các những hai ba bốn năm sáu bảy tám chín mười'.split(' '));

/** What stands between two names of a list. */
export const LIST_GAP = /^(?:, (?:và )?| và | - )$/u;

/** A wider place that is none of ours may follow in the same way. */
export const OTHER_CHAIN = /^ ?[,(][ ]?(?:(?:quận|huyện|thị xã|thành phố|tỉnh|TP|TX|Q|H)[. ]{1,2})?\p{Lu}/u;

/** Words that make "A - B" the name of a road or a run instead of two places. */
export const ROUTE_WORD =
  /(?:cao tốc|quốc lộ|đường bộ|đường sắt|tuyến|liên tỉnh|xe khách|tàu|chuyến|hành trình|ql ?\d+\w?)(?:[ ,]+[^\s,.;]+){0,2}?[ ,]+(?:\p{Lu}[\p{L}\p{M}]*(?: \p{Lu}[\p{L}\p{M}]*){0,3} ?[-–] ?){0,4}$/iu;
