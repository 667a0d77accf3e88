import type { ReactNode } from 'react';
import './state.css';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}

/** Nothing to show, why that may be, and what to do. */
export function Empty({ title, children }: Props) {
  return (
    <div className="state">
      <p className="state-title">{title}</p>
      {children}
    </div>
  );
}
