import type { ReactNode } from 'react';
import './page-header.css';

interface Props {
  readonly title: string;
  /** Period and filters in words: what the figures below are figures of. Printed with the title. */
  readonly scope?: ReactNode;
  readonly children?: ReactNode;
}

/** Title of a page, what it covers, and its controls, which are not printed. */
export function PageHeader({ title, scope, children }: Props) {
  return (
    <div className="page-header">
      <title>{`${title} – Dư Luận`}</title>
      <div>
        <h1>{title}</h1>
        {scope !== undefined && <p className="page-scope">{scope}</p>}
      </div>
      {children !== undefined && <div className="page-controls no-print">{children}</div>}
    </div>
  );
}
