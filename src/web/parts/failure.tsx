import { Button } from '@mantine/core';
import { failureWords } from './failure-words.ts';
import './state.css';

interface Props {
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** Shown in place of what could not be loaded. */
export function Failure({ error, onRetry }: Props) {
  const { what, kept, todo } = failureWords(error);
  return (
    <div className="state state-failure" role="alert">
      <p className="state-title">{what}</p>
      <p>{kept}</p>
      <p>{todo}</p>
      <Button variant="default" size="xs" onClick={onRetry}>
        Thử lại
      </Button>
    </div>
  );
}
