import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { formatCount } from '../format/number.ts';
import { Withheld } from '../parts/withheld.tsx';

interface Entry {
  readonly value: string;
  readonly name: string;
  /** null is withheld; absent where the server does not count. */
  readonly count?: number | null;
}

interface Props {
  readonly title: string;
  readonly entries: readonly Entry[];
  readonly chosen: readonly string[];
  readonly onToggle: (value: string) => void;
}

/** A long list of outlets would push the next filter off the screen. */
const SHOWN_AT_FIRST = 6;

/** One filter with its values and how many items each would give. Chosen values are always in sight. */
export function FacetGroup({ title, entries, chosen, onToggle }: Props) {
  const [isOpen, setOpen] = useState(false);
  const shown = entries.filter((entry, index) => isOpen || index < SHOWN_AT_FIRST || chosen.includes(entry.value));
  if (entries.length === 0) return null;
  return (
    <fieldset className="facet">
      <legend>{title}</legend>
      {shown.map((entry) => (
        <Checkbox
          key={entry.value}
          size="xs"
          checked={chosen.includes(entry.value)}
          onChange={() => onToggle(entry.value)}
          label={
            <span className="facet-label">
              <span>{entry.name}</span> {entry.count === null && <Withheld />}
              {typeof entry.count === 'number' && <span className="dimmed">{formatCount(entry.count)}</span>}
            </span>
          }
        />
      ))}
      {entries.length > shown.length || isOpen ? (
        <Button variant="subtle" size="compact-xs" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Thu gọn' : `Xem thêm ${formatCount(entries.length - shown.length)}`}
        </Button>
      ) : null}
    </fieldset>
  );
}
