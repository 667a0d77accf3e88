import type { Overview } from '../../domain/views.ts';
import { compareInWords, type MeanOf } from '../format/change.ts';
import { Figure } from '../parts/figure.tsx';
import { WITHHELD_WHY } from '../parts/withheld.tsx';
import { Panel } from '../parts/panel.tsx';
import { meanOfPeriod } from './mean-of.ts';

interface RowProps {
  readonly name: string;
  readonly value: number | null;
  readonly mean: number | null;
  readonly unit: string;
  readonly href: string;
  readonly of: MeanOf;
}

function Volume({ name, value, mean, unit, href, of }: RowProps) {
  const comparison = value === null ? '' : compareInWords(value, mean, of);
  return (
    <div className="volume">
      <p className="dimmed">{name}</p>
      <p className="volume-figure">
        <Figure value={value} href={href} unit={unit} bare />
      </p>
      <p className="small">
        {unit}; {value === null ? WITHHELD_WHY : comparison === '' ? 'chưa có số liệu trước đó để so sánh' : comparison}
      </p>
    </div>
  );
}

/** How big: press and public, side by side and never added up. */
export function Volumes({ overview }: { readonly overview: Overview }) {
  const { volume, period } = overview;
  const of = meanOfPeriod(period);
  return (
    <Panel title="Quy mô">
      <div className="volumes">
        <Volume name="Báo chí" value={volume.news} mean={volume.newsPrevious} unit="tin, bài" href={volume.newsHref} of={of} />
        <Volume
          name="Người dân trên mạng"
          value={volume.public}
          mean={volume.publicPrevious}
          unit="bài đăng, bình luận"
          href={volume.publicHref}
          of={of}
        />
      </div>
    </Panel>
  );
}
