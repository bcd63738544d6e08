/** `signpost init`: the hook and the MCP server in the settings of an agent, or taken out of them. */

import { homedir } from 'node:os';
import { SignpostError } from '../../../domain/signpost-error.ts';
import type { Style } from '../../../report/style.ts';
import { jsonLine, printable } from '../../../text/printable.ts';
import { AGENT_NAMES, type AgentName } from '../../init/agents.ts';
import { type SettingsChange, setUp } from '../../init/set-up.ts';
import { type CliCommand, jsonOption } from '../command.ts';
import { near, styleOf } from '../open.ts';

export const initCommand: CliCommand = {
  name: 'init',
  summary: 'tell an agent of signpost: its hook and its MCP server, in its settings',
  usage: `[OPTIONS] [${AGENT_NAMES.join(' | ')}]…`,
  options: {
    'dry-run': { type: 'boolean', help: 'write nothing, show what would be changed' },
    remove: { type: 'boolean', help: 'take out what was written' },
    json: jsonOption,
  },
  examples: ['signpost init --dry-run', 'signpost init claude-code', 'signpost init --remove'],
  exitCodes: ['the settings are as they should be', 'never'],
  async run(io, values, positionals) {
    const changes = await setUp({
      folder: io.cwd,
      home: io.env['HOME'] ?? homedir(),
      program: io.program,
      agents: positionals.map(agentCalled),
      remove: values.flag('remove'),
      write: !values.flag('dry-run'),
    });
    if (values.flag('json')) {
      io.stdout(
        jsonLine(
          changes.map(({ agent, path, before, after, isTaken }) => ({
            agent,
            path,
            changed: before !== after,
            isTaken,
          })),
        ),
      );
      return 0;
    }
    const style = styleOf(io.color);
    for (const change of changes) io.stdout(lineOf(io.cwd, change, values.flag('dry-run'), style));
    return 0;
  },
};

function agentCalled(name: string): AgentName {
  const agent = AGENT_NAMES.find((known) => known === name);
  if (agent) return agent;
  throw new SignpostError(
    'SIGNPOST_BAD_OPTION',
    `Unexpected agent \`${name}\`, expected one of ${AGENT_NAMES.join(', ')}`,
  );
}

function lineOf(
  cwd: string,
  { agent, path, before, after, isTaken }: SettingsChange,
  isDry: boolean,
  style: Style,
): string {
  const where = printable(near(cwd, path));
  const why = isTaken ? ': its `signpost` is another program, which stays' : '';
  if (before === after) return `unchanged  ${where}  ${style('faint', agent)}${why}`;
  if (!isDry) {
    const done = before === '' ? 'created  ' : after === '' ? 'removed  ' : 'changed  ';
    return `${done}  ${where}  ${style('faint', agent)}`;
  }
  return [
    `would ${after === '' ? 'remove' : 'change'}  ${where}  ${style('faint', agent)}`,
    ...differenceOf(before, after, style),
  ].join('\n');
}

/** The lines between the first and the last that differ. */
function differenceOf(before: string, after: string, style: Style): string[] {
  const [old, fresh] = [before, after].map((text) => (text === '' ? [] : text.replace(/\n$/, '').split('\n')));
  const [from = [], to = []] = [old, fresh];
  let start = 0;
  while (start < Math.min(from.length, to.length) && from[start] === to[start]) start++;
  let end = 0;
  while (end < Math.min(from.length, to.length) - start && from.at(-1 - end) === to.at(-1 - end)) end++;
  return [
    ...from.slice(start, from.length - end).map((line) => style('bad', `- ${shown(line)}`)),
    ...to.slice(start, to.length - end).map((line) => style('good', `+ ${shown(line)}`)),
  ];
}

/** As it is indented: `printable` makes one space of many. */
function shown(line: string): string {
  return `${/^[ \t]*/.exec(line)?.[0] ?? ''}${printable(line.trim())}`;
}
