/** Parses JSON with comments as settings have it, and says where it cannot be changed safely. */

import type { Node, ParseError, SyntaxKind } from 'jsonc-parser';
import { createScanner, findNodeAtLocation, getNodeValue, parseTree, printParseErrorCode } from 'jsonc-parser';
import { SignpostError } from '../../domain/signpost-error.ts';
import { lineOf } from './json-layout.ts';

// The package declares them as a `const enum`, which is not there at run time.
export const END: SyntaxKind = 17;

const OPENING: readonly SyntaxKind[] = [1, 3];

const CLOSING: readonly SyntaxKind[] = [2, 4];

/** Keys and indices on the way to a value. */
export type JsonPath = readonly (string | number)[];

/** A text, and what it says. */
export interface JsonText {
  /** The file, for errors. */
  readonly name: string;
  readonly text: string;
  readonly tree: Node;
  /** After changes what it is meant to say. */
  readonly value: unknown;
}

/** What is indented further is indented by accident, or by somebody who wants it to be written again and again. */
export const DEEPEST = 100;

/** Settings are nested a few levels deep; a parser that calls itself for each level has an end. */
const MOST_LEVELS = 200;

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
  const what = at.length === 0 ? 'it' : `\`${at.join('.')}\``;
  const message = `Cannot change \`${name}\`: ${what}${line} ${reason}; nothing was changed`;
  return new SignpostError('SIGNPOST_BAD_SETTINGS', message);
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
