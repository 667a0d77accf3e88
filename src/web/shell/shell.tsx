import type { ReactNode } from 'react';
import { ScrollKeeper } from '../routing/scroll-keeper.tsx';
import { Navigation } from './navigation.tsx';
import { SchemeSwitch } from './scheme-switch.tsx';
import { SourceLine } from './source-line.tsx';
import './shell.css';

/** Frame of every page: way past the navigation, header, content, and what the figures rest on. */
export function Shell({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <a className="skip-link" href="#noi-dung">
        Đến nội dung chính
      </a>
      <header className="shell-header">
        <div className="shell-bar">
          <Navigation />
          <SchemeSwitch />
        </div>
      </header>
      <ScrollKeeper />
      <main id="noi-dung" className="shell-main" tabIndex={-1}>
        {children}
      </main>
      <SourceLine />
    </>
  );
}
