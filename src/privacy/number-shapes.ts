/**
 * Shapes of Vietnamese numbers. Telephone prefixes follow the numbering plan of 2018 (mobile 03x, 05x, 07x, 08x, 09x; landlines 02xx),
 * and the mobile numbers of 11 digits before it, which old comments still hold.
 */
const MOBILE = /^0(?:3[2-9]|5[25-9]|7[06-9]|8[1-9]|9\d)\d{7}$/;
const OLD_MOBILE = /^01[2689]\d{8}$/;
const LANDLINE = /^02\d{9}$/;
/** Ten digits after a zero that stand together are a telephone number even where the prefix is no longer given out (031, 04, 08). */
const ANY_TEN = /^0[2-9]\d{8}$/;

/** Digits from the trunk zero on, whatever the international prefix. */
function national(digits: string, hasPlus: boolean): string {
  if (digits.startsWith('0084')) return `0${digits.slice(4).replace(/^0/, '')}`;
  if (digits.startsWith('84') && (hasPlus || digits.length >= 11)) return `0${digits.slice(2).replace(/^0/, '')}`;
  return digits;
}

/** A full number of a mobile telephone as of today; also with 84 or 0084. */
export function isMobile(digits: string): boolean {
  return MOBILE.test(national(digits, false)) || OLD_MOBILE.test(digits);
}

/** A full number of a landline; also with 84 or 0084. */
export function isLandline(digits: string): boolean {
  return LANDLINE.test(national(digits, false));
}

/** Any full telephone number; one with a plus sign may be foreign. */
export function isPhone(digits: string, hasPlus: boolean): boolean {
  const number = national(digits, hasPlus);
  if (hasPlus && !digits.startsWith('84')) return /^[1-9]\d{8,13}$/.test(digits);
  return ANY_TEN.test(number) || OLD_MOBILE.test(number) || LANDLINE.test(number);
}

/** Numbers for everybody: 113, 114, 115, 111, 1900 and 1800 services. */
export function isPublicHotline(digits: string): boolean {
  return /^1[89]00\d{2,6}$/.test(digits) || /^1\d{2}$/.test(digits);
}

/**
 * A citizen identity number: 12 digits whose first three name a province (001 to 096) and stand together. Where all digits stand together,
 * also the nine digits of a people's identity card and the ten of a tax code that begin with a zero, for sums and counts never do.
 */
export function isCitizenNumber(digits: string, firstGroupLength: number): boolean {
  if (/^0(?:0[1-9]|[1-8]\d|9[0-6])\d{9}$/.test(digits)) return firstGroupLength >= 3;
  return firstGroupLength === digits.length && (/^0\d{8}$/.test(digits) || /^01\d{8}$/.test(digits));
}

/** A payment card: Napas 9704 with 16 or 19 digits, or 16 digits of another scheme with a right Luhn check digit. */
export function isCardNumber(digits: string): boolean {
  if (/^9704(?:\d{12}|\d{15})$/.test(digits)) return true;
  return /^[3-6]\d{15}$/.test(digits) && hasLuhnDigit(digits);
}

function hasLuhnDigit(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const value = Number(digits[at]) * ((digits.length - at) % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}
