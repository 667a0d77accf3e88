import { open } from 'node:fs/promises';
import { DuLuanError } from '../domain/errors.ts';
import type { Store } from '../store/store.ts';
import { withSession } from './open-session.ts';

export interface ListOptions {
  readonly item?: string;
  readonly export?: string;
  readonly forget?: string;
}

/** Lists, exports or forgets what editors have corrected. @throws USAGE for a file that cannot be written or is there already */
export async function corrections(options: ListOptions): Promise<void> {
  await withSession(async ({ engine }) => {
    if (options.forget !== undefined) console.log(JSON.stringify({ forgotten: await engine.store.forgetLabels(options.forget) }));
    else if (options.export !== undefined) console.log(JSON.stringify({ items: await exportTo(options.export, engine.store) }));
    else await list(engine.store, options.item);
  });
}

async function list(store: Store, itemId: string | undefined): Promise<void> {
  const one = itemId === undefined ? null : await store.labels(itemId);
  const all = itemId === undefined ? store.allLabels() : one ? [one] : [];
  for await (const labels of all) for (const correction of labels.corrections) console.log(JSON.stringify(correction));
}

/** The texts are redacted, but they are what people wrote: nobody else on the machine may read the file. */
async function exportTo(path: string, store: Store): Promise<number> {
  const file = await open(path, 'wx', 0o600).catch((cause: unknown) => {
    throw new DuLuanError('USAGE', { detail: `${path} cannot be written, or is there already` }, { cause });
  });
  let items = 0;
  try {
    for await (const { itemId, text, corrections: made } of store.allLabels()) {
      await file.write(`${JSON.stringify({ itemId, text, corrections: made })}\n`);
      items += 1;
    }
  } finally {
    await file.close();
  }
  return items;
}
