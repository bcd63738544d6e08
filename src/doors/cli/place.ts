/** Where a server listens, as every command that has one says it. */

import { SignpostError } from '../../domain/signpost-error.ts';
import type { CliOption, CliValues } from './command.ts';
import type { CliIo } from './io.ts';

const HIGHEST_PORT = 65_535;
/** So that a token need not stand in a list of processes. */
const TOKEN_VARIABLE = 'SIGNPOST_TOKEN';

/** `--host`. */
export const hostOption: CliOption = {
  type: 'string',
  value: 'HOST',
  help: 'where to listen (default: 127.0.0.1; any other needs a token)',
};

/** `--token`. */
export const tokenOption: CliOption = {
  type: 'string',
  value: 'TOKEN',
  help: `what clients send as a bearer token (default: ${TOKEN_VARIABLE} of the environment)`,
};

/**
 * The place that options name.
 *
 * @param port
 *   As it was written.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION` for a port that is none, and for an empty host or token.
 */
export function placeOf(
  io: CliIo,
  values: CliValues,
  port: string,
): { readonly port: number; readonly host?: string; readonly token?: string } {
  const host = values.text('host');
  const token = values.text('token') ?? io.env[TOKEN_VARIABLE];
  if (!/^\d{1,5}$/.test(port) || Number(port) > HIGHEST_PORT) {
    throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected port \`${port}\`, expected 0 to ${HIGHEST_PORT}`);
  }
  if (token === '' || host === '') {
    throw new SignpostError('SIGNPOST_BAD_OPTION', 'Unexpected empty `--host` or token, expected a value');
  }
  return { port: Number(port), ...(host !== undefined && { host }), ...(token !== undefined && { token }) };
}
