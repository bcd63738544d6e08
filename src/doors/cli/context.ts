/** `--file` and `--after`: what is known beside a request, as every command that routes one says it. */

import type { RequestContext } from '../../domain/decision.ts';
import type { CliOption, CliValues } from './command.ts';

/** The options. */
export const contextOptions: Readonly<Record<'file' | 'after', CliOption>> = {
  file: {
    type: 'string',
    multiple: true,
    value: 'PATH',
    help: 'a file at hand, relative to the project, for globs of references; may be repeated',
  },
  after: {
    type: 'string',
    multiple: true,
    value: 'QUERY',
    help: 'what was asked before, oldest first, for a follow-up; may be repeated',
  },
};

/** What they say: nothing when none is given. */
export function contextOf(values: CliValues): { readonly context?: RequestContext } {
  const [files, history] = [values.texts('file'), values.texts('after')];
  return files.length + history.length === 0 ? {} : { context: { files, history } };
}
