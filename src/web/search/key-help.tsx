import { Kbd, Switch } from '@mantine/core';

interface Props {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** Names the keys and switches them off. */
export function KeyHelp({ isOn, onChange }: Props) {
  return (
    <div className="key-help no-print">
      <Switch size="xs" label="Phím tắt" checked={isOn} onChange={({ currentTarget }) => onChange(currentTarget.checked)} />
      {isOn && (
        <span className="dimmed small">
          <Kbd size="xs">j</Kbd> xuống, <Kbd size="xs">k</Kbd> lên, <Kbd size="xs">o</Kbd> mở trang gốc, <Kbd size="xs">e</Kbd> toàn văn,{' '}
          <Kbd size="xs">/</Kbd> ô tìm kiếm
        </span>
      )}
    </div>
  );
}
