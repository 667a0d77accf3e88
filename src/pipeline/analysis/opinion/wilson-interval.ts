/** A share of a whole with its 95 % interval; all three between 0 and 1. */
export interface ShareInterval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % point of the normal distribution. */
const Z = 1.959_964;

/**
 * Share of `part` in `of` with Wilson's score interval, which stays within 0 and 1 and always holds the share (Wilson, 1927; Brown, Cai,
 * DasGupta, 2001). It says how far chance alone could have moved the share; what the classifiers get wrong comes on top. `of` must be positive.
 */
export function wilsonInterval(part: number, of: number): ShareInterval {
  const value = part / of;
  const square = Z * Z;
  const middle = value + square / (2 * of);
  const reach = Z * Math.sqrt((value * (1 - value)) / of + square / (4 * of * of));
  const whole = 1 + square / of;
  // At none and all the bounds are the share itself; rounding must not push them past it.
  return {
    value,
    low: Math.min(value, Math.max(0, (middle - reach) / whole)),
    high: Math.max(value, Math.min(1, (middle + reach) / whole)),
  };
}
