import { z } from 'zod';
import { DuLuanError } from '../../domain/errors.ts';
import { createEgress } from './egress.ts';

const lineSchema = z.object({ id: z.union([z.string(), z.number()]), url: z.string() });

/** A public address that stands for every name that the caller has no answer for (documentation of the filter). */
const ANY_PUBLIC = ['93.184.215.14'];

export interface EgressAnswer {
  readonly id: string | number;
  readonly allowed: boolean;
  /** Empty when allowed. */
  readonly reason: string;
}

/**
 * `du-luan try egress`: `{id, url}` gives `{id, allowed, reason}`. No name server is asked: `hosts` maps a name to its successive answers, each a
 * list of addresses; every one of them must be public, for a later answer is what a rebinding name gives the connection.
 */
export function egressFilter(hosts: ReadonlyMap<string, readonly (readonly string[])[]>): (line: unknown) => Promise<EgressAnswer> {
  const egress = createEgress({ allow: [], lookup: async (name) => hosts.get(name)?.flat() ?? ANY_PUBLIC });
  return async (line) => {
    const parsed = lineSchema.safeParse(line);
    if (!parsed.success) throw new DuLuanError('BAD_REQUEST', { detail: `expected {id, url}: ${z.prettifyError(parsed.error)}` });
    const verdict = await egress.check(parsed.data.url);
    return { id: parsed.data.id, allowed: verdict.allowed, reason: verdict.allowed ? '' : verdict.reason };
  };
}
