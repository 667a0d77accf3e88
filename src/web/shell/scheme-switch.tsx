import { NativeSelect, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';

const SCHEMES: readonly { readonly value: MantineColorScheme; readonly label: string }[] = [
  { value: 'auto', label: 'Nền tự động' },
  { value: 'light', label: 'Nền sáng' },
  { value: 'dark', label: 'Nền tối' },
];

/** Light, dark, or as the device says. Remembered in this browser. */
export function SchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <NativeSelect
      className="shell-scheme"
      size="xs"
      aria-label="Nền trang"
      value={colorScheme}
      data={[...SCHEMES]}
      onChange={({ currentTarget }) => setColorScheme(SCHEMES.find(({ value }) => value === currentTarget.value)?.value ?? 'auto')}
    />
  );
}
