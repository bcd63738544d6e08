/** What a lint rule is. */

import type { MessageCode } from '../../domain/message.ts';
import type { Place } from '../../domain/report-message.ts';
import type { Project } from './project.ts';

/** A change of a document. */
export interface Edit {
  /** Offset in the text as it came in. */
  readonly start: number;
  /** Offset after the last character that goes. */
  readonly end: number;
  readonly text: string;
}

/** Something a rule found. */
export interface Finding {
  /** The document, relative to the root; `''` for the root itself. */
  readonly path: string;
  /** Where (optional: the whole file). */
  readonly place?: Place | undefined;
  /** "Unexpected X, expected Y". */
  readonly reason: string;
  /** What takes the finding away, where that is certain. */
  readonly fix?: Edit | undefined;
}

/** A rule. One file each; its help page is `references/signpost/messages/<id>.md`. */
export interface LintRule {
  readonly id: MessageCode;
  /** Look at a root. Reads the project only, and never throws. */
  readonly check: (project: Project) => Iterable<Finding>;
}
