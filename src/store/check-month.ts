import { DuLuanError } from '../domain/errors.ts';

/** @throws DuLuanError BAD_REQUEST for anything but `YYYYMM` */
export function checkMonth(month: string): void {
  if (!/^\d{4}(0[1-9]|1[0-2])$/.test(month)) throw new DuLuanError('BAD_REQUEST', { detail: `"${month}" is no month such as 202601` });
}
