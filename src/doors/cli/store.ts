/** `--store`, `--catalog` and `--connections`: the catalog of a store that a command asks instead of folders. */

import { SignpostError } from '../../domain/signpost-error.ts';
import type { StoredSignpost } from '../../domain/stored-signpost.ts';
import { type OpenStoreOptions, openStore } from '../../session/open-store.ts';
import type { CliValues } from './command.ts';
import type { CliIo } from './io.ts';
import { tellIn } from './open.ts';

/** What these options say; `undefined` when the command is about folders. */
export function storeNamed(values: CliValues): Pick<OpenStoreOptions, 'store' | 'catalog' | 'connections'> | undefined {
  const [store, catalog, connections] = [values.text('store'), values.text('catalog'), values.text('connections')];
  if (store !== undefined && values.texts('root').length > 0) {
    throw new SignpostError('SIGNPOST_BAD_OPTION', 'Unexpected `--root` beside `--store`, expected one or the other');
  }
  if (store !== undefined && values.text('snapshot') !== undefined) {
    throw new SignpostError('SIGNPOST_BAD_OPTION', 'Unexpected `--snapshot` beside `--store`, which keeps none');
  }
  const [alone] = [
    ...(catalog === undefined ? [] : ['catalog']),
    ...(connections === undefined ? [] : ['connections']),
  ];
  if (store === undefined && alone !== undefined) {
    throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected \`--${alone}\` alone, expected \`--store\` beside it`);
  }
  if (store === undefined) return undefined;
  return {
    store,
    ...(catalog !== undefined && { catalog }),
    // What is no number is refused where its range is known.
    ...(connections !== undefined && { connections: /^\d+$/.test(connections) ? Number(connections) : Number.NaN }),
  };
}

/** Do something with a catalog of a store, and close it. */
export async function withStore<Result>(
  io: CliIo,
  named: NonNullable<ReturnType<typeof storeNamed>>,
  work: (stored: StoredSignpost) => Promise<Result>,
): Promise<Result> {
  const stored = await openStore({ ...named, onProblem: tellIn(io) });
  try {
    return await work(stored);
  } finally {
    await stored.close();
  }
}
