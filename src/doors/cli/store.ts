/** `--store` and `--catalog`: the catalog of a store that a command asks instead of folders. */

import { openStore, SignpostError, type StoredSignpost } from '../../index.ts';
import type { CliValues } from './command.ts';

/** What `--store` and `--catalog` say; `undefined` when the command is about folders. */
export function storeNamed(values: CliValues): { readonly store: string; readonly catalog?: string } | undefined {
  const [store, catalog] = [values.text('store'), values.text('catalog')];
  if (store !== undefined && values.texts('root').length > 0) {
    throw new SignpostError('SIGNPOST_BAD_OPTION', 'Unexpected `--root` beside `--store`, expected one or the other');
  }
  if (store === undefined && catalog !== undefined) {
    throw new SignpostError('SIGNPOST_BAD_OPTION', 'Unexpected `--catalog` alone, expected `--store` beside it');
  }
  return store === undefined ? undefined : { store, ...(catalog !== undefined && { catalog }) };
}

/** Do something with a catalog of a store, and close it. */
export async function withStore<Result>(
  named: NonNullable<ReturnType<typeof storeNamed>>,
  work: (stored: StoredSignpost) => Promise<Result>,
): Promise<Result> {
  const stored = await openStore(named);
  try {
    return await work(stored);
  } finally {
    await stored.close();
  }
}
