/**
 * Whether both name units of one type (`profile/type/slug`) and share none but provinces. Two such reports tell of different events,
 * however alike the words of all accidents are; a district beside a commune says nothing.
 */
export function namesOtherPlace(one: readonly string[], other: readonly string[]): boolean {
  if (one.length === 0 || other.length === 0) return false;
  const local = one.filter((unit) => !isProvince(unit));
  if (local.some((unit) => other.includes(unit))) return false;
  const types = new Set(other.filter((unit) => !isProvince(unit)).map(typeOf));
  return local.some((unit) => types.has(typeOf(unit)));
}

function typeOf(unit: string): string {
  return unit.split('/')[1] ?? '';
}

function isProvince(unit: string): boolean {
  const [profile, type, slug] = unit.split('/');
  return type === 'tinh' || profile === slug;
}
