/** Inputs of each kind, from a seed and a number: documents of this repository changed here and there, structures, and words. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { below, oneOf, type Random, randomOf, sizeUpTo } from './random.ts';
import { STRUCTURES } from './structures.ts';

/** What reads strangers' bytes. */
export const KINDS = ['document', 'folder', 'request', 'ignore', 'settings', 'snapshot', 'http', 'json-rpc'] as const;
export type Kind = (typeof KINDS)[number];

/** Texts that have been trouble in one parser or another, and marks of the formats that are read. */
const TOKENS = [
  ...[
    '---',
    '\n---\n',
    '```',
    '~~~',
    '# ',
    '## Decision Tree\n',
    '- ',
    '1. ',
    '> ',
    '| a | b |\n',
    '| --- | --- |\n',
    '\t',
    '    ',
  ],
  ...[
    '[',
    ']',
    '](',
    ')',
    '![',
    '<',
    '>',
    '</',
    '<!--',
    '-->',
    '&amp;',
    '\\',
    '*',
    '**',
    '_',
    '~~',
    '`',
    '$',
    '{',
    '}',
    '[^1]',
    '[^1]: ',
  ],
  ...[
    '<!-- BEGIN GENERATED INDEX -->',
    '<!-- END GENERATED INDEX -->',
    '- [x](./b.md) — d (e; f)',
    '→',
    '├─ ',
    '└─ ',
    'graph TD\n',
    'A --> B\n',
  ],
  ...[
    'description: ',
    'triggers:\n',
    '  - ',
    'name: ',
    'type: index\n',
    'not_for: ',
    'globs: ',
    '&a ',
    '*a',
    '!!js/function ',
    '|\n',
    '>-\n',
    '? ',
    '%YAML 1.1\n',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'null',
    'NaN',
    '1e999',
    '0x',
    '-0',
    '../',
    '/etc/passwd',
    '%2e%2e/',
    'C:\\',
    '~',
    'file://',
  ],
  ...[
    '\0',
    '\r',
    '\r\n',
    '\n',
    '\n\n',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\u202e',
    '\u2066',
    '\u200b',
    '\u200d',
    '\ud800',
    '\udc00',
    '\u{e0041}',
    '\u001b[2J',
    '\u0007',
    '\u009b31m',
  ],
  ...[
    'é',
    'ß',
    'İ',
    '漢字',
    '日本語の',
    '한국어로',
    'ไทย',
    'עברית',
    '😀',
    'e\u0301\u0301\u0301',
    'ﷺ',
    'a'.repeat(300),
    'word '.repeat(40),
    'camelCaseWord',
    'snake_case_word',
  ],
  ...['**/', '**/a/**/a/', '!', '#', '?', '[a-z]', '[!', '{a,b}', '*.md', '/', '\\ ', 'node_modules', '.git'],
  ...[
    '{"',
    '":',
    '"}',
    '[]',
    '//',
    '/*',
    '*/',
    ',',
    '"mcpServers":{',
    '"hooks":',
    '[x]\n',
    '[[x]]\n',
    'a.b.c = 1\n',
    "'''",
    '"""',
  ],
] as const;

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH'] as const;
const PLACES = [
  ...[
    '/',
    '/v1/route',
    '/v1/route/batch',
    '/v1/references',
    '/v1/references/a',
    '/v1/why-not',
    '/v1/evaluate',
    '/v1/explain',
    '/healthz',
  ],
  ...[
    '/metrics',
    '/openapi.json',
    '/v1/trees',
    '/v1/nothing',
    '//',
    '/..%2f..%2fetc/passwd',
    '/v1/references/..%2F..%2Fa',
    '/app.js',
    '/%',
    '/%00',
  ],
] as const;
const RPC_METHODS = [
  ...[
    'initialize',
    'ping',
    'tools/list',
    'tools/call',
    'resources/list',
    'resources/read',
    'resources/templates/list',
    'completion/complete',
  ],
  ...[
    'notifications/initialized',
    'notifications/cancelled',
    'server/discover',
    'skills/list',
    'toString',
    '__proto__',
    '',
  ],
] as const;
const TOOLS = [
  'route',
  'read_reference',
  'list_references',
  'explain',
  'toString',
  '__proto__',
  'constructor',
  '',
] as const;

const LONGEST_DOCUMENT = 60_000;
const LONGEST_STRUCTURE = 20_000;
const LONGEST_REQUEST = 30_000;

/** The documents of the manual, to be changed here and there. */
const SEEDS = readdirSync('references', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .sort()
  .map((name) => readFileSync(join('references', name), 'utf8'));

/**
 * The input of a kind with a number.
 *
 * @returns
 *   Text; of a snapshot what to do to its bytes, as JSON.
 */
export function inputOf(kind: Kind, seed: number, number: number): string {
  const random = randomOf(kind, seed, number);
  switch (kind) {
    case 'document':
      return documentOf(random);
    case 'folder':
      return JSON.stringify(Array.from({ length: 1 + below(random, 4) }, () => documentOf(random)));
    case 'request':
      return requestOf(random);
    case 'ignore':
      return ignoreOf(random);
    case 'settings':
      return JSON.stringify({ json: settingsOf(random, 'json'), toml: settingsOf(random, 'toml') });
    case 'snapshot':
      return JSON.stringify(Array.from({ length: 1 + below(random, 4) }, () => damageOf(random)));
    case 'http':
      return JSON.stringify(httpOf(random));
    case 'json-rpc':
      return rpcOf(random);
  }
}

function documentOf(random: Random): string {
  const kind = random();
  if (kind < 0.4) return changed(random, oneOf(random, SEEDS)).slice(0, LONGEST_DOCUMENT);
  if (kind < 0.8) {
    const parts = Array.from({ length: 1 + below(random, 4) }, () => structureOf(random, ['markdown', 'yaml']));
    const head = random() < 0.5 ? `---\n${structureOf(random, ['yaml'])}\n---\n` : '';
    return (head + parts.join(oneOf(random, ['', '\n', '\n\n']))).slice(0, LONGEST_DOCUMENT);
  }
  return soup(random, 200);
}

function requestOf(random: Random): string {
  const kind = random();
  if (kind < 0.5) {
    const words = oneOf(random, SEEDS).split(/\s+/);
    const from = below(random, words.length);
    return changed(random, words.slice(from, from + sizeUpTo(random, 60)).join(' '));
  }
  if (kind < 0.7) return structureOf(random, ['markdown', 'yaml', 'json', 'ignore']).slice(0, LONGEST_REQUEST);
  return soup(random, 60);
}

function ignoreOf(random: Random): string {
  const lines = Array.from({ length: 1 + below(random, 12) }, () =>
    random() < 0.3
      ? structureOf(random, ['ignore'])
      : Array.from({ length: 1 + below(random, 8) }, () =>
          oneOf(random, ['**/', '*', '?', 'a', 'b/', '[a-c]', '!', '/', '\\', '#', ' ', '.md', '[', ']', 'é']),
        ).join(''),
  );
  return lines.join(oneOf(random, ['\n', '\r\n']));
}

function settingsOf(random: Random, kind: 'json' | 'toml'): string {
  const sound =
    kind === 'json'
      ? ['{}', '{ "mcpServers": { "a": { "command": "x" } } }', '{\n  // c\n  "hooks": {}\n}\n']
      : ['', '[x]\ny = 1\n', '# c\n'];
  const choice = random();
  if (choice < 0.5) return changed(random, oneOf(random, sound));
  return choice < 0.8 ? structureOf(random, [kind]) : soup(random, 30);
}

function damageOf(random: Random): readonly [kind: string, at: number, value: number] {
  return [oneOf(random, ['set', 'cut', 'zero', 'repeat', 'swap']), random(), below(random, 256)];
}

function httpOf(random: Random): unknown {
  const body = random() < 0.5 ? JSON.stringify(jsonValue(random, 3)) : random() < 0.5 ? requestOf(random) : undefined;
  const query =
    random() < 0.3 ? `?${encodeURIComponent(soup(random, 4).replaceAll(/\p{Cs}/gu, ''))}=${below(random, 9)}` : '';
  const headers = {
    'content-type': oneOf(random, ['application/json', 'text/plain', '', 'application/json; charset=utf-16']),
  };
  return { method: oneOf(random, METHODS), path: oneOf(random, PLACES) + query, headers, body };
}

function rpcOf(random: Random): string {
  const choice = random();
  if (choice < 0.15) return soup(random, 10).replaceAll(/[\r\n]/g, ' ');
  if (choice < 0.25) return JSON.stringify(jsonValue(random, 4));
  const params =
    random() < 0.5
      ? { name: oneOf(random, TOOLS), arguments: jsonValue(random, 3), uri: soup(random, 3) }
      : jsonValue(random, 3);
  const message = {
    jsonrpc: oneOf(random, ['2.0', '2.0', '2.0', '1.0']),
    id: oneOf<unknown>(random, [1, 'a', null, 1e99]),
    method: oneOf(random, RPC_METHODS),
    params,
  };
  return JSON.stringify(choice < 0.35 ? [message, message] : message);
}

/** Any value JSON has, with keys that mean something to one reader or another. */
function jsonValue(random: Random, depth: number): unknown {
  const choice = random();
  if (depth > 0 && choice < 0.45) {
    const keys = [
      'query',
      'queries',
      'id',
      'limit',
      'context',
      'files',
      'history',
      'expected',
      'name',
      'cursor',
      'maxTokens',
      '__proto__',
    ];
    return Object.fromEntries(
      Array.from({ length: below(random, 5) }, () => [oneOf(random, keys), jsonValue(random, depth - 1)]),
    );
  }
  if (depth > 0 && choice < 0.6) return Array.from({ length: below(random, 5) }, () => jsonValue(random, depth - 1));
  return oneOf<unknown>(random, [
    null,
    true,
    -1,
    0,
    5,
    1e21,
    '',
    'add triggers to a reference',
    soup(random, 6),
    requestOf(random),
  ]);
}

function structureOf(random: Random, kinds: readonly string[]): string {
  const { make } = oneOf(
    random,
    STRUCTURES.filter(({ kind }) => kinds.includes(kind)),
  );
  return make(sizeUpTo(random, LONGEST_STRUCTURE));
}

function soup(random: Random, most: number): string {
  return Array.from({ length: sizeUpTo(random, most) }, () =>
    oneOf(random, TOKENS).repeat(random() < 0.1 ? sizeUpTo(random, 500) : 1),
  ).join(random() < 0.3 ? ' ' : '');
}

/** A text with pieces taken out, said twice, or put in. */
function changed(random: Random, text: string): string {
  let now = text;
  for (let times = 1 + below(random, 6); times > 0; times--) {
    const from = below(random, now.length + 1);
    const to = from + sizeUpTo(random, 200);
    const choice = random();
    if (choice < 0.25) now = now.slice(0, from) + now.slice(to);
    else if (choice < 0.45) now = now.slice(0, to) + now.slice(from, to).repeat(1 + below(random, 3)) + now.slice(to);
    else if (choice < 0.55)
      now = now.slice(0, from) + structureOf(random, ['markdown', 'yaml']).slice(0, 2000) + now.slice(from);
    else now = now.slice(0, from) + oneOf(random, TOKENS) + now.slice(choice < 0.8 ? from : from + 1);
  }
  return now;
}
