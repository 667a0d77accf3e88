import type { ReactNode } from 'react';

interface Props {
  readonly href: string;
  readonly children: ReactNode;
  readonly className?: string;
}

/**
 * Link to where something was published, in a new tab. The address comes from a page that we crawled: only http(s) becomes a link,
 * and the other side learns neither our address nor gets a handle on this window.
 */
export function OutboundLink({ href, children, className = 'link' }: Props) {
  const protocol = URL.parse(href)?.protocol;
  if (protocol !== 'https:' && protocol !== 'http:') return <span className={className}>{children}</span>;
  return (
    <a href={href} className={className} target="_blank" rel="noopener noreferrer nofollow" data-original>
      {children}
      <span className="sr-only"> (mở trang gốc trong thẻ mới)</span>
    </a>
  );
}
