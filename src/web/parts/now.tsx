import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';

/** Relative times say minutes, so the page's clock moves once a minute. */
const TICK_MS = 60_000;

const Now = createContext(0);

/** One clock for the whole page: UTC milliseconds, the same for everything that is drawn together. */
export function NowProvider({ children }: { readonly children: ReactNode }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return <Now value={now}>{children}</Now>;
}

export function useNow(): number {
  return useContext(Now);
}
