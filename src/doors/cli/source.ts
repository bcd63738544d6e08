/** What a command asks: folders, or the catalog of a store that `--store`, `--catalog` and `--connections` name. */

import type { Signpost } from '../../domain/signpost.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import { type OpenStoreOptions, openStore } from '../../session/open-store.ts';
import { printable } from '../../text/printable.ts';
import { localService } from '../shared/local-service.ts';
import type { SourceOptions } from '../shared/server-source.ts';
import type { SignpostService } from '../shared/signpost-service.ts';
import { storedService } from '../shared/stored-service.ts';
import type { CliValues } from './command.ts';
import type { CliIo } from './io.ts';
import { complain, open, rootsNamed, snapshotNamed, tellIn } from './open.ts';

/** Options that are about folders alone, and what is expected where one stands beside `--store`. */
const OF_FOLDERS: Readonly<Record<string, string>> = {
  root: ', expected one or the other',
  snapshot: ', which keeps none',
  tune: ', expected one or the other',
  'why-not': ', expected the folder itself',
};

/**
 * What these options say; `undefined` when the command is about folders.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION` for what does not go together.
 */
export function storeNamed(values: CliValues): Pick<OpenStoreOptions, 'store' | 'catalog' | 'connections'> | undefined {
  const [store, catalog, connections] = [values.text('store'), values.text('catalog'), values.text('connections')];
  const isGiven = (name: string) => values.texts(name).length > 0 || values.flag(name);
  const beside = Object.keys(OF_FOLDERS).find(isGiven);
  if (store !== undefined && beside !== undefined) {
    throw new SignpostError(
      'SIGNPOST_BAD_OPTION',
      `Unexpected \`--${beside}\` beside \`--store\`${OF_FOLDERS[beside]}`,
    );
  }
  const alone = ['catalog', 'connections'].find(isGiven);
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

/**
 * Do something with the catalog that options name: folders, or one of a store, which is closed then.
 *
 * @param openFolders
 *   Opens the folders, where no store is named (default: as `--root` and `--snapshot` say).
 * @throws {SignpostError}
 *   As `openSignpost` and `openStore` do.
 */
export async function withService<Result>(
  io: CliIo,
  values: CliValues,
  work: (service: SignpostService) => Promise<Result>,
  openFolders: () => Promise<Signpost> = () => open(io, values),
): Promise<Result> {
  const named = storeNamed(values);
  if (!named) return work(localService(await openFolders()));
  const stored = await openStore({ ...named, onProblem: tellIn(io) });
  try {
    return await work(storedService(stored));
  } finally {
    await stored.close();
  }
}

/** Where the references of a server are, as its options say; what is wrong with them, or goes wrong, is said on stderr. */
export function sourceNamed(io: CliIo, values: CliValues): SourceOptions {
  const [roots, store, snapshot] = [rootsNamed(io, values), storeNamed(values), snapshotNamed(io, values)];
  return {
    ...(roots && { roots }),
    ...(store && { store }),
    ...(snapshot !== undefined && { snapshot }),
    cwd: io.cwd,
    onMessages: (messages) => complain(io, messages, {}),
    onProblem: (problem) => {
      io.stderr(`signpost: ${printable(problem instanceof Error ? problem.message : String(problem))}`);
    },
  };
}
