/** The commands that start other doors. A bundle of its own: what they bring is more than all the rest. */

import type { CliCommand } from '../command.ts';
import { mcpCommand } from './mcp.ts';
import { playgroundCommand } from './playground.ts';
import { serveCommand } from './serve.ts';

/** Beside the commands, because the bundle that holds it is this one. */
export { followWith } from '../../../session/follow-with.ts';

/** In the order of the help. */
export const serverCommands: readonly CliCommand[] = [mcpCommand, serveCommand, playgroundCommand];
