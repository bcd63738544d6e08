/** The commands that start other doors. A bundle of its own: what they bring is more than all the rest. */

import type { CliCommand } from '../command.ts';
import { mcpCommand } from './mcp.ts';
import { playgroundCommand } from './playground.ts';
import { serveCommand } from './serve.ts';

/** In the order of the help. */
export const serverCommands: readonly CliCommand[] = [mcpCommand, serveCommand, playgroundCommand];
