/** Why not another reference, asked of a root on disk. */

import type { LabelledRequest } from '../../domain/labelled-request.ts';
import type { WhyNot } from '../../domain/why-not.ts';
import { degradedBy } from '../degraded-by.ts';
import { explainWhyNot } from '../what-if/why-not.ts';
import { openProject, triedIn } from './open-project.ts';

/** What to explain. */
export interface WhyNotOptions {
  /** A folder: a skill, an index, or a collection of skills. */
  readonly root: string;
  readonly query: string;
  /** The reference asked about: its id, path or name. */
  readonly reference: string;
  /** Requests that the edit should not take away, beside triggers and examples (default: none). */
  readonly requests?: readonly LabelledRequest[];
  /** The word vectors as bytes (default: the file that ships with the package). */
  readonly vectors?: Uint8Array;
}

/**
 * Explain why a request leads where it does, and not to another reference.
 *
 * Reads only. Each phrase of the request is tried in the router itself, the shortest first: as a trigger, and as
 * a branch of the decision tree that leads to the winner, or of one above the reference.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_ROOT_NOT_FOUND`, `SIGNPOST_ROOT_UNREADABLE`, `SIGNPOST_BAD_CONFIG`; `SIGNPOST_UNKNOWN_REFERENCE` when the
 *   root does not hold the reference.
 * @example
 *   whyNot({ root: 'references', query: 'checks in dbt Cloud', reference: 'asset-checks' }).edit?.kind; // 'trigger'
 */
export function whyNot({ root, vectors, ...held }: WhyNotOptions): WhyNot {
  const project = openProject(root, vectors);
  return { ...explainWhyNot(triedIn(project), held), ...degradedBy(project.vectors) };
}
