import type { ActiveFilter } from './active-filters.ts';

interface Props {
  readonly active: readonly ActiveFilter[];
  readonly onChange: (filters: URLSearchParams) => void;
  readonly onClear: () => void;
}

/** The filters that are on; a press takes one off. */
export function FilterChips({ active, onChange, onClear }: Props) {
  if (active.length === 0) return null;
  return (
    <ul className="chips no-print" aria-label="Bộ lọc đang dùng">
      {active.map((filter) => (
        <li key={filter.id}>
          <button type="button" className="chip" aria-label={`Bỏ bộ lọc: ${filter.words}`} onClick={() => onChange(filter.without)}>
            {filter.words} <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
      {active.length > 1 && (
        <li>
          <button type="button" className="chip chip-clear" onClick={onClear}>
            Bỏ tất cả bộ lọc
          </button>
        </li>
      )}
    </ul>
  );
}
