/** JSON with comments, and single changes to it: each is compared with what was meant, and the rest stays as it is written. */

import {
  applyEdits,
  createScanner,
  type Edit,
  findNodeAtLocation,
  getNodeValue,
  modify,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
  type SyntaxKind,
} from 'jsonc-parser';
import { SignpostError } from '../diagnostics/index.ts';

/** Keys and indices on the way to a value. */
export type JsonPath = readonly (string | number)[];

/** A text, and what it says. */
export interface JsonText {
  /** The file, for errors. */
  readonly name: string;
  readonly text: string;
  readonly tree: Node;
  readonly value: unknown;
}

/** How somebody indents who has not said. */
const TWO_SPACES = { insertSpaces: true, tabSize: 2 } as const;
/** Settings are nested a few levels deep; a parser that calls itself for each level has an end. */
const MOST_LEVELS = 200;
// The package declares them as a `const enum`, which is not there at run time.
const OPENING: readonly SyntaxKind[] = [1, 3];
const CLOSING: readonly SyntaxKind[] = [2, 4];
const COMMA: SyntaxKind = 5;
const COMMENTS: readonly SyntaxKind[] = [12, 13];
const END: SyntaxKind = 17;

/**
 * Read a text.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_SETTINGS` when it is no JSON object, or nested without end.
 */
export function parseJson(name: string, text: string): JsonText {
  const unread = (reason: string) =>
    new SignpostError('SIGNPOST_BAD_SETTINGS', `Cannot read \`${name}\`: ${reason}; nothing was changed`);
  const deep = tooDeep(text);
  if (deep !== undefined) throw unread(`more than ${MOST_LEVELS} levels in line ${lineOf(text, deep)}`);
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first) throw unread(`${printParseErrorCode(first.error)} in line ${lineOf(text, first.offset)}`);
  if (tree?.type !== 'object') throw unread('it holds no object');
  return { name, text, tree, value: getNodeValue(tree) };
}

/** Why something cannot be changed, with its place. */
export function unchangeable({ name, text, tree }: JsonText, at: JsonPath, reason: string, offset?: number) {
  const from = offset ?? findNodeAtLocation(tree, [...at])?.offset;
  const line = from === undefined ? '' : ` in line ${lineOf(text, from)}`;
  const message = `Cannot change \`${name}\`: \`${at.join('.')}\`${line} ${reason}; nothing was changed`;
  return new SignpostError('SIGNPOST_BAD_SETTINGS', message);
}

/** What stands somewhere; `undefined` when nothing does. */
export function valueAt({ value: whole }: JsonText, at: JsonPath): unknown {
  let value = whole;
  for (const key of at) value = isHolder(value) && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
  return value;
}

/**
 * Make sure that keys are there once: of two an agent reads one, and another would be changed.
 *
 * @param at
 *   The keys on the way, and all below the last of them.
 */
export function checkOnce(json: JsonText, at: JsonPath): void {
  const visit = (node: Node, [next, ...others]: JsonPath, above: JsonPath): void => {
    const seen = new Set<string>();
    for (const [index, child] of (node.children ?? []).entries()) {
      const [key, value] = child.type === 'property' ? (child.children ?? []) : [];
      if (!key) visit(child, [], [...above, index]);
      else if (next === undefined || key.value === next) {
        const here = [...above, String(key.value)];
        if (seen.has(key.value)) throw unchangeable(json, here, 'is there a second time', key.offset);
        seen.add(key.value);
        if (value) visit(value, others, here);
      }
    }
  };
  visit(json.tree, at, []);
}

/** Put a value where there is none; behind the others in a list. */
export function put(json: JsonText, at: JsonPath, value: unknown): JsonText {
  const { text } = json;
  const formattingOptions = { ...indentationOf(text), eol: text.includes('\r\n') ? '\r\n' : '\n' };
  const isArrayInsertion = typeof at.at(-1) === 'number';
  const edits = modify(text, [...at], value, { formattingOptions, isArrayInsertion });
  return edited(json, at, edits, (holder, key) => Reflect.set(holder, key, value));
}

/** Take a value out; comments stay. */
export function cut(json: JsonText, at: JsonPath): JsonText {
  return edited(json, at, cutting(json, at), (holder, key) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else Reflect.deleteProperty(holder, key);
  });
}

/** Take a value out, and what held nothing else, not even a comment. */
export function prune(json: JsonText, at: JsonPath): JsonText {
  const left = cut(json, at);
  const above = at.slice(0, -1);
  return above.length > 0 && isBlank(left, above) ? prune(left, above) : left;
}

/** Whether an object or a list holds nothing, not even a comment. */
export function isBlank({ text, tree }: JsonText, at: JsonPath): boolean {
  const node = findNodeAtLocation(tree, [...at]);
  return node !== undefined && text.slice(node.offset + 1, endOf(node) - 1).trim() === '';
}

/** Whether there is a comment in what stands somewhere. */
export function hasComment({ text, tree }: JsonText, at: JsonPath): boolean {
  const node = findNodeAtLocation(tree, [...at]);
  if (!node) return false;
  const scanner = createScanner(text.slice(node.offset, endOf(node)));
  for (let token = scanner.scan(); token !== END; token = scanner.scan()) if (COMMENTS.includes(token)) return true;
  return false;
}

/** The text after edits, once it is certain that it says what was meant, in the same order. */
function edited(
  json: JsonText,
  at: JsonPath,
  edits: Edit[],
  change: (holder: object, key: string | number) => void,
): JsonText {
  const meant = structuredClone(json.value);
  let holder: unknown = meant;
  for (const key of at.slice(0, -1)) {
    if (!isHolder(holder)) break;
    if (Reflect.get(holder, key) === undefined) Reflect.set(holder, key, {});
    holder = Reflect.get(holder, key);
  }
  const last = at.at(-1);
  if (isHolder(holder) && last !== undefined) change(holder, last);
  try {
    const after = parseJson(json.name, applyEdits(json.text, edits));
    if (JSON.stringify(after.value) === JSON.stringify(meant)) return after;
  } catch {
    // It would say nothing.
  }
  throw unchangeable(json, at, 'cannot be changed without changing what is not ours');
}

/** What takes a value out: itself, one comma, and the lines that are empty then. */
function cutting({ text, tree }: JsonText, at: JsonPath): Edit[] {
  const found = findNodeAtLocation(tree, [...at]);
  const item = found?.parent?.type === 'property' ? found.parent : found;
  const siblings = item?.parent?.children;
  if (!item || !siblings) return [];
  const before = siblings[siblings.indexOf(item) - 1];
  const behind = commaBehind(text, item);
  const comma = behind ?? (before && commaBehind(text, before));
  const isNext = behind !== undefined && text.slice(endOf(item), behind).trim() === '';
  const to = isNext ? behind + 1 : endOf(item);
  const isLastInLine = /^[ \t]*(?:\r?\n|$)/.test(text.slice(to));
  let from = item.offset;
  // Not over the end of a line before something that stays: it may be the end of a comment.
  while ((isLastInLine ? ' \t\r\n' : ' \t').includes(text[from - 1] ?? 'none')) from--;
  const edits = [{ offset: from, length: to - from, content: '' }];
  if (comma !== undefined && !isNext) edits.push({ offset: comma, length: 1, content: '' });
  return edits;
}

function commaBehind(text: string, node: Node): number | undefined {
  const scanner = createScanner(text, true);
  scanner.setPosition(endOf(node));
  return scanner.scan() === COMMA ? scanner.getTokenOffset() : undefined;
}

/** Where it begins to be nested too deeply. */
function tooDeep(text: string): number | undefined {
  const scanner = createScanner(text, true);
  let levels = 0;
  for (let token = scanner.scan(); token !== END; token = scanner.scan()) {
    if (OPENING.includes(token)) levels++;
    else if (CLOSING.includes(token)) levels--;
    if (levels > MOST_LEVELS) return scanner.getTokenOffset();
  }
  return undefined;
}

function indentationOf(text: string): { readonly insertSpaces: boolean; readonly tabSize: number } {
  const first = /\n([ \t]+)\S/.exec(text)?.[1];
  if (first === undefined) return TWO_SPACES;
  return first.startsWith('\t') ? { insertSpaces: false, tabSize: 2 } : { insertSpaces: true, tabSize: first.length };
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}

function isHolder(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
