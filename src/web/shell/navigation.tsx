import { Link, useLocation } from 'wouter';
import { useNewestOverview } from './use-newest-overview.ts';

const PAGES = [
  { href: '/', name: 'Tổng quan' },
  { href: '/tim-kiem', name: 'Tìm kiếm' },
  { href: '/vu-viec', name: 'Vụ việc' },
  { href: '/nguon-tin', name: 'Nguồn tin' },
] as const;

/** A page is current on its own address and below it: a story is a part of "Vụ việc". */
const isCurrent = (href: string, path: string): boolean => (href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`));

/** Brand and pages. The server chooses the week of the digest. */
export function Navigation() {
  const [path] = useLocation();
  const overview = useNewestOverview();
  return (
    <>
      <Link href="/" className="shell-brand">
        <img src="/favicon.svg" alt="" width="26" height="26" />
        <span>Dư Luận</span>
        {overview && <span className="shell-province">{overview.profile.name}</span>}
      </Link>
      <nav className="shell-nav" aria-label="Trang chính">
        {PAGES.map(({ href, name }) => (
          <Link key={href} href={href} aria-current={isCurrent(href, path) ? 'page' : undefined}>
            {name}
          </Link>
        ))}
        <a href="/ban-tin">
          Bản tin<span className="shell-wide">&nbsp;tuần</span>
        </a>
      </nav>
    </>
  );
}
