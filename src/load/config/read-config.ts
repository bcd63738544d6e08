/** `signpost.config.json` from disk: read and checked. */

import { type Config, configContract } from '../../domain/config.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import { didYouMean } from '../../text/did-you-mean.ts';
import { findConfigFile } from '../catalog/find-config-file.ts';
import { codeBehind } from '../disk/code-of.ts';
import { FileRefused, readFile } from '../disk/read-file.ts';
import { findJsonMistake } from './json-place.ts';

/** A configuration and where it was found. */
export interface FoundConfig {
  readonly path: string;
  readonly config: Config;
}

/** Settings take a page; a larger file is something else. */
const LARGEST = 256 * 1024;
/** As many names as one reads. */
const MOST_NAMED = 12;
/** What is shown of a value that is wrong. */
const SHOWN = 60;

type Issue = NonNullable<
  ReturnType<ReturnType<typeof configContract>['schema']['safeParse']>['error']
>['issues'][number];

/**
 * Read the configuration that holds for a root.
 *
 * @param root
 *   Path of a folder.
 * @returns
 *   The settings, `{}` when there is no file.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_CONFIG` when the file cannot be read, is no JSON, or says something the schema does not know.
 * @example
 *   readConfig('references').index?.style; // 'title'
 */
export function readConfig(root: string): Config {
  return findConfig(root)?.config ?? {};
}

/**
 * Find and read the configuration that holds for a root: see `findConfigFile`.
 *
 * @returns
 *   The settings and the path of their file, or `undefined` when there is none.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_CONFIG`.
 */
export function findConfig(root: string): FoundConfig | undefined {
  const path = findConfigFile(root);
  return path === undefined ? undefined : { path, config: parseConfig(readText(path), path) };
}

/**
 * Read what a configuration says about routing, and nothing else of it: what another command would refuse stops no request.
 *
 * @returns
 *   The settings, `{}` when it says nothing about routing.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_CONFIG` when the file cannot be read, is no JSON, or has a wrong setting for routing.
 */
export function readRouteSettings(path: string): NonNullable<Config['route']> {
  const data = parseJson(readText(path).replace(/^\ufeff/, ''), path);
  const route = typeof data === 'object' && data !== null && 'route' in data ? data.route : undefined;
  return route === undefined ? {} : (parseData({ route }, path).route ?? {});
}

/**
 * Parse the text of a configuration.
 *
 * Pure.
 *
 * @param text
 *   JSON, with or without a byte-order mark.
 * @param path
 *   What to call the file in errors.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_CONFIG`, with the place of a mistake in the JSON or the key that is wrong.
 */
export function parseConfig(text: string, path: string): Config {
  return parseData(parseJson(text.replace(/^\ufeff/, ''), path), path);
}

function parseData(written: unknown, path: string): Config {
  const { data, error } = configContract().schema.safeParse(written, { reportInput: true });
  if (error) throw bad(error.issues[0] ? describe(error.issues[0], path) : `Unexpected configuration in ${path}`);
  const { index } = data;
  if (index?.template !== undefined && index.style !== undefined && index.style !== 'auto') {
    throw bad(`Unexpected \`index.style\` beside \`index.template\` in ${path}, expected one or the other`);
  }
  return data;
}

function readText(path: string): string {
  try {
    return readFile(path, { most: LARGEST }).bytes.toString('utf8');
  } catch (cause) {
    if (cause instanceof FileRefused) throw bad(REFUSED[cause.refusal](path, cause.sizeBytes), cause);
    const why = codeBehind(cause);
    throw bad(`Cannot read ${path}${why}`, cause);
  }
}

const REFUSED: Readonly<Record<FileRefused['refusal'], (path: string, sizeBytes: number) => string>> = {
  'no-file': (path) => `Unexpected folder or device ${path}, expected a file of JSON`,
  'too-large': (path, sizeBytes) =>
    `Unexpected configuration of ${sizeBytes} bytes in ${path}, expected at most ${LARGEST}`,
  moved: (path) => `Unexpected link in the place of ${path}, which was replaced while it was read, expected a file`,
};

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text, (key, value) => {
      if (key === '__proto__') throw bad(`Unexpected key \`__proto__\` in ${path}, expected a setting`);
      return value;
    });
  } catch (cause) {
    if (cause instanceof SignpostError) throw cause;
    const offset = findJsonMistake(text) ?? 0;
    const lines = text.slice(0, offset).split('\n');
    const place = `${path}:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
    const char = text.codePointAt(offset);
    const seen = char === undefined ? 'end of file' : `\`${String.fromCodePoint(char)}\``;
    throw bad(`Unexpected ${seen} in ${place}, expected JSON`, cause);
  }
}

/** "Unexpected X, expected Y", with the name that was probably meant. */
function describe(issue: Issue, path: string): string {
  const where = issue.path.join('.');
  const owner = where === '' ? path : `\`${where}\` in ${path}`;
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const known = configContract().keys[where] ?? [];
    const kind = where === 'lint.rules' ? 'rule' : 'key';
    return `Unexpected ${kind} \`${shorten(key)}\` in ${owner}, expected ${oneOf(known)}${hint(key, known)}`;
  }
  if (issue.code === 'invalid_value') {
    const known = issue.values.map(String);
    const written = typeof issue.input === 'string' ? issue.input : JSON.stringify(issue.input);
    return `Unexpected value \`${shorten(written ?? '')}\` of ${owner}, expected one of ${known.join(', ')}${hint(written ?? '', known)}`;
  }
  if (issue.code === 'invalid_type') {
    const expected = where.startsWith('route.') ? A_SHARE : articled(issue.expected);
    return `Unexpected value of ${owner}, expected ${expected}`;
  }
  const expected = where.startsWith('route.') ? A_SHARE : 'a whole number of 1 or more';
  return `Unexpected value of ${owner}, expected ${expected}`;
}

const A_SHARE = 'a number from 0 to 1';

const ARTICLES: Readonly<Record<string, string>> = {
  array: 'a list of texts',
  boolean: 'true or false',
  int: 'a whole number of 1 or more',
  number: 'a whole number of 1 or more',
  object: 'an object',
  record: 'an object',
  string: 'a text',
};

function articled(type: string): string {
  return ARTICLES[type] ?? type;
}

/** The names there are; of very many only that they are known. */
function oneOf(known: readonly string[]): string {
  return known.length > MOST_NAMED ? 'one that is known' : `one of ${known.join(', ')}`;
}

function hint(written: string, known: readonly string[]): string {
  const meant = didYouMean(written, known);
  return meant === undefined ? '' : `: did you mean \`${meant}\`?`;
}

function shorten(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

function bad(message: string, cause?: unknown): SignpostError {
  return new SignpostError('SIGNPOST_BAD_CONFIG', message, cause === undefined ? undefined : { cause });
}
