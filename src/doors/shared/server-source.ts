/** What a server answers from: folders that are followed, or a catalog in a store. */

import type { Signpost } from '../../domain/signpost.ts';
import { followSignpost } from '../../session/follow.ts';
import type { LiveSignpost } from '../../session/live-signpost.ts';
import { type OpenStoreOptions, openStore } from '../../session/open-store.ts';
import { tellRootMessages } from '../../session/root-messages.ts';
import type { Source } from './services.ts';

/** Where the references of a server are. */
export interface SourceOptions {
  /** Folders, in order of precedence (default: found from `cwd` up). */
  readonly roots?: readonly string[];
  readonly cwd?: string;
  /** The file a snapshot is kept in (default: one of the cache). */
  readonly snapshot?: string;
  /** A catalog in a store instead of folders. */
  readonly store?: Pick<OpenStoreOptions, 'store' | 'catalog' | 'connections'>;
  /** Told of what is wrong with the roots, of each message once (default: nobody is). */
  readonly onMessages?: (messages: Signpost['messages']) => void;
  /** Told of what goes wrong beside the requests. */
  readonly onProblem: (problem: unknown) => void;
}

/** What was opened. */
export interface OpenedSource {
  readonly source: Source;
  /** Tells of changes: of folders alone, as nobody is told when a store changes. */
  readonly live?: LiveSignpost;
  /** To be called when nothing is asked any more. */
  readonly close: () => Promise<void>;
}

/**
 * Open what a server answers from.
 *
 * @param signal
 *   Ends following.
 * @throws {SignpostError}
 *   As `openSignpost` does, or `openStore` and the first call of it: a store that does not answer is told when a server starts, and not by
 *   the first request.
 */
export async function openServerSource(options: SourceOptions, signal: AbortSignal): Promise<OpenedSource> {
  const { store, roots, cwd, snapshot = true, onMessages, onProblem } = options;
  if (!store) {
    const folders = { ...(roots && { roots }), ...(cwd !== undefined && { cwd }) };
    const live = await followSignpost({ ...folders, snapshot, signal, onProblem });
    if (onMessages) tellRootMessages(live, onMessages);
    return { source: live.current, live, close: async () => {} };
  }
  const stored = await openStore({ ...store, onProblem });
  try {
    await stored.size();
    return { source: stored, close: stored.close };
  } catch (error) {
    await stored.close();
    throw error;
  }
}
