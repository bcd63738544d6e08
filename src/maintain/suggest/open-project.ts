/** A root on disk → what edits of it are tried on. */

import { packableVectors } from '../../assets/index.ts';
import { distinctRoots, readRoot } from '../../catalog/index.ts';
import { findConfig } from '../../config/index.ts';
import { SignpostError } from '../../diagnostics/index.ts';
import type { Tried } from '../../trials/index.ts';
import { createProject, type Project } from '../lint/project.ts';
import { createRootFiles } from '../lint/root-files.ts';

/** Open a root for trials, by the word vectors that ship or others. */
export function openProject(named: string, vectors?: Uint8Array): Project {
  if (typeof named !== 'string' || named === '') {
    throw new SignpostError('SIGNPOST_BAD_OPTION', 'Unexpected `root`, expected a folder');
  }
  const [root = named] = distinctRoots([named]);
  const read = readRoot(root);
  return createProject(
    root,
    read.documents,
    read.messages,
    findConfig(root),
    createRootFiles(root, read.linked),
    packableVectors(vectors),
  );
}

/** A project as trials see it. */
export function triedIn({ catalog, router, config, vectors }: Project): Tried {
  return { catalog, router, settings: config.route ?? {}, vectors: vectors.table };
}
