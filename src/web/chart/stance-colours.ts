/** The fixed colours of the stances, from theme.ts; used nowhere else. What abstains has an outline only: it is no stance. */
export function stanceColour(stance: string): { readonly fill: string; readonly edge: string } {
  switch (stance) {
    case 'support':
    case 'concern':
    case 'oppose':
    case 'none':
      return { fill: `var(--du-${stance})`, edge: `var(--du-${stance}-edge)` };
    default:
      return { fill: 'transparent', edge: 'var(--du-none-edge)' };
  }
}
