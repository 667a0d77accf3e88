import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import type { SearchView } from '../../domain/views.ts';
import { isDay } from '../format/day.ts';
import type { Catalogue } from '../requests/catalogue.ts';
import { WithheldNote } from '../parts/withheld.tsx';
import { FacetGroup } from './facet-group.tsx';
import { LIST_FILTERS, toggled, valuesOf, withSingle } from './filters.ts';

interface Props {
  readonly filters: URLSearchParams;
  readonly facets: SearchView['facets'] | undefined;
  readonly catalogue: Catalogue | undefined;
  readonly onChange: (filters: URLSearchParams) => void;
}

/** Everything a search can be narrowed by. */
export function FilterPanel({ filters, facets, catalogue, onChange }: Props) {
  const isWithheld = Object.values(facets ?? {}).some((entries) => entries.some(({ count }) => count === null));
  return (
    <>
      <fieldset className="facet">
        <legend>Thời gian</legend>
        <div className="facet-days">
          <DayField label="Từ ngày" value={filters.get('from') ?? ''} onChange={(day) => onChange(withSingle(filters, 'from', day))} />
          <DayField label="Đến hết ngày" value={filters.get('to') ?? ''} onChange={(day) => onChange(withSingle(filters, 'to', day))} />
        </div>
      </fieldset>
      {LIST_FILTERS.map(({ param, facet, title }) => (
        <FacetGroup
          key={param}
          title={title}
          entries={param === 'places' ? placesChosen(filters, catalogue) : (facets?.[facet] ?? catalogue?.[param] ?? [])}
          chosen={valuesOf(filters, param)}
          onToggle={(value) => onChange(toggled(filters, param, value))}
        />
      ))}
      <PlaceField catalogue={catalogue} onChoose={(unit) => onChange(toggled(filters, 'places', unit))} />
      <fieldset className="facet">
        <legend>Khác</legend>
        <Checkbox
          size="xs"
          label="Có thông tin cần kiểm chứng"
          checked={filters.get('checkable') === 'true'}
          onChange={({ currentTarget }) => onChange(withSingle(filters, 'checkable', currentTarget.checked ? 'true' : ''))}
        />
        <Checkbox
          size="xs"
          label="Không tính bài đăng lại"
          checked={filters.get('reprints') === 'false'}
          onChange={({ currentTarget }) => onChange(withSingle(filters, 'reprints', currentTarget.checked ? 'false' : ''))}
        />
        <Checkbox
          size="xs"
          label="Không rõ ngày đăng"
          checked={filters.get('undated') === 'true'}
          onChange={({ currentTarget }) => onChange(withSingle(filters, 'undated', currentTarget.checked ? 'true' : ''))}
        />
      </fieldset>
      {isWithheld && <WithheldNote />}
    </>
  );
}

/** A province has more than a hundred units: only the chosen ones are listed, the others wait in a list to choose from. */
function placesChosen(filters: URLSearchParams, catalogue: Catalogue | undefined) {
  const chosen = valuesOf(filters, 'places');
  return (catalogue?.['places'] ?? []).filter(({ value }) => chosen.includes(value));
}

function PlaceField({ catalogue, onChoose }: { readonly catalogue: Catalogue | undefined; readonly onChoose: (unit: string) => void }) {
  const places = catalogue?.['places'] ?? [];
  if (places.length === 0) return null;
  return (
    <NativeSelect
      size="xs"
      className="facet"
      label="Thêm địa bàn"
      value=""
      data={[{ value: '', label: 'Chọn phường, xã…' }, ...places.map(({ value, name }) => ({ value, label: name }))]}
      onChange={({ currentTarget }) => currentTarget.value !== '' && onChoose(currentTarget.value)}
    />
  );
}

interface DayFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
}

/** Only a whole day, or none, becomes a filter; a half-typed one waits. */
function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <TextInput
      type="date"
      size="xs"
      label={label}
      value={value}
      onChange={({ currentTarget }) => (currentTarget.value === '' || isDay(currentTarget.value)) && onChange(currentTarget.value)}
    />
  );
}
