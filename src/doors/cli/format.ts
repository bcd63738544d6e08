/** `--format` of commands that have several. */

import { SignpostError } from '../../domain/signpost-error.ts';
import type { CliValues } from './command.ts';

/**
 * The form a report is wanted in.
 *
 * @param formats
 *   The names there are, the default first, `json` among them: `--json` is short for it.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION` for a name that is not known, or for `--json` beside another.
 */
export function formatOf<Format extends string>(values: CliValues, formats: readonly [Format, ...Format[]]): Format {
  const named = values.text('format') ?? (values.flag('json') ? 'json' : formats[0]);
  if (values.flag('json') && named !== 'json') {
    throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected --json beside --format ${named}, expected one of them`);
  }
  const format = formats.find((known) => known === named);
  if (format !== undefined) return format;
  throw new SignpostError(
    'SIGNPOST_BAD_OPTION',
    `Unexpected format \`${named}\`, expected one of ${formats.join(', ')}`,
  );
}
