import type { LabelledText } from '../../../src/training/corpus/labelled-text.ts';

/** What the made-up reviews are about. */
export const DISHES = ['phở', 'bún', 'cơm', 'xôi', 'chè', 'bánh', 'gỏi', 'lẩu', 'nem', 'miến', 'cháo', 'kem'];
const GOOD = ['ngon quá', 'rất ngon, sẽ quay lại', 'thơm và ngon', 'tuyệt vời, đáng tiền'];
const BAD = ['dở quá', 'rất dở, không quay lại', 'nguội và dở', 'thất vọng, phí tiền'];

/** Written reviews of dishes, two labels, in an order that mixes them. */
export function reviews(dishes: readonly string[]): LabelledText[] {
  return dishes.flatMap((dish) =>
    GOOD.flatMap((good, at) => [
      { text: `${dish} ở đây ${good}`, title: '', label: 'good' },
      { text: `${dish} ở đây ${BAD[at] ?? ''}`, title: '', label: 'bad' },
    ]),
  );
}
