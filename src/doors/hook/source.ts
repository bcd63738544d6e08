/** What a hook asks: the folders of a project and its user, or a catalog of a store. */

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RankedReference } from '../../domain/decision.ts';
import type { SignpostError } from '../../domain/signpost-error.ts';
import { openRoots } from '../../session/open-roots.ts';
import { type OpenStoreOptions, openStore } from '../../session/open-store.ts';
import { rootMessagesOf } from '../../session/root-messages.ts';
import { localService } from '../shared/local-service.ts';
import type { SignpostService } from '../shared/signpost-service.ts';
import { storedService } from '../shared/stored-service.ts';
import { asFiles, asIds, type Named } from './answer.ts';
import { skillRootsOf } from './roots.ts';

/** Where to look for references. */
export interface Where {
  /** The user's folder. */
  readonly home: string;
  /** Roots instead of those found (default: the project's and the user's skills). */
  readonly roots?: readonly string[] | undefined;
  /** A catalog of a store instead of folders. */
  readonly store?: Pick<OpenStoreOptions, 'store' | 'catalog' | 'connections'> | undefined;
  /** Make the snapshot of roots anew, in the background. */
  readonly renew: (roots: readonly string[]) => void;
  /** Told of what is wrong though there is an answer. */
  readonly onProblem: (problem: SignpostError) => void;
}

/** Answers what a hook wants to know of references. */
export interface HookSource extends Pick<SignpostService, 'route'> {
  /** Whether any of them says which files it is about. */
  readonly hasGlobs: boolean;
  /** References by their ids, those that are still there. */
  find(ids: readonly string[]): Promise<readonly Pick<RankedReference, 'id' | 'root' | 'path'>[]>;
  /** Whether what was chosen is no longer there: what is kept of folders may be behind. */
  isGone(references: readonly RankedReference[]): boolean;
  readonly named: Named;
  /** What is wrong with the folders as a whole, for the log. */
  readonly problems: readonly string[];
  close(): void;
}

/**
 * Open what is asked.
 *
 * @param own
 *   The working folder of the process: roots are named from there.
 * @param cwd
 *   Where the agent works.
 * @returns
 *   `undefined` when there is no folder of skills.
 */
export async function openHookSource(
  { home, roots, store, renew, onProblem }: Where,
  own: string,
  cwd: string,
): Promise<HookSource | undefined> {
  if (store) {
    const stored = await openStore(store);
    // Not waited for: until its connections are closed the answer would be too late.
    return sourceOf(storedService(stored), cwd, () => void stored.close().catch(() => undefined));
  }
  // Once and for all: the name of a root is part of what its snapshot is known by, and who makes it may work elsewhere.
  const folders = roots?.map((root) => resolve(own, root)) ?? skillRootsOf(cwd, home);
  if (folders.length === 0) return undefined;
  const signpost = await openRoots({ roots: folders, snapshot: true, onStale: () => renew(folders), onProblem });
  return sourceOf(localService(signpost), cwd, () => {});
}

function sourceOf({ signpost, route, find }: SignpostService, cwd: string, close: () => void): HookSource {
  const isThere = ({ root, path }: { readonly root: string; readonly path: string }) =>
    !signpost || existsSync(resolve(cwd, join(root, path)));
  return {
    route,
    get hasGlobs() {
      // A store knows, and routes by none where there is none.
      return !signpost || signpost.catalog.references.some(({ globs }) => globs.length > 0);
    },
    find: async (ids) => {
      const found = await Promise.all(ids.map(find));
      return found.flatMap((reference) => (reference && isThere(reference) ? reference : []));
    },
    isGone: (references) => !references.every(isThere),
    named: signpost ? asFiles(cwd) : asIds,
    get problems() {
      const messages = signpost ? rootMessagesOf(signpost) : [];
      return messages.map(({ file, reason, ruleId }) => `${file}: ${reason} (${ruleId})`);
    },
    close,
  };
}
