/**
 * The commands of those who keep documentation. A bundle of its own, loaded when one of them is asked for: the time of
 * starting up grows with what Node has to compile, and a hook asks for `route`.
 */

import type { CliCommand } from '../command.ts';
import { buildCommand } from './build.ts';
import { dropCommand } from './drop.ts';
import { evalCommand } from './eval.ts';
import { explainCommand } from './explain.ts';
import { genIndexCommand } from './gen-index.ts';
import { initCommand } from './init.ts';
import { lintCommand } from './lint.ts';
import { pushCommand } from './push.ts';
import { suggestCommand } from './suggest.ts';
import { treeCommand } from './tree.ts';

/** In the order of the help. */
export const maintainerCommands: readonly CliCommand[] = [
  treeCommand,
  genIndexCommand,
  lintCommand,
  suggestCommand,
  evalCommand,
  explainCommand,
  buildCommand,
  pushCommand,
  dropCommand,
  initCommand,
];
