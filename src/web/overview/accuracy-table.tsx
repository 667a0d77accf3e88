import type { Overview } from '../../domain/views.ts';
import '../chart/data-table.css';
import { formatDay } from '../format/day.ts';
import { measureName, rangeInWords, setName, valueInWords } from './accuracy-words.ts';

/** Every measurement of the classifiers, with how sure it is and what it was made on. */
export function AccuracyTable({ accuracy }: { readonly accuracy: Overview['accuracy'] }) {
  return (
    <table className="data-table small">
      <caption>
        Điểm F1 từ 0 đến 1, càng cao càng đúng: thấp khi máy bỏ sót nhiều hoặc gán nhầm nhiều. Khoảng trong ngoặc là độ tin cậy 95&nbsp;%.
      </caption>
      <thead>
        <tr>
          <th scope="col">Phần phân loại</th>
          <th scope="col">Kết quả</th>
          <th scope="col">Đo trên</th>
        </tr>
      </thead>
      <tbody>
        {accuracy.map((row) => (
          <tr key={`${row.task} ${row.set}`}>
            <th scope="row">{row.name}</th>
            <td>
              {valueInWords(row)} ({rangeInWords(row)}), {measureName(row)}
            </td>
            <td>
              {setName(row)}, ngày {formatDay(row.on)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
