import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useLocation } from 'wouter';
import { dayOf } from '../../domain/time.ts';
import { isDay } from '../format/day.ts';
import { useNow } from '../parts/now.tsx';
import { PERIOD_DAYS, periodParams, shiftPeriod, type ChosenPeriod } from './period.ts';

interface Props {
  readonly chosen: ChosenPeriod;
  /** Last day shown now. */
  readonly end: string;
}

/** Chooses the length and the last day; the choice lives in the address. */
export function PeriodPicker({ chosen, end }: Props) {
  const [path, navigate] = useLocation();
  const today = dayOf(useNow());
  const go = (choice: ChosenPeriod) => {
    const params = periodParams(choice);
    navigate(params.size > 0 ? `${path}?${params}` : path);
  };
  const isNewest = end >= today;
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label="Độ dài kỳ"
        value={String(chosen.days)}
        data={PERIOD_DAYS.map((days) => ({ value: String(days), label: `${days} ngày` }))}
        onChange={(value) => go({ ...chosen, days: PERIOD_DAYS.find((days) => String(days) === value) ?? chosen.days })}
      />
      <TextInput
        size="xs"
        type="date"
        label="Đến hết ngày"
        className="period-end"
        value={end}
        max={today}
        onChange={({ currentTarget }) => isDay(currentTarget.value) && go({ ...chosen, to: currentTarget.value })}
      />
      <Button.Group>
        <Button variant="default" size="xs" onClick={() => go(shiftPeriod(chosen.days, end, -1))}>
          ‹ Kỳ trước
        </Button>
        <Button variant="default" size="xs" disabled={isNewest} onClick={() => go(shiftPeriod(chosen.days, end, 1))}>
          Kỳ sau ›
        </Button>
      </Button.Group>
    </>
  );
}
