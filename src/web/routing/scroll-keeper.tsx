import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';

/**
 * A new page starts at its top, with the focus on its content, as a page load would. Going back is left to the browser,
 * which returns to the old place. Changes of the query string (filters) move nothing.
 */
export function ScrollKeeper() {
  const [path] = useLocation();
  const shown = useRef(path);
  const wentBack = useRef(false);

  useEffect(() => {
    const noteBack = () => {
      wentBack.current = true;
    };
    window.addEventListener('popstate', noteBack);
    return () => window.removeEventListener('popstate', noteBack);
  }, []);

  useEffect(() => {
    if (shown.current !== path) {
      if (!wentBack.current) window.scrollTo(0, 0);
      document.querySelector<HTMLElement>('#noi-dung')?.focus({ preventScroll: true });
    }
    shown.current = path;
    wentBack.current = false;
  }, [path]);

  return null;
}
