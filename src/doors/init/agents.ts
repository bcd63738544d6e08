/** Agents, how to tell that one is in use, and where each keeps its settings. */

import { isPlain, quoted } from './quoted.ts';

/** Names of the agents there are settings for. */
export const AGENT_NAMES = ['claude-code', 'codex', 'cursor', 'gemini', 'opencode', 'vscode'] as const;

/** An agent. */
export type AgentName = (typeof AGENT_NAMES)[number];

/** Where a program is, from the folder of a project. */
export interface Placed {
  /** From the project's folder, with `/`; `undefined` when it is elsewhere. */
  readonly inProject: string | undefined;
  readonly absolute: string;
}

/** What to write of an MCP server. */
export interface ServerEntry {
  /** Where, by the keys on the way. */
  readonly at: readonly string[];
  readonly value: Readonly<Record<string, unknown>>;
}

/** What to write of hooks. */
export interface HookEntries {
  /** By event: which tools it is for, where only some are. */
  readonly events: Readonly<Record<string, { readonly matcher?: string }>>;
  readonly command: string;
  /** In the unit of the agent. */
  readonly timeout: number;
}

/** A file of settings, from the folder of the project. */
export interface SettingsFile {
  readonly path: string;
  /** Another name the agent reads it by: that one is taken where it is there alone. */
  readonly otherPath?: string;
  readonly format: 'json' | 'toml';
  readonly server?: ServerEntry;
  readonly hooks?: HookEntries;
}

/** What an agent is told. */
export interface Agent {
  readonly name: AgentName;
  /** What shows that it is in use, from the folder of the project, and from home. */
  readonly traces: { readonly project: readonly string[]; readonly home: readonly string[] };
  files(program: Placed, roots: readonly Placed[]): readonly SettingsFile[];
}

/** What Cursor and VS Code put the folder of the project in place of. */
const WORKSPACE = ['$', '{workspaceFolder}'].join('');
/** The tools of agents that read or change a file. */
const EDITS = 'Edit|MultiEdit|Write|Read|NotebookEdit';
const SECONDS = 5;

/** The agents, in the order of their names. */
export const AGENTS: readonly Agent[] = [
  {
    name: 'claude-code',
    traces: { project: ['.claude', '.mcp.json'], home: ['.claude', '.claude.json'] },
    files: (program) => [
      {
        path: '.claude/settings.json',
        format: 'json',
        hooks: {
          events: { UserPromptSubmit: {}, SessionStart: { matcher: 'compact' }, PostToolUse: { matcher: EDITS } },
          command: hookCommand(program, 'CLAUDE_PROJECT_DIR'),
          timeout: SECONDS,
        },
      },
      { path: '.mcp.json', format: 'json', server: nodeServer(['mcpServers'], serverArgs(program)) },
    ],
  },
  {
    name: 'codex',
    traces: { project: ['.codex'], home: ['.codex'] },
    files: (program, roots) => [
      {
        path: '.codex/hooks.json',
        format: 'json',
        hooks: {
          events: { UserPromptSubmit: {}, PostToolUse: { matcher: 'apply_patch|Edit|Write' }, PostCompact: {} },
          command: hookCommand(program),
          timeout: SECONDS,
        },
      },
      {
        path: '.codex/config.toml',
        format: 'toml',
        // It starts a server wherever it was started itself.
        server: nodeServer(['mcp_servers'], [program.absolute, 'mcp', ...rootArgs(roots, ({ absolute }) => absolute)]),
      },
    ],
  },
  {
    name: 'cursor',
    traces: { project: ['.cursor'], home: ['.cursor'] },
    files: (program, roots) => [
      {
        path: '.cursor/mcp.json',
        format: 'json',
        server: nodeServer(['mcpServers'], [workspacePath(program), 'mcp', ...rootArgs(roots, workspacePath)]),
      },
    ],
  },
  {
    name: 'gemini',
    traces: { project: ['.gemini'], home: ['.gemini'] },
    files: (program) => [
      {
        path: '.gemini/settings.json',
        format: 'json',
        server: nodeServer(['mcpServers'], serverArgs(program)),
        hooks: {
          events: { BeforeAgent: {}, AfterTool: { matcher: 'read_file|write_file|replace' }, PreCompress: {} },
          command: geminiCommand(program),
          timeout: SECONDS * 1000,
        },
      },
    ],
  },
  {
    name: 'opencode',
    traces: { project: ['opencode.json', 'opencode.jsonc', '.opencode'], home: ['.config/opencode'] },
    files: (program) => [
      {
        path: 'opencode.json',
        otherPath: 'opencode.jsonc',
        format: 'json',
        server: {
          at: ['mcp', 'signpost'],
          value: { type: 'local', command: ['node', ...serverArgs(program)] },
        },
      },
    ],
  },
  {
    name: 'vscode',
    traces: { project: ['.vscode'], home: ['.vscode'] },
    files: (program) => [
      {
        path: '.vscode/mcp.json',
        format: 'json',
        server: {
          at: ['servers', 'signpost'],
          value: { command: 'node', args: [workspacePath(program), 'mcp'], cwd: WORKSPACE },
        },
      },
    ],
  },
];

/** The program, by a path or by its name alone, as npx names it, too. */
const PROGRAM = /(?:^|[\\/])signpost(?:\.(?:cjs|cmd|exe))?(?:@[^\\/]*)?$/;
const HOOK_COMMAND = /(?:^|[\s"'\\/;&|(])signpost(?:\.(?:cjs|cmd|exe))?(?:@[^\s"'\\/]*)?["']?\s+hook(?![\w-])/;

/** What tells a command of ours from others, wherever the program is. */
export function isHookCommand(command: unknown): boolean {
  return typeof command === 'string' && HOOK_COMMAND.test(command);
}

/** Whether an entry of a server starts signpost, wherever it is. */
export function isServer(entry: unknown): boolean {
  const { command, args } = Object(entry);
  const words: unknown[] = [command, args].flat();
  return words.some((word, index) => typeof word === 'string' && PROGRAM.test(word) && words[index + 1] === 'mcp');
}

/** By the project's folder where the agent names it in a variable, so that settings can be shared. */
function hookCommand({ inProject, absolute }: Placed, variable?: string): string {
  if (inProject === undefined || variable === undefined) return `node ${quoted(absolute)} hook`;
  return `node ${isPlain(inProject) ? `"$${variable}/${inProject}"` : `"$${variable}"/${quoted(inProject)}`} hook`;
}

/** Gemini CLI puts the folder in place of the variable itself, as a word in quotation marks: none may stand around it. */
function geminiCommand({ inProject, absolute }: Placed): string {
  // PowerShell ends a word where its quotation marks do.
  if (inProject === undefined || process.platform === 'win32') return `node ${quoted(absolute)} hook`;
  return `node $GEMINI_PROJECT_DIR/${/^[\w./-]+$/.test(inProject) ? inProject : quoted(inProject)} hook`;
}

function nodeServer(at: readonly string[], args: readonly string[]): ServerEntry {
  return { at: [...at, 'signpost'], value: { command: 'node', args } };
}

/** Where the agent starts a server in the project's folder. */
function serverArgs({ inProject, absolute }: Placed): string[] {
  return [inProject ?? absolute, 'mcp'];
}

function rootArgs(roots: readonly Placed[], pathOf: (root: Placed) => string): string[] {
  return roots.flatMap((root) => ['--root', pathOf(root)]);
}

function workspacePath({ inProject, absolute }: Placed): string {
  return inProject === undefined ? absolute : `${WORKSPACE}/${inProject}`;
}
