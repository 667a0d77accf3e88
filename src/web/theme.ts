import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/**
 * Everything about colour and type stands here. Three families that never borrow from each other:
 * stances (blue, amber, vermilion, grey; Okabe and Ito 2008, told apart by colour-blind readers), ink and petrol for everything else,
 * red for failures of the system only. The press is drawn in ink: its tone is told by position and pattern.
 */
const petrol: MantineColorsTuple = [
  '#e9f5f2',
  '#d0e7e1',
  '#a5d2c7',
  '#7cc4b4',
  '#4fa391',
  '#2f8f7b',
  '#1a7a67',
  '#0f5f55',
  '#0b4a42',
  '#07352f',
];

/** Text to ground, lightest first; a little green, so that petrol sits in it. */
const dark: MantineColorsTuple = [
  '#e6ebed',
  '#bcc6cb',
  '#9aa7ae',
  '#73828a',
  '#404d55',
  '#303b42',
  '#20292e',
  '#171e22',
  '#12181c',
  '#0c1013',
];

const FONT = "'Be Vietnam Pro', system-ui, 'Segoe UI', sans-serif";

export const theme = createTheme({
  fontFamily: FONT,
  headings: { fontFamily: FONT, fontWeight: '600' },
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  lineHeights: { xs: '1.45', sm: '1.5', md: '1.55', lg: '1.55', xl: '1.4' },
  colors: { petrol, dark },
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
});

const LIGHT = {
  '--mantine-color-dimmed': '#55636b',
  '--mantine-color-placeholder': '#65737b',
  '--du-ground': '#f4f5f3',
  '--du-panel': '#ffffff',
  '--du-sunk': '#f0f2f0',
  '--du-line': '#d9dedb',
  '--du-ink': '#18222a',
  '--du-link': '#0f5f55',
  '--du-hit': '#d9ecd4',
  '--du-press': '#3d4f59',
  '--du-press-soft': '#c9d2d7',
  '--du-public': '#2f8f7b',
  '--du-mean': '#6a5a86',
  '--du-failure': '#b3261e',
  '--du-support': '#0072b2',
  '--du-support-edge': '#004f7c',
  '--du-concern': '#e69f00',
  '--du-concern-edge': '#8a5a00',
  '--du-oppose': '#d55e00',
  '--du-oppose-edge': '#8c3d00',
  '--du-none': '#9aa3a8',
  '--du-none-edge': '#5f696e',
};

const DARK = {
  '--mantine-color-dimmed': '#a7b4ba',
  '--mantine-color-placeholder': '#97a5ac',
  '--du-ground': '#12181c',
  '--du-panel': '#1b2328',
  '--du-sunk': '#232d33',
  '--du-line': '#35424a',
  '--du-ink': '#e9eef0',
  '--du-link': '#7cc4b4',
  '--du-hit': '#2f5249',
  '--du-press': '#b4c3cb',
  '--du-press-soft': '#55656e',
  '--du-public': '#4fb39c',
  '--du-mean': '#b9a6dd',
  '--du-failure': '#ff8a80',
  '--du-support': '#4aa3dc',
  '--du-support-edge': '#a6d4f2',
  '--du-concern': '#e8ac2a',
  '--du-concern-edge': '#ffdf9c',
  '--du-oppose': '#ec7a2c',
  '--du-oppose-edge': '#ffc49b',
  '--du-none': '#7c888e',
  '--du-none-edge': '#c2cbd0',
};

/** Variables behind every style sheet of ours and the charts, which draw with `var(--du-…)` and so follow the switch and the printer. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...LIGHT,
    '--mantine-color-body': LIGHT['--du-ground'],
    '--mantine-color-text': LIGHT['--du-ink'],
    '--mantine-color-anchor': LIGHT['--du-link'],
  },
  dark: {
    ...DARK,
    '--mantine-color-body': DARK['--du-ground'],
    '--mantine-color-text': DARK['--du-ink'],
    '--mantine-color-anchor': DARK['--du-link'],
  },
});
