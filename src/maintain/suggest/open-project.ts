/** A root on disk → what edits of it are tried on. */

import { SignpostError } from '../../domain/signpost-error.ts';
import { distinctRoots } from '../../load/catalog/find-roots.ts';
import { readRoot } from '../../load/catalog/read-root.ts';
import { findConfig } from '../../load/config/read-config.ts';
import { packableVectors } from '../../session/shipped-vectors.ts';
import { createProject, type Project } from '../lint/project.ts';
import { createRootFiles } from '../lint/root-files.ts';
import { createWhatIf, type WhatIf } from '../what-if/what-if.ts';

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
export function triedIn({ catalog, config, vectors }: Project): WhatIf {
  return createWhatIf(catalog, config.route ?? {}, vectors.table);
}
