import { NOT } from './negation.ts';
import type { Sentence } from './spoken-text.ts';

/** Why a sentence states nothing of today's law. */
export type Refusal = 'question' | 'denial' | 'wish' | 'opinion' | 'event' | 'abroad' | 'joke';

const PERSON = '(?:tôi|tui|mình|em|tao|tau|t|mik|anh|a|e)';
const KIN = '(?:bạn|chồng|vợ|con|anh|em|chị|bố|mẹ|ba|ông|cháu|thằng|đứa|cậu|chú|bác|cô)';
/** A word's edge where letters with diacritics are letters too. */
const EDGE = String.raw`(?<![\p{L}\p{N}])`;
const END = String.raw`(?![\p{L}\p{N}])`;

/** Words that mean something else without their diacritics (thằng, tháng; tôi, tới; đáng, đang) are asked for with them. */
const TONED_REFUSALS: readonly (readonly [Refusal, RegExp])[] = [
  ['question', /(?:^|\s)(?:à|hả|nhỉ|ư|á|chăng|không|ko|hông)[.! ]*$/u],
  ['question', /(?:^|\s)có ai\s.*\schưa[.! ]*$/u],
  ['wish', /(?:^|\s)cầu (?:cho|trời|mong)\s/u],
  ['question', /(?:^|\s)(?:hả|hở)(?=[\s,.]|$)/u],
  ['event', /(?:^|\s)(?:cay|cú|đau|xui|đen)[.! ]*$/u],
  ['denial', /^không phải |(?<!chứ không .*)(?:^|\s)đâu(?: nha| nhé| ạ| bạn| bác| mà)?[.! ]*$/u],
  ['wish', /(?:^|\s)chứ(?! không)[^,;]*$/u],
  ['wish', new RegExp(`${EDGE}(?:tôi|tui|mình|tao|em|gặp tôi) (?:sẽ |thì |là |mà |xin )?phạt`, 'u')],
  ['wish', new RegExp(`${EDGE}(?:đáng|toàn là|đúng ra|thử|cứ|hãy|cu|hay) (?:bị )?(?:\\p{L}+ )?(?:phạt|trừ|tước|tịch thu)`, 'u')],
  [
    'event',
    new RegExp(
      `${EDGE}${PERSON} (?:[\\p{L}\\p{N}]+ ){0,8}?(?:bị|vừa|mới|từng|đã|dính|ăn|nộp|đóng|mất) (?:[\\p{L}\\p{N}]+ ){0,2}?(?:phạt|trừ|thổi|mất|nộp|tước|giam)|${EDGE}(?:phạt|thổi|bắt) (?:tôi|em|mình|tui|tao)${END}`,
      'u',
    ),
  ],
  [
    'event',
    new RegExp(
      `${EDGE}${KIN} (?:gái |trai )?(?:tôi|tui|mình|em|tao|t|nhà)${END}|${EDGE}(?:ăn phạt|dính phạt|(?<!an )toàn phạt|thằng|đứa|con bé|ông anh|bà chị|mấy đứa|cô bạn|cậu bạn)${END}`,
      'u',
    ),
  ],
];

const REFUSALS: readonly (readonly [Refusal, RegExp])[] = [
  ['question', /\?/],
  [
    'question',
    new RegExp(
      String.raw`\b(?:bao nhieu|bnhieu|bn tien|phai (?:khong|ko|k|hong|hok)|(?:dung|that|co) (?:khong|ko|k|hong|hok) ?(?:a|ad|mn|moi nguoi|cac bac|vay|nhi|$)|dung khong|dung ko|that ha|co phai|co dung|co that|cho (?:em|minh|toi|m|t)? ?hoi|xin hoi|the nao|nhu nao|hay sao|sao lai|tai sao|vi sao|ha (?:mn|moi nguoi|cac|ad)|khong (?:a|ad|mn|nhi|vay)$)|\b(?:ha|nhi|khong|ko|hong|hok)$`,
    ),
  ],
  [
    'denial',
    /\b(?:khong co (?:chuyen|vu)|lam gi (?:co|phat|bi|den|co chuyen)|dau co|dau phai phat|sai su that|tin gia|tin don|tin vit|bac bo|bac (?:tin|thong tin)|dung tin|dung nghe|bia dat|bia ra|tung tin|fake|ai bao|ai noi|khong chinh xac|(?:la|thong tin|hoan toan) (?:nay )?(?:la )?khong dung|lan truyen|that thiet|khong he|nham roi|sai roi|noi sai|xuyen tac|don nham|don bay|toan don|nghi rang|tuong (?:la|rang)|chua thay|chua nghe|ai phat|ai den)\b/,
  ],
  [
    'wish',
    new RegExp(
      String.raw`\b(?:(?:nen|can|xung dang|le ra|dang le|dang ra|dang ly|muon|mong|chi mong|phai) (?:la )?(?:bi )?(?:\w+ ){0,2}?(?:phat|tru|tuoc|tich thu|giam bang)(?! hanh)|de nghi|de xuat|kien nghi|du thao|du kien|lay y kien|mong muon|mong la|uoc|gia ma|gia nhu|ung ho|dong y|xin (?:giam|tang|nha nuoc)|phai chi|yeu cau (?:phat|tang)|(?:nen|phai|can|hay|cu|xin|moi|muon|mong) (?:\w+ ){0,2}?(?:tang|nang|giam)|(?:tang|nang) (?:muc )?(?:phat )?(?:len )?[^,;]*\bdi$|se (?:tang|nang|sua)|sap (?:tang|nang|sua)|dang (?:xem xet|nghien cuu)|hay phat|can phai)\b`,
    ),
  ],
  [
    'wish',
    /\b(?:moi (?:chua|so|dang|xung|du|phai|hop ly|nho|khiep|ngan|biet)|cho (?:chua|so|nho|biet|tinh|chet|het|bo|khoi|lanh|may)|xem (?:co |con |ai |the nao)|la het|thi chang|het di|luon di|cho roi|thi (?:hay|tot|duoc|dep)|bo tu)\b|\b(?:di|luon|nua di|thoi di)[.! ]*$/,
  ],
  ['wish', new RegExp(String.raw`\bneu(?: ma)?(?: nha nuoc| luat| csgt| muc)? (?:phat|bi phat|tang|tru)\b`)],
  [
    'opinion',
    /\b(?:la (?:dung|sai|qua|vua|hop ly|chuan|it|nhieu|nhe|nang|ac|vo ly|re|cao|cuop|hoi|van|con|xung|ok|oke|tot|phai|dang|oan|hay|mung|buon|so|bo)|(?:qua|rat|cuc) (?:cao|nang|nhieu|it|nhe|suc|dang|dat|kinh|ac|te|vo|du|khung|la)|(?:cao|nang|nhe|it|ac|re|dat|kinh|cang|khiep|du) (?:qua|the|vay|lam|wa|ghe|vai|phet|ta)|hoi (?:it|nhieu|cao|nang|cang|nhe|qua)|(?:con|van) (?:la )?(?:nhe|it|re|nuong)|chua (?:du|tham|an thua)|khong tham|vo ly|bat cong|bat hop ly|hop ly|an cuop|cuop cua|nhu cuop|hut mau|boc lot|vo nhan dao|nhan dao|an chan|moc tui|tan thu|luat rung|chiu noi|ai chiu|chiu sao|sao noi|lay dau|khong oan|re beo|dang doi|cung dang|tan nhan|ha hiep|ca thang luong|bang ca thang|thang luong|nhin an|khoc|tiec|xot|kho than|kho dan|chet dan|giet dan|song kieu|dan ngheo|nguoi ngheo|luong|thu nhap|ngay kiem|kiem duoc|lam duoc|ban xe|bo xe|tang luon|ma (?:lai )?(?:bi )?phat|luat gi|phat gi|ha he|lay gi|tren troi|bien xanh|bien do|quan chuc|con ong|khac (?:gi|nao)|khong ai dam|ai dam|chang dam|an tien|thu tien|kiem tien|lam giau|giau to)\b/,
  ],
  ['opinion', /\bphat [^;]*\b(?:nhung|xong)\b/],
  ['opinion', /\bphat [^,;]*\bthi (?:toi|minh|em|dan|bo|tang|song|chet|ban|ai|chang|khong|chiu|lam)\b/],
  ['opinion', new RegExp(String.raw`(?:co )?bi phat dau\b|\b${NOT} phat toan\b`)],
  [
    'event',
    /\b(?:toi|minh|tui|em) (?:bi|vua bi|moi bi|dinh|an|nop|dong|tung bi) (?:\w+ )?phat\b|\b(?:vua|moi|tung|da) (?:bi|an|dinh|nop|dong|mat|phat|xu phat)\b|\b(?:phat|thoi) (?:em|minh|tui)\b|(?<!tu |ke tu |bat dau tu )\b(?:hom (?:qua|kia|truoc|bua|no|rui)|bua (?:truoc|no|kia|hom)|sang nay|chieu nay|toi qua|dem qua|trua nay|hoi sang|lan truoc|tuan truoc|thang truoc|nam ngoai)\b|(?<!tu |ke tu )\bhom nay (?:bi|em|toi|minh|dinh|an|nop|dong)\b/,
  ],
  ['event', /\b(?:truong hop|tong so tien|tong cong (?!\d+ diem)|luot|thu (?:ve|nop)|kho bac|bien ban|mat toi|bay mat|di tong|di toi)\b/],
  [
    'abroad',
    /\b(?:nhat ban|singapore|han quoc|trung quoc|thai lan|hoa ky|dai loan|malaysia|campuchia|indonesia|philippines|chau au|chau my|nuoc ngoai|cac nuoc|nuoc ban|bac kinh|thuong hai|bangkok|new york|usd|do la|euro|nhan dan te|dong yen|baht)\b|\b(?:o|ben|tai|nuoc|sang|qua|nhu|thang) (?:nhat|my|sing|han|trung|tau|thai|lao|cam|duc|phap|uc|y|canada|dubai|nga|tay)\b/,
  ],
  [
    'joke',
    /\b(?:mai mot|sau nay|vai nam nua|kieu nay|khong kheo|coi chung mai|chac (?:mai|vai|sau|cung|phat|may)|co khi|tho cung|haha|hihi|kkk+)\b/,
  ],
];

/** Person in the news whose one fine is an event. A range of money, or words of the law, make it a rule. */
const SUBJECT =
  /\b(?:tai xe|nam thanh nien|thanh nien|nguoi dan ong|co gai|nu sinh|nam sinh|hoc sinh|nguoi phu nu|chu xe|quai xe|nu tai xe|nguoi nay|anh nay|(?<!chong doi |chong |cua |voi |cho |lenh )csgt (?:\w+ ){0,6}(?:xu phat|phat|xu ly)|cong an .*(?:xu phat|phat|xu ly))\b/;
const RULE =
  /\b(?:se bi|muc phat|phat tien tu|theo (?:nghi dinh|quy dinh|luat|diem|khoan|dieu|nd)|quy dinh|nghi dinh|co the bi|nguoi dieu khien|hanh vi)\b/;
const PLACE = /(?:^|\s)(?:ở|tại) (?:TP\.? ?|thành phố |tỉnh |quận |huyện |phường |xã )?\p{Lu}/u;

/** "Phạt 50 triệu" alone orders; "Phạt 18–20 triệu đối với …" is how the law speaks. */
const ORDER = /^(?:phat|tru|tich thu|tuoc|tang|giam)\b(?! tien)[^,;:]*$/;

/** Other decrees, of earlier years or other fields; a sentence that also names ours or the present speaks of today. */
const OTHER_DECREE = /\b(?:nghi dinh|nd|thong tu)(?: so)? ?(?!168)\d{2,3}\b/;
const TODAY = /168|\b(?:gio|hien nay|hien hanh|nay|2025|2026)\b/;
const CRIMINAL = /phạt tù|án treo|bị cáo|hình sự|khởi tố|tử hình/u;
const NAMED = /phạt (?:hành chính )?(?:đối với )?(?:anh|ông|bà|chị|cô|lái xe|tài xế|đối tượng|công ty|doanh nghiệp)(?= )/u;
const NAMED_SUBJECT = /(?:ông|bà|anh|chị) \p{Lu}\p{L}+ (?:\p{L}+ ){0,2}bị (?:xử )?phạt/u;

/**
 * Null when the sentence may state a rule. Criticism is safe by this: whatever wishes, asks, denies, judges, tells of one's own fine, of other countries or jokes is
 * refused whole, even where a figure in it is wrong; some false statements are missed for it. `hasRange` says that the amount is a range.
 */
export function refuseSentence(sentence: Sentence, hasRange: boolean): Refusal | null {
  for (const [refusal, pattern] of REFUSALS) if (pattern.test(sentence.bare)) return refusal;
  // "Anh em" greets; it is nobody's kin.
  const toned = sentence.toned.replaceAll('anh em', 'mọi người');
  for (const [refusal, pattern] of TONED_REFUSALS) if (pattern.test(toned)) return refusal;
  if (CRIMINAL.test(sentence.toned) || (OTHER_DECREE.test(sentence.bare) && !TODAY.test(sentence.bare))) return 'event';
  if (!hasRange && ORDER.test(sentence.bare)) return 'wish';
  if (!hasRange && (NAMED.test(sentence.toned) || /quyet dinh xu phat/.test(sentence.bare))) return 'event';
  if (!hasRange && NAMED_SUBJECT.test(sentence.written)) return 'event';
  const told = SUBJECT.test(sentence.bare) || PLACE.test(sentence.written);
  return told && !hasRange && !RULE.test(sentence.bare) ? 'event' : null;
}
