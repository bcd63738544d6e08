/** The help texts, made of the same tables as parsing. */

import type { CliCommand } from './command.ts';

/** The help of the whole program. */
export function programHelp(commands: readonly CliCommand[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'signpost: a request in, the right reference file out',
    '',
    'Usage: signpost COMMAND [OPTIONS]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'Options:',
    '  -h, --help     what a command does, with examples',
    '  -v, --version  the version',
    '',
    'Exit codes: 0 routed or clean, 1 abstained or findings, 2 bad usage or failure',
    '',
    'Example:',
    '  signpost route "We run our models in dbt Cloud and want them in Dagster"',
  ].join('\n');
}

/** The help of one command. */
export function commandHelp({ name, summary, usage, options, examples, exitCodes }: CliCommand): string {
  const rows = Object.entries({ ...options, help: { type: 'boolean', short: 'h', help: 'this text' } }).map(
    ([long, option]) => {
      const short = 'short' in option && option.short ? `-${option.short}, ` : '';
      const value = 'value' in option && option.value ? ` ${option.value}` : '';
      return [`${short}--${long}${value}`, option.help] as const;
    },
  );
  const width = Math.max(...rows.map(([left]) => left.length));
  return [
    `signpost ${name}: ${summary}`,
    '',
    `Usage: signpost ${name} ${usage}`.trimEnd(),
    '',
    'Options:',
    ...rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`),
    '',
    `Exit codes: 0 ${exitCodes[0]}, 1 ${exitCodes[1]}, 2 bad usage or failure`,
    '',
    examples.length === 1 ? 'Example:' : 'Examples:',
    ...examples.map((example) => `  ${example}`),
  ].join('\n');
}
