import type { ReactNode } from 'react';
import { Failure } from './failure.tsx';
import { Loading } from './loading.tsx';

interface Props<T> {
  /** Result of a query. */
  readonly query: {
    readonly data: T | undefined;
    readonly error: unknown;
    readonly isPlaceholderData: boolean;
    refetch(): Promise<unknown>;
  };
  readonly what: string;
  readonly children: (data: T) => ReactNode;
}

/** The three states of everything that is fetched. Data of the last request stay, dimmed, while new ones are on their way. */
export function Loaded<T>({ query, what, children }: Props<T>) {
  if (query.error && (query.data === undefined || query.isPlaceholderData)) {
    return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (query.data === undefined) return <Loading what={what} />;
  return (
    <div aria-busy={query.isPlaceholderData} style={query.isPlaceholderData ? { opacity: 0.55 } : {}}>
      {children(query.data)}
    </div>
  );
}
