import type { ReactNode } from 'react';
import { Link } from 'wouter';

/** Paths that the server renders; the router must let them go. */
const SERVER_PATHS = /^\/(?:ban-tin|api)(?:\/|$)/;

/** A path of this site: one slash first, so that neither `//host` nor `javascript:` can come from data. */
const OWN_PATH = /^\/(?![/\\])/;

interface Props {
  readonly href: string;
  readonly children: ReactNode;
  readonly className?: string;
  readonly label?: string;
}

/** Link to a page of ours. An address that leads elsewhere is shown as text. `label` replaces the text for screen readers. */
export function InternalLink({ href, children, className = 'link', label }: Props) {
  if (!OWN_PATH.test(href)) return <span className={className}>{children}</span>;
  const props = { className, ...(label === undefined ? {} : { 'aria-label': label }) };
  if (SERVER_PATHS.test(href)) {
    return (
      <a href={href} {...props}>
        {children}
      </a>
    );
  }
  return (
    <Link href={href} {...props}>
      {children}
    </Link>
  );
}
