import { useQuery } from '@tanstack/react-query';
import type { PhrasesView } from '../../domain/views.ts';
import { nameWeeks } from '../format/change.ts';
import { Figure } from '../parts/figure.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Panel } from '../parts/panel.tsx';
import { WithheldNote } from '../parts/withheld.tsx';
import { phrasesQuery } from '../requests/queries.ts';
import './rising-phrases.css';

type PhraseList = PhrasesView['lists'][number];

const AUDIENCES: Readonly<Record<PhraseList['audience'], { readonly title: string; readonly unit: string }>> = {
  news: { title: 'Báo chí', unit: 'tin, bài' },
  public: { title: 'Người dân trên mạng', unit: 'ý kiến' },
};

/** What is said more than before, of press and public apart. Comes after the figures of the page, because it reads the texts themselves. */
export function RisingPhrases({ params }: { readonly params: URLSearchParams }) {
  const query = useQuery(phrasesQuery(params));
  return (
    <Panel title="Cụm từ nổi lên" className="across">
      <Loaded query={query} what="cụm từ nổi lên">
        {(view) => <Lists view={view} />}
      </Loaded>
    </Panel>
  );
}

function Lists({ view: { weeksBefore, lists } }: { readonly view: PhrasesView }) {
  const against = nameWeeks(weeksBefore);
  if (against === null) return <p>Chưa có tuần trước để so sánh nên chưa biết cụm từ nào được nói nhiều lên.</p>;
  if (lists.every(({ phrases }) => phrases.length === 0)) {
    return <p>Không có cụm từ nào được nhắc nhiều hơn hẳn so với {against}.</p>;
  }
  return (
    <>
      <p className="chart-summary">
        Được nhắc nhiều hơn hẳn so với {against}, tăng rõ nhất đứng trước. Máy ghép từ theo chính các văn bản này, nên có chỗ ghép chưa
        đúng.
        {lists.some(({ isSample }) => isSample) && ' Có quá nhiều văn bản nên cụm từ được tìm trong một phần rút theo quy tắc cố định.'}
      </p>
      <div className="phrase-lists">
        {lists.map((list) => (
          <List key={list.audience} list={list} against={against} />
        ))}
      </div>
      {lists.some(({ phrases }) => phrases.some(({ before }) => before === null)) && <WithheldNote />}
    </>
  );
}

function List({ list: { audience, phrases }, against }: { readonly list: PhraseList; readonly against: string }) {
  const { title, unit } = AUDIENCES[audience];
  return (
    <div>
      <h3>{title}</h3>
      {phrases.length === 0 && <p className="dimmed">Không có cụm từ nào tăng hẳn.</p>}
      <ol className="phrases">
        {phrases.map(({ words, count, href, before, beforeHref }) => (
          <li key={words.join(' ')}>
            <span className="phrase">
              {words.map((word, at) => (
                // A word of several syllables stays on one line, so that the eye reads words and not syllables.
                <span key={`${at} ${word}`} className="nowrap">
                  {word}
                </span>
              ))}
            </span>
            <span className="phrase-counts">
              <Figure value={count} href={href} unit={unit} />
              <span className="dimmed small">
                {' '}
                · {against}: <Figure bare value={before} href={beforeHref} unit={`${unit} có “${words.join(' ')}” trong ${against}`} />
              </span>
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
