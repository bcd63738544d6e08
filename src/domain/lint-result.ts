/** What linting came to. */

import type { VFileMessage } from 'vfile-message';
import type { Degraded } from './models.ts';

/** A finding: `source` is `signpost`, `ruleId` its rule, `url` the help page of that rule. */
export interface LintMessage extends VFileMessage {
  /** Whether `--fix` would take care of it. */
  fixable?: boolean;
}

/** One document, or the root itself. */
export interface LintedFile {
  /** Relative to its root, with `/`; `''` for the root itself. */
  readonly path: string;
  /** As the caller named it. */
  readonly root: string;
  /** In the order of their places. */
  readonly messages: readonly LintMessage[];
  /** Whether it was changed by this run. */
  readonly fixed: boolean;
}

/** A run over one or several roots. */
export interface LintResult {
  /** Every document, in the order of roots and paths; a root itself only when something is wrong with it. */
  readonly files: readonly LintedFile[];
  /** What its requests had to do without, and why; absent when nothing was lacking. */
  readonly degraded?: readonly Degraded[];
}

/** What a rule can be set to. */
export type RuleSetting = 'off' | 'warn' | 'error';
