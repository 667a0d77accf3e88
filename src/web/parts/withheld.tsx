/** Explains a withheld figure. A figure can also be withheld because it would give away a smaller one, so it is not always below the limit. */
export const WITHHELD_WHY =
  'số này dựa trên quá ít ý kiến (dưới ngưỡng công bố, mặc định là 5) hoặc nếu nêu ra sẽ tính được một số như vậy, nên không công bố để không ai bị nhận ra';

/** Stands where a withheld figure would. Never 0. */
export function Withheld() {
  return (
    <span className="dimmed nowrap" title={WITHHELD_WHY}>
      quá ít để nêu
    </span>
  );
}

/** For the foot of a table or chart that holds at least one withheld figure. */
export function WithheldNote() {
  return <p className="dimmed small">“Quá ít để nêu”: {WITHHELD_WHY}.</p>;
}
