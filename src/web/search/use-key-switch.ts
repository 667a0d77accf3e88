import { useLocalStorage } from '@mantine/hooks';

/** Whether single-key shortcuts are on; remembered in this browser, on at first. */
export function useKeySwitch(): [boolean, (isOn: boolean) => void] {
  const [isOn, setOn] = useLocalStorage({ key: 'du-luan-phim-tat', defaultValue: true, getInitialValueInEffect: false });
  return [isOn, setOn];
}
