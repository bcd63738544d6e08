/** Paths as words of a command that a shell runs. */

import { SignpostError } from '../../domain/signpost-error.ts';

/** What is no letter inside of double quotation marks. */
const SPECIAL = /["$`\\!]/;
/** In cmd, in PowerShell or in Git Bash; a backslash is, before one of these only. */
const SPECIAL_ON_WINDOWS = /["$`%!]/;

/** Whether a path can stand between double quotation marks as it is. */
export function isPlain(path: string, platform: NodeJS.Platform = process.platform): boolean {
  return !(platform === 'win32' ? SPECIAL_ON_WINDOWS : SPECIAL).test(path);
}

/**
 * A path as one word, whatever is in it.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION` on Windows for a path that no quotation marks keep whole in all of its shells.
 */
export function quoted(path: string, platform: NodeJS.Platform = process.platform): string {
  if (isPlain(path, platform)) return `"${path}"`;
  if (platform !== 'win32') return `'${path.replaceAll("'", "'\\''")}'`;
  const message = `Cannot write a command that runs \`${path}\`: a shell would change what is in it`;
  throw new SignpostError('SIGNPOST_BAD_OPTION', message);
}
