import { foldToned } from '../../language/fold.ts';

/**
 * Syllables that join others and name nothing. A short list: rarity among the items does the rest, but a set of two items has no
 * rarity to go by.
 */
export const STOP_SYLLABLES: ReadonlySet<string> = new Set(
  'và của là có được trong cho với các những một này đó khi đã đang sẽ bị từ đến tại trên về ra vào theo sau trước như không để hay hoặc thì mà cũng còn vì do bởi nhiều người ông bà anh chị năm ngày tháng lúc giờ phải nên rất lại nếu đây gì ai nào cùng qua hơn chỉ làm nói biết mới'
    .split(' ')
    .map(foldToned),
);
