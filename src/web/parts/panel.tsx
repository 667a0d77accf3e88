import { useId, type ReactNode } from 'react';
import './panel.css';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
  /** Stands at the right of the title, e.g. a link to more. */
  readonly aside?: ReactNode;
  readonly className?: string;
}

/** A titled part of a page. */
export function Panel({ title, children, aside, className = '' }: Props) {
  const id = useId();
  return (
    <section className={`panel ${className}`} aria-labelledby={id}>
      <div className="panel-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
