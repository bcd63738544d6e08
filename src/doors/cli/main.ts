/** The command line as a function: what came in, and the exit code. */

import { SignpostError } from '../../domain/signpost-error.ts';
import { finishRuns } from '../../load/disk/journal.ts';
import { printable } from '../../text/printable.ts';
import type { CliCommand } from './command.ts';
import { hookCommand } from './commands/hook.ts';
import { listCommand } from './commands/list.ts';
import { routeCommand } from './commands/route.ts';
import { showCommand } from './commands/show.ts';
import { commandHelp, programHelp } from './help.ts';
import type { CliIo, ExitCode } from './io.ts';
import { parseArguments } from './parse.ts';

/** Those an agent or a hook waits for; the others are loaded when one is asked for. */
const COMMANDS: readonly CliCommand[] = [routeCommand, listCommand, showCommand, hookCommand];

/**
 * Run the command line.
 *
 * @param io
 *   Arguments, working folder and streams.
 * @returns
 *   0 routed or clean, 1 abstained or findings, 2 bad usage or failure. Never throws.
 */
export async function main(io: CliIo): Promise<ExitCode> {
  try {
    return await run(io);
  } catch (error) {
    if (isSignpostError(error)) io.stderr(`signpost: ${printable(error.message)} (${error.code})`);
    else
      io.stderr(`signpost: unexpected failure: ${printable(error instanceof Error ? error.message : String(error))}`);
    return 2;
  }
}

/** By name: the commands of maintainers come from another bundle, with a class of their own. */
function isSignpostError(error: unknown): error is SignpostError {
  return error instanceof Error && error.name === 'SignpostError';
}

/** All of them, each bundle loaded when those before it did not do. */
const GROUPS: readonly (() => Promise<readonly CliCommand[]>)[] = [
  async () => COMMANDS,
  async () => (await import('./commands/for-maintainers.ts')).maintainerCommands,
  async () => (await import('./commands/for-servers.ts')).serverCommands,
];

async function allCommands(): Promise<readonly CliCommand[]> {
  return (await Promise.all(GROUPS.map((load) => load()))).flat();
}

async function commandCalled(name: string): Promise<CliCommand> {
  for (const load of GROUPS) {
    const command = (await load()).find((known) => known.name === name);
    if (command) return command;
  }
  const expected = (await allCommands()).map((known) => known.name).join(', ');
  throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected command \`${name}\`, expected one of ${expected}`);
}

async function run(io: CliIo): Promise<ExitCode> {
  const [name, ...args] = io.argv;
  if (name === '--version' || name === '-v') {
    io.stdout(io.version);
    return 0;
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const commands = await allCommands();
    const asked = commands.find((command) => command.name === args[0]);
    (name === undefined ? io.stderr : io.stdout)(asked ? commandHelp(asked) : programHelp(commands));
    return name === undefined ? 2 : 0;
  }
  const command = await commandCalled(name);
  const { values, positionals } = parseArguments(command, args);
  if (values.flag('help')) {
    io.stdout(commandHelp(command));
    return 0;
  }
  // What a killed run has left is put right before anything is read; a hook has no time for it.
  if (command !== hookCommand) finishRuns([]);
  return command.run(io, values, positionals);
}
