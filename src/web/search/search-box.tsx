import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent, type RefObject } from 'react';

interface Props {
  readonly text: string;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly onSearch: (text: string) => void;
}

/** Longest text that the server reads. */
const MOST_CHARACTERS = 400;

/** Keyed by `text` where it is used, so that "back" shows what was searched then. */
export function SearchBox({ text, inputRef, onSearch }: Props) {
  const [typed, setTyped] = useState(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(typed.trim());
  };
  return (
    <search>
      <form className="search-box" onSubmit={submit}>
        <TextInput
          ref={inputRef}
          type="search"
          size="md"
          className="search-input"
          aria-label="Từ khóa tìm kiếm"
          placeholder="Ví dụ: nồng độ cồn, “vượt đèn đỏ”"
          maxLength={MOST_CHARACTERS}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <Button type="submit" size="md">
          Tìm
        </Button>
      </form>
    </search>
  );
}
