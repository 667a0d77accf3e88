import { useQuery } from '@tanstack/react-query';
import type { ExplanationView } from '../../domain/views.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Panel } from '../parts/panel.tsx';
import { explanationQuery } from '../requests/queries.ts';
import { useNames } from '../requests/use-names.ts';
import './item-explanation.css';

type Label = ExplanationView['labels'][number];
type Phrase = Label['for'][number];

/** Which words of one item spoke for its labels, so that a reader can judge the classifier by what it went by. */
export function ItemExplanation({ id }: { readonly id: string }) {
  const query = useQuery(explanationQuery(id));
  return (
    <Panel title="Vì sao máy gán nhãn này">
      <Loaded query={query} what="lời giải thích">
        {({ labels }) => (labels.length === 0 ? <NothingToExplain /> : <LabelList labels={labels} />)}
      </Loaded>
    </Panel>
  );
}

function NothingToExplain() {
  return (
    <p className="explanation-note">
      Các nhãn này do biên tập viên đặt hoặc do phiên bản mô hình trước gán, nên không có từ ngữ nào để nêu.
    </p>
  );
}

function LabelList({ labels }: { readonly labels: readonly Label[] }) {
  const nameOf = useLabelName();
  return (
    <>
      <p className="explanation-note">
        Máy cộng điểm của từng từ ngữ. Dấu + là nghiêng về nhãn, dấu − là nghiêng về nhãn khác; xếp từ mạnh đến yếu. Nhãn có thể sai: xem độ
        tin cậy ở trang Tổng quan.
      </p>
      <dl className="explanation">
        {labels.map((label) => (
          <div key={`${label.field} ${label.label}`}>
            <dt>{nameOf(label)}</dt>
            <dd>
              <Phrases label={label} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Phrases({ label }: { readonly label: Label }) {
  if (label.for.length + label.against.length === 0) return 'Không có từ ngữ nào nổi bật.';
  return (
    <ul className="explanation-phrases">
      {[...label.for, ...label.against].map((phrase) => (
        <li key={`${phrase.part} ${phrase.start}`} className={phrase.contribution > 0 ? 'speaks-for' : 'speaks-against'}>
          {phrase.contribution > 0 ? '+ ' : '− '}
          {phrase.text}
          {PLACES[phrase.part]}
        </li>
      ))}
    </ul>
  );
}

const PLACES: Readonly<Record<Phrase['part'], string>> = { text: '', title: ' (tiêu đề)', threadTitle: ' (tiêu đề bài được bình luận)' };

const LISTS: Readonly<Record<Label['field'], string>> = {
  relevant: '',
  topics: 'topics',
  tone: 'tones',
  stance: 'stances',
  acts: 'acts',
  checkable: '',
  newsKind: 'newsKinds',
};
const TITLES: Readonly<Record<Label['field'], string>> = {
  relevant: 'Nói về giao thông',
  topics: 'Chủ đề',
  tone: 'Sắc thái',
  stance: 'Luồng ý kiến',
  acts: 'Nội dung',
  checkable: 'Có thông tin cần kiểm chứng',
  newsKind: 'Loại tin, bài',
};

function useLabelName(): (label: Label) => string {
  const names = useNames();
  return ({ field, label, isGuess }) => {
    const name = LISTS[field] === '' ? TITLES[field] : `${TITLES[field]}: ${names(LISTS[field], label).toLowerCase()}`;
    return isGuess ? `${name} (chưa đủ chắc để nêu)` : name;
  };
}
