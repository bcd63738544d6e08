/** Settings in JSON, with entries of ours put in or taken out: everything else stays as it is written, comments included. */

import { applyEdits, getNodeValue, modify, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { SignpostError } from '../diagnostics/index.ts';
import { type HookEntries, isHookCommand, isServer, type ServerEntry, type SettingsFile } from './agents.ts';

/** How somebody indents who has not said. */
const TWO_SPACES = { insertSpaces: true, tabSize: 2 } as const;

/**
 * Put our entries into settings, or take them out.
 *
 * @param file
 *   What to say in it.
 * @param text
 *   The settings; `''` for a file that is not there. Comments are allowed, as the agents allow them.
 * @param remove
 *   Whether to take them out.
 * @returns
 *   The settings after it: the same text when there is nothing to do. An entry of that name which is not ours stays.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_SETTINGS` when the text is no JSON object.
 */
export function editJson(file: SettingsFile, text: string, remove: boolean): string {
  const { path, server, hooks } = file;
  let edited = text.trim() === '' ? '{}\n' : text;
  check(path, edited);
  checkShape(file, edited);
  if (server) edited = editServer(edited, server, remove);
  if (hooks) {
    for (const [event, { matcher }] of Object.entries(hooks.events))
      edited = editEvent(edited, event, matcher, hooks, remove);
  }
  const isEmpty = Object.keys(Object(valueAt(edited, []))).length === 0;
  return text.trim() === '' && isEmpty ? text : edited;
}

/** What we would write into has to be what the agent reads there: anything else would be overwritten, or break the call. */
function checkShape({ path, server, hooks }: SettingsFile, text: string): void {
  const inner = [
    ...(server ? server.at.slice(0, -1).map((_, depth) => server.at.slice(0, depth + 1)) : []),
    ...(hooks ? [['hooks']] : []),
  ];
  const wrong = [
    ...inner.filter((at) => !isAbsentOr(valueAt(text, at), (value) => !Array.isArray(value))),
    ...Object.keys(hooks?.events ?? {})
      .map((event) => ['hooks', event])
      .filter((at) => !isAbsentOr(valueAt(text, at), Array.isArray)),
  ];
  const [first] = wrong;
  if (!first) return;
  const message = `Cannot change \`${path}\`: \`${first.join('.')}\` is not what the agent reads there; nothing was changed`;
  throw new SignpostError('SIGNPOST_BAD_SETTINGS', message);
}

function isAbsentOr(value: unknown, isRight: (value: object) => boolean): boolean {
  return value === undefined || value === null || (typeof value === 'object' && isRight(value));
}

function check(path: string, text: string): void {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (!first && tree?.type === 'object') return;
  const line = text.slice(0, first?.offset ?? 0).split('\n').length;
  const reason = first ? `${printParseErrorCode(first.error)} in line ${line}` : 'it holds no object';
  throw new SignpostError('SIGNPOST_BAD_SETTINGS', `Cannot read \`${path}\`: ${reason}; nothing was changed`);
}

function editServer(text: string, { at, value }: ServerEntry, remove: boolean): string {
  const there = valueAt(text, at);
  if (!remove) return there === undefined ? set(text, at, value) : text;
  return isServer(there) ? prune(text, at) : text;
}

/** Groups of an event stand in a list; ours is the one with our command. */
function editEvent(
  text: string,
  event: string,
  matcher: string | undefined,
  { command, timeout }: HookEntries,
  remove: boolean,
): string {
  const at = ['hooks', event];
  const groups: unknown = valueAt(text, at);
  const own = Array.isArray(groups)
    ? groups.findIndex((group) => hooksOf(group).some(({ command: is }) => isHookCommand(is)))
    : -1;
  if (remove) {
    if (own === -1) return text;
    const others = hooksOf(Array.isArray(groups) ? groups[own] : undefined).filter(
      ({ command: is }) => !isHookCommand(is),
    );
    return others.length > 0 ? set(text, [...at, own, 'hooks'], others) : prune(text, [...at, own]);
  }
  if (own !== -1) return text;
  const hook = { type: 'command', command, timeout };
  const group = { ...(matcher !== undefined && { matcher }), hooks: [hook] };
  return Array.isArray(groups) ? set(text, [...at, groups.length], group, true) : set(text, at, [group]);
}

function hooksOf(group: unknown): readonly { readonly command?: unknown }[] {
  const hooks: unknown = Object(group).hooks;
  return Array.isArray(hooks) ? hooks.map((hook): { readonly command?: unknown } => Object(hook)) : [];
}

/** Take a value out, and what is empty then: an object or a list that only held it. */
function prune(text: string, at: readonly (string | number)[]): string {
  const edited = set(text, at, undefined);
  const above = at.slice(0, -1);
  const left: unknown = valueAt(edited, above);
  const isEmpty = typeof left === 'object' && left !== null && Object.keys(left).length === 0;
  return above.length > 0 && isEmpty ? prune(edited, above) : edited;
}

function set(text: string, at: readonly (string | number)[], value: unknown, isArrayInsertion = false): string {
  const formattingOptions = { ...indentationOf(text), eol: text.includes('\r\n') ? '\r\n' : '\n' };
  return applyEdits(text, modify(text, [...at], value, { formattingOptions, isArrayInsertion }));
}

function indentationOf(text: string): { readonly insertSpaces: boolean; readonly tabSize: number } {
  const first = /\n([ \t]+)\S/.exec(text)?.[1];
  if (first === undefined) return TWO_SPACES;
  return first.startsWith('\t') ? { insertSpaces: false, tabSize: 2 } : { insertSpaces: true, tabSize: first.length };
}

function valueAt(text: string, at: readonly (string | number)[]): unknown {
  const tree = parseTree(text, [], { allowTrailingComma: true });
  let value: unknown = tree && getNodeValue(tree);
  for (const key of at) value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return value;
}
