/** JSON with comments, and single changes to it: what comes of them is compared with what was meant, and the rest stays as it is written. */

import { createScanner, type Edit, findNodeAtLocation, type Node, parseTree, type SyntaxKind } from 'jsonc-parser';
import { beginsLine, endOf, indentationAt, indentationOf, isSpread } from './json-layout.ts';
import { DEEPEST, END, type JsonPath, type JsonText, parseJson, unchangeable } from './json-parse.ts';

const COMMA: SyntaxKind = 5;
const COMMENTS: readonly SyntaxKind[] = [12, 13];
/** What a text holds that is none. */
const NOTHING: Node = { type: 'null', offset: 0, length: 0 };
const LINE_END = /^[ \t]*\r?\n?$/;

/** What stands somewhere; `undefined` when nothing does. */
export function valueAt({ value: whole }: JsonText, at: JsonPath): unknown {
  let value = whole;
  for (const key of at) value = isHolder(value) && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
  return value;
}

/**
 * Put a value where there is none; behind the others in a list. Nothing else is written anew.
 *
 * @param at
 *   Where: what is missing on the way is put there too.
 */
export function put(json: JsonText, at: JsonPath, value: unknown): JsonText {
  let depth = at.length - 1;
  let holder = findNodeAtLocation(json.tree, at.slice(0, depth));
  while (!holder && depth > 0) holder = findNodeAtLocation(json.tree, at.slice(0, --depth));
  const whole = at.slice(depth + 1).reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
  const edits = inserting(json.text, holder ?? json.tree, at[depth] ?? 0, whole);
  return edited(json, edits, valueWith(json.value, at, value));
}

/** What stands somewhere in the text; `undefined` when nothing does. */
export function nodeAt({ tree }: JsonText, at: JsonPath): Node | undefined {
  return findNodeAtLocation(tree, [...at]);
}

/** Take values out, all at once; comments around them stay. */
export function cut(json: JsonText, nodes: readonly Node[]): JsonText {
  const gone = new Set(nodes.map(itemOf));
  const holders = new Set([...gone].flatMap(({ parent }) => parent ?? []));
  const edits = [...holders].flatMap((holder) => cutting(json.text, holder, gone));
  return edited(json, edits, valueWithout(json.tree, gone));
}

/** Take a value out, and what held nothing else, not even a comment. */
export function prune(json: JsonText, at: JsonPath): JsonText {
  const node = nodeAt(json, at);
  const left = cut(json, node ? [node] : []);
  const above = at.slice(0, -1);
  return above.length > 0 && isBlank(left, above) ? prune(left, above) : left;
}

/** A property for its value, and an item of a list for itself: what stands there as a whole. */
export function itemOf(node: Node): Node {
  return node.parent?.type === 'property' ? node.parent : node;
}

/** Whether an object or a list holds nothing, not even a comment. */
export function isBlank(json: JsonText, at: JsonPath): boolean {
  const node = nodeAt(json, at);
  return node !== undefined && json.text.slice(node.offset + 1, endOf(node) - 1).trim() === '';
}

/** Whether there is a comment in what stands somewhere. */
export function hasComment({ text }: JsonText, node: Node): boolean {
  const scanner = createScanner(text.slice(node.offset, endOf(node)));
  for (let token = scanner.scan(); token !== END; token = scanner.scan()) if (COMMENTS.includes(token)) return true;
  return false;
}

/**
 * Make sure that a text says after all changes what was meant, in the same order.
 *
 * @returns
 *   The text.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_SETTINGS` otherwise.
 */
export function textOf(json: JsonText): string {
  try {
    const { value } = parseJson(json.name, json.text);
    if (JSON.stringify(value) === JSON.stringify(json.value)) return json.text;
  } catch {
    // It says nothing.
  }
  throw unchangeable(json, [], 'cannot be changed without changing what is not ours');
}

/** The text after edits, and what it is to say then. */
function edited({ name, text }: JsonText, edits: Edit[], value: unknown): JsonText {
  const after = withEdits(text, edits);
  // What it says is looked at once, in the end.
  return { name, text: after, tree: parseTree(after, [], { allowTrailingComma: true }) ?? NOTHING, value };
}

/** A text after edits that do not overlap; the package's own way copies it once for each of them. */
function withEdits(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { offset, length, content } of [...edits].sort((one, other) => one.offset - other.offset)) {
    pieces.push(text.slice(at, offset), content);
    at = offset + length;
  }
  return pieces.join('') + text.slice(at);
}

function valueWithout(node: Node, gone: ReadonlySet<Node>): unknown {
  const children = (node.children ?? []).filter((child) => !gone.has(child));
  if (node.type === 'array') return children.map((child) => valueWithout(child, gone));
  if (node.type !== 'object') return node.value;
  return Object.fromEntries(
    children.map(({ children: [key, value] = [] }) => [key?.value, value && valueWithout(value, gone)]),
  );
}

/** A value with another put into it: what is on the way is copied, the rest is shared. */
function valueWith(whole: unknown, [key, ...others]: JsonPath, value: unknown): unknown {
  if (key === undefined) return value;
  const copy: object = Array.isArray(whole) ? [...whole] : { ...Object(whole) };
  Reflect.set(copy, key, valueWith(Reflect.get(copy, key), others, value));
  return copy;
}

/** What puts a value behind all that is in an object or a list, on lines of its own where the others are. */
function inserting(text: string, holder: Node, key: string | number, value: unknown): Edit[] {
  const last = holder.children?.at(-1);
  const comma = last && commaBehind(text, last);
  const close = endOf(holder) - 1;
  // Behind comments: they stay with what they are about.
  let from = close;
  while (' \t\r\n'.includes(text[from - 1] ?? 'none')) from--;
  const name = typeof key === 'string' ? `${JSON.stringify(key)}: ` : '';
  const put = (before: string, written: string, after: string): Edit[] => {
    const trailing = comma === undefined ? '' : ',';
    const content = `${before}${name}${written}${trailing}${after}`;
    // What is empty but for white space in its line keeps none of it.
    const length = after === '' ? 0 : close - from;
    if (!last || comma !== undefined) return [{ offset: from, length, content }];
    if (endOf(last) === from) return [{ offset: from, length, content: `,${content}` }];
    return [
      { offset: endOf(last), length: 0, content: ',' },
      { offset: from, length, content },
    ];
  };
  const around = indentationAt(text, holder.offset);
  const isBelowOthers = last !== undefined && beginsLine(text, last.offset);
  const indentation = isBelowOthers ? indentationAt(text, last.offset) : around + indentationOf(text);
  if (!isSpread(text, holder) || indentation.length > DEEPEST) return put(last ? ' ' : '', JSON.stringify(value), '');
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const written = JSON.stringify(value, undefined, indentationOf(text)).replaceAll('\n', eol + indentation);
  const isClosed = last !== undefined || text.slice(from, close).includes('\n');
  return put(eol + indentation, written, isClosed ? '' : eol + around);
}

/** What takes items out of an object or a list: themselves, a comma for each, and the lines that are empty then. */
function cutting(text: string, { children = [] }: Node, gone: ReadonlySet<Node>): Edit[] {
  const edits: Edit[] = [];
  let kept: Node | undefined;
  for (const item of children) {
    if (!gone.has(item)) {
      kept = item;
      continue;
    }
    const behind = commaBehind(text, item);
    const comma = behind ?? (kept && commaBehind(text, kept));
    const isNext = behind !== undefined && text.slice(endOf(item), behind).trim() === '';
    const to = isNext ? behind + 1 : endOf(item);
    const isLastInLine = LINE_END.test(text.slice(to, text.indexOf('\n', to) + 1 || undefined));
    let from = item.offset;
    // Not over the end of a line before something that stays: it may be the end of a comment.
    while ((isLastInLine ? ' \t\r\n' : ' \t').includes(text[from - 1] ?? 'none')) from--;
    edits.push({ offset: from, length: to - from, content: '' });
    if (comma !== undefined && !isNext) edits.push({ offset: comma, length: 1, content: '' });
  }
  return edits;
}

function commaBehind(text: string, node: Node): number | undefined {
  const scanner = createScanner(text, true);
  scanner.setPosition(endOf(node));
  return scanner.scan() === COMMA ? scanner.getTokenOffset() : undefined;
}

function isHolder(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
