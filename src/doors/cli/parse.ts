/** Arguments → values, by a command's table. */

import { parseArgs } from 'node:util';
import { SignpostError } from '../../domain/signpost-error.ts';
import type { CliCommand, CliValues } from './command.ts';

/** What was on the command line. */
export interface ParsedArguments {
  readonly values: CliValues;
  readonly positionals: readonly string[];
}

/**
 * Parse the arguments of a command.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION` for an option that is unknown, lacks its value, or has one it does not take.
 */
export function parseArguments(command: CliCommand, args: readonly string[]): ParsedArguments {
  const known = { ...command.options, help: { type: 'boolean', short: 'h' } } as const;
  const options = Object.fromEntries(
    Object.entries(known).map(([name, option]) => {
      const { type, short } = option;
      const multiple = 'multiple' in option && option.multiple === true;
      return [name, { type, multiple, ...(short !== undefined && { short }) }];
    }),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    return { values: valuesOf(values), positionals };
  } catch (cause) {
    const names = Object.keys(known).map((name) => `--${name}`);
    const [why = ''] = cause instanceof Error ? cause.message.split(/\. To specify|\. /) : [];
    throw new SignpostError('SIGNPOST_BAD_OPTION', `${why}, expected one of ${names.join(', ')}`, { cause });
  }
}

function valuesOf(values: Readonly<Record<string, unknown>>): CliValues {
  const textsOf = (name: string): string[] => {
    const value = values[name];
    return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
  };
  return { text: (name) => textsOf(name).at(-1), texts: textsOf, flag: (name) => values[name] === true };
}
