/** Settings in JSON, with entries of ours put in or taken out: everything else stays as it is written, comments included. */

import { findNodeAtLocation, type Node } from 'jsonc-parser';
import { type HookEntries, isHookCommand, isServer, type ServerEntry, type SettingsFile } from './agents.ts';
import { checkOnce, type JsonText, parseJson, unchangeable } from './json-parse.ts';
import { cut, hasComment, isBlank, itemOf, nodeAt, prune, put, textOf, valueAt } from './json-text.ts';

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
 *   `SIGNPOST_BAD_SETTINGS` when the text is no JSON object, when what we would write into is not what the agent reads there
 *   or is there twice, or when nothing of ours can be changed without changing something else.
 */
export function editJson(file: SettingsFile, text: string, remove: boolean): string {
  const { path, server, hooks } = file;
  let json = parseJson(path, text.trim() === '' ? '{}\n' : text);
  checkShape(file, json);
  if (server) json = editServer(json, server, remove);
  if (hooks) json = remove ? withoutHooks(json) : withHooks(json, hooks);
  return text.trim() === '' && isBlank(json, []) ? text : textOf(json);
}

/** What we would write into has to be what the agent reads there: anything else would be overwritten, or break the call. */
function checkShape({ server, hooks }: SettingsFile, json: JsonText): void {
  const inner = [
    ...(server ? server.at.slice(0, -1).map((_, depth) => server.at.slice(0, depth + 1)) : []),
    ...(hooks ? [['hooks']] : []),
  ];
  const wrong = [
    ...inner.filter((at) => !isAbsentOr(valueAt(json, at), (value) => !Array.isArray(value))),
    ...Object.keys(hooks?.events ?? {})
      .map((event) => ['hooks', event])
      .filter((at) => !isAbsentOr(valueAt(json, at), Array.isArray)),
  ];
  const [first] = wrong;
  if (first) throw unchangeable(json, first, 'is not what the agent reads there');
  if (server) checkOnce(json, server.at);
  if (hooks) checkOnce(json, ['hooks']);
}

function isAbsentOr(value: unknown, isRight: (value: object) => boolean): boolean {
  return value === undefined || (typeof value === 'object' && value !== null && isRight(value));
}

function editServer(json: JsonText, { at, value }: ServerEntry, remove: boolean): JsonText {
  const there = valueAt(json, at);
  if (!remove) return there === undefined ? put(json, at, value) : json;
  return isServer(there) ? prune(json, at) : json;
}

/** Groups of an event stand in a list; ours is the one with our command. */
function withHooks(json: JsonText, { events, command, timeout }: HookEntries): JsonText {
  let next = json;
  for (const [event, { matcher }] of Object.entries(events)) {
    const at = ['hooks', event];
    const groups = listAt(next, at);
    if (groups.some((_, group) => ownIn(next, [...at, group, 'hooks']).length > 0)) continue;
    const group = { ...(matcher !== undefined && { matcher }), hooks: [{ type: 'command', command, timeout }] };
    next = valueAt(next, at) === undefined ? put(next, at, [group]) : put(next, [...at, groups.length], group);
  }
  return next;
}

/** Of all events, those included that another version was told of. */
function withoutHooks(json: JsonText): JsonText {
  const hooks = nodeAt(json, ['hooks']);
  if (!hooks) return json;
  const gone = goneIn(json, hooks, ({ children: [, groups] = [] }) =>
    groups?.type === 'array' ? goneIn(json, groups, (group) => goneOfGroup(json, group)) : [],
  );
  return gone.length > 0 ? cut(json, gone) : json;
}

/** What goes of an object or a list when something goes of what is in it: itself, when that was all, not even a comment being left. */
function goneIn(json: JsonText, holder: Node, goneOf: (child: Node) => readonly Node[]): readonly Node[] {
  const children = holder.children ?? [];
  const gone = children.map(goneOf);
  const isAll = children.length > 0 && children.every((child, index) => gone[index]?.[0] === child);
  return isAll && !hasComment(json, holder) ? [itemOf(holder)] : gone.flat();
}

/** A group goes when it held nothing else, not even a comment. */
function goneOfGroup(json: JsonText, group: Node): readonly Node[] {
  const hooks = findNodeAtLocation(group, ['hooks']);
  if (hooks?.type !== 'array' || !hooks.children) return [];
  const own = hooks.children.filter((hook) => isHookCommand(findNodeAtLocation(hook, ['command'])?.value));
  return own.length > 0 && own.length === hooks.children.length && !hasComment(json, group) ? [group] : own;
}

/** Where in a list of hooks ours are. */
function ownIn(json: JsonText, at: readonly (string | number)[]): number[] {
  return listAt(json, at).flatMap((hook, index) => (isHookCommand(Object(hook).command) ? [index] : []));
}

function listAt(json: JsonText, at: readonly (string | number)[]): readonly unknown[] {
  const list = valueAt(json, at);
  return Array.isArray(list) ? list : [];
}
