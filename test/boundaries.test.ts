import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/**
 * The one rule: a room imports from rooms left of it, and those between the same bars not from each other. So `domain` and `text` import
 * nothing of other rooms.
 */
const RULE = 'domain, text | load, search, models, report | route | storage | session | maintain | doors';
const RANKS = new Map(
  RULE.split(' | ').flatMap((rooms, rank) => rooms.split(', ').map((room) => [room, rank] as const)),
);
/** What the package gives to others: none looks back at it. Those at the top stand above all rooms. */
const ENTRIES: ReadonlySet<string> = new Set([
  'index.ts',
  'browser.ts',
  'maintain/index.ts',
  'session/store.ts',
  'doors/init/index.ts',
]);
/** What runs where there is no Node: of each other it takes everything, of the rest types. */
const WITHOUT_NODE =
  /^(?:browser\.ts|domain\/|text\/|search\/|report\/|route\/|storage\/(?:memory|pack|overlay)\/|session\/create\/|maintain\/(?:evaluate|what-if)\/|models\/|doors\/playground\/page\/|doors\/shared\/(?!guard|listen|server-source|toolbox|why-not-in-folder)|doors\/http\/(?!index|handler|lint-folders|lint-look|lint-worker))/;
/** A part of a door that runs in a browser. */
const PAGE = 'doors/playground/page/';
/** One room owns each package. `vfile` is how messages travel, so it is shared by those who make and carry them. */
const PACKAGES: readonly (readonly [name: RegExp, owners: readonly string[]])[] = [
  [/^minisearch$/, ['search']],
  [/^(?:unified|remark-.+|gray-matter|mdast)$/, ['load/markdown']],
  // Its parser calls itself for each level: what is nested too deeply is told there, before it.
  [/^yaml$/, ['load/markdown/yaml.ts']],
  [/^github-slugger$/, ['load/markdown', 'session/create']],
  [/^pg$/, ['storage/postgres']],
  [/^zod$/, ['domain/config.ts', 'doors/shared', 'doors/frameworks', 'doors/http']],
  [/^@langchain\/core$/, ['doors/frameworks']],
  [/^(?:leven|porter2|tokenx|@orama\/stopwords)$/, ['text']],
  [/^sarif$/, ['report']],
  [/^vfile(?:-message)?$/, ['domain', 'load', 'session', 'maintain', 'report']],
  [/^@modelcontextprotocol\/.+$/, ['doors/mcp']],
  [/^@hono\/node-server$/, ['doors/shared']],
  [/^(?:jsonc-parser|smol-toml)$/, ['doors/init']],
  [/^hono$/, ['doors/http']],
  [/^(?:preact|micromark|micromark-extension-gfm)$/, ['doors/playground']],
];
/** Packages that anybody may take types from. */
const TYPES_ANYWHERE = /^(?:vfile|vfile-message|unist)$/;

interface Import {
  /** What is imported, or `undefined` where it is computed. */
  readonly specifier: string | undefined;
  readonly typeOnly: boolean;
}

/** Every import of a file: static, side-effect, dynamic, re-export, `import type`, `import('x').T` and `require`. */
function importsOf(path: string, text: string): Import[] {
  const imports: Import[] = [];
  const add = (argument: ts.Node | undefined, typeOnly: boolean) =>
    imports.push({ specifier: argument && ts.isStringLiteralLike(argument) ? argument.text : undefined, typeOnly });
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isExternalModuleReference(node)) add(node.expression, false);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node)) {
      const called = node.expression;
      if (called.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], false);
      else if (ts.isIdentifier(called) && called.text === 'require') add(node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false));
  return imports;
}

/** The room of a path below src: its first folder, or the file itself at the top. */
function roomOf(path: string): string {
  return path.split('/')[0] ?? '';
}

/** `doors/mcp` of `doors/mcp/server.ts`. */
function partOf(path: string): string {
  return path.split('/').slice(0, 2).join('/');
}

/** Everything a set of files imports against the rules, as `file → import: why`. */
function breachesOf(files: ReadonlyMap<string, readonly Import[]>): string[] {
  const breaches: string[] = [];
  for (const [path, imports] of files) {
    if (!RANKS.has(roomOf(path)) && !ENTRIES.has(path)) breaches.push(`${path}: no room of the rule`);
    for (const { specifier, typeOnly } of imports) {
      const why =
        specifier === undefined
          ? 'computed, so that nobody can check it'
          : specifier.startsWith('.')
            ? checkFile(path, posix.join(posix.dirname(path), specifier), typeOnly)
            : checkPackage(path, specifier, typeOnly);
      if (why) breaches.push(`${path} → ${specifier}: ${why}`);
    }
  }
  return breaches;
}

function checkFile(from: string, to: string, typeOnly: boolean): string | undefined {
  if (to.startsWith('..')) return 'outside of src';
  if (ENTRIES.has(to)) return 'an entry of the package is for others';
  const [room, other] = [roomOf(from), roomOf(to)];
  const [rank = Number.POSITIVE_INFINITY, below = Number.POSITIVE_INFINITY] = [RANKS.get(room), RANKS.get(other)];
  if (room !== other && below >= rank) return `${other} is not left of ${room}`;
  // The command line starts the others.
  const isOpen = ['doors/shared', partOf(from)].includes(partOf(to)) || partOf(from) === 'doors/cli';
  if (room === 'doors' && other === 'doors' && !isOpen) return 'another door';
  if (WITHOUT_NODE.test(from) && !typeOnly && !WITHOUT_NODE.test(to)) return 'runs without Node, which that needs';
  return undefined;
}

function checkPackage(path: string, specifier: string, typeOnly: boolean): string | undefined {
  if (isBuiltin(specifier)) return WITHOUT_NODE.test(path) ? 'runs without Node' : undefined;
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  if (typeOnly && TYPES_ANYWHERE.test(name)) return undefined;
  const owners = PACKAGES.find(([pattern]) => pattern.test(name))?.[1];
  if (!owners) return `no room owns ${name}`;
  return [roomOf(path), partOf(path), path].some((own) => owners.includes(own))
    ? undefined
    : `${name} belongs to ${owners.join(', ')}`;
}

/** Each way of imports that leads back, once. */
function circlesOf(files: ReadonlyMap<string, readonly Import[]>): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const follow = (path: string, way: readonly string[]): void => {
    const at = way.indexOf(path);
    if (at !== -1) circles.push([...way.slice(at), path].join(' → '));
    if (at !== -1 || done.has(path)) return;
    for (const { specifier } of files.get(path) ?? []) {
      if (specifier?.startsWith('.')) follow(posix.join(posix.dirname(path), specifier), [...way, path]);
    }
    done.add(path);
  };
  for (const path of files.keys()) follow(path, []);
  return circles;
}

function parsed(files: Iterable<readonly [string, string]>): Map<string, readonly Import[]> {
  return new Map([...files].map(([path, text]) => [path, importsOf(path, text)]));
}

const source = join(import.meta.dirname, '../src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.[cm]?tsx?$/.test(path))
  .sort()
  .map((path) => [path, readFileSync(join(source, path), 'utf8')] as const);

describe('boundaries of src', () => {
  it('no file imports against the rule', () => {
    expect(breachesOf(parsed(files))).toEqual([]);
  });

  it('the files that are read are the ones of src, and most of them import something', () => {
    const paths = files.map(([path]) => path);
    expect(paths).toEqual(
      expect.arrayContaining(['index.ts', 'session/open-roots.ts', 'route/route.ts', 'load/catalog/read-root.ts']),
    );
    const importing = [...parsed(files).values()].filter((imports) => imports.length > 0);
    expect(importing.length).toBeGreaterThan(files.length / 2);
  });
});

describe('circles of imports', () => {
  it('there are none, be it of types', () => {
    expect(circlesOf(parsed(files))).toEqual([]);
  });

  it('are found', () => {
    const planted = new Map([
      ['a.ts', "import { b } from './b.ts';"],
      ['b.ts', "import type { C } from './c.ts';"],
      ['c.ts', "export { a } from './a.ts';\nimport './d.ts';"],
      ['d.ts', ''],
    ]);
    expect(circlesOf(parsed(planted))).toEqual(['a.ts → b.ts → c.ts → a.ts']);
  });
});

describe('the arguments of a call in src', () => {
  /** A stack has room for some hundred thousand, and a stranger's document may have more of anything. */
  const SPREAD = /\.(?:push|unshift)\((?:[^(){}]*, )?\.\.\./;

  it('are no list whose length a document decides', () => {
    expect(files.filter(([, text]) => SPREAD.test(text)).map(([path]) => path)).toEqual([]);
    expect(SPREAD.test('lines.push(a, ...rows)')).toBe(true);
  });
});

describe('the check itself', () => {
  const fine = new Map([
    ['index.ts', "export { SignpostError } from './domain/a.ts';\nexport { a } from './session/a.ts';"],
    ['session/a.ts', "import { buildCatalog } from '../load/catalog/a.ts';\nimport { b } from './b.ts';"],
    ['domain/a.ts', "import type { Point } from 'unist';\nimport { VFile } from 'vfile';"],
    ['load/markdown/a.ts', "import { a } from './tree/a.ts';\nimport { unified } from 'unified';"],
    ['load/catalog/a.ts', "import { readdirSync } from 'node:fs';\nimport { readFile } from '../disk/a.ts';"],
    ['route/a.ts', "import type { VFileMessage } from 'vfile-message';\nimport { b } from '../search/b.ts';"],
    ['doors/cli/a.ts', "import { a } from '../mcp/a.ts';\nimport { b } from '../../load/b.ts';\nimport 'node:util';"],
    ['doors/mcp/a.ts', "import { Server } from '@modelcontextprotocol/server';\nimport { a } from '../shared/a.ts';"],
    [
      'doors/playground/page/a.tsx',
      "import { render } from 'preact';\nimport { a } from '../../../session/create/a.ts';",
    ],
    ['doors/http/api.ts', "import { a } from '../../search/a.ts';\nimport type { B } from '../../load/b.ts';"],
    ['doors/http/index.ts', "import { a } from './api.ts';\nimport { listen } from '../shared/listen.ts';"],
  ]);

  it('accepts what the rule allows', () => {
    expect(breachesOf(parsed(fine))).toEqual([]);
  });

  it.each([
    { kind: 'a static import', path: 'text/a.ts', text: "import { b } from '../route/b.ts';" },
    { kind: 'a side-effect import', path: 'text/a.ts', text: "import '../route/b.ts';" },
    { kind: 'a dynamic import', path: 'route/b.ts', text: "const b = await import('../session/create/b.ts');" },
    { kind: 'a dynamic import in a template', path: 'load/b.ts', text: 'const b = import(`../route/b.ts`);' },
    { kind: 'a computed import', path: 'route/b.ts', text: 'const b = await import(name);' },
    { kind: 'an export-from', path: 'domain/b.ts', text: "export { b } from '../text/b.ts';" },
    { kind: 'an export-all', path: 'domain/b.ts', text: "export * from '../route/b.ts';" },
    { kind: 'an import of types', path: 'report/b.ts', text: "import type { B } from '../route/b.ts';" },
    { kind: 'an inline import type', path: 'report/b.ts', text: "let b: import('../route/b.ts').B;" },
    { kind: 'a require', path: 'text/b.ts', text: "const b = require('../route/b.ts');" },
    { kind: 'a room between the same bars', path: 'models/b.ts', text: "import { b } from '../report/b.ts';" },
    { kind: 'a door in a room', path: 'maintain/b.ts', text: "import { main } from '../doors/cli/main.ts';" },
    { kind: 'a door in another door', path: 'doors/mcp/b.ts', text: "import { b } from '../cli/b.ts';" },
    { kind: 'an entry from a door', path: 'doors/cli/b.ts', text: "import '../../index.ts';" },
    { kind: 'a way back up to the whole', path: 'route/b.ts', text: "import { b } from '../index.ts';" },
    { kind: 'a file outside of src', path: 'doors/cli/b.ts', text: "import data from '../../../package.json';" },
    { kind: 'a package of another room', path: 'route/b.ts', text: "import MiniSearch from 'minisearch';" },
    {
      kind: 'types of a package of another part',
      path: 'load/catalog/b.ts',
      text: "import type { Root } from 'mdast';",
    },
    { kind: 'a scoped package of another room', path: 'route/b.ts', text: "import '@orama/stopwords/english';" },
    { kind: 'a path inside a package', path: 'load/markdown/b.ts', text: "import * as z from 'zod/mini';" },
    { kind: 'messages in a pure room', path: 'route/b.ts', text: "import { VFile } from 'vfile';" },
    { kind: 'a package nobody owns', path: 'load/b.ts', text: "import chalk from 'chalk';" },
    { kind: 'the MCP SDK in another door', path: 'doors/cli/b.ts', text: "import '@modelcontextprotocol/server';" },
    { kind: 'node: without Node', path: 'search/b.ts', text: "import { join } from 'node:path';" },
    { kind: 'a bare builtin without Node', path: 'report/b.ts', text: "import { join } from 'path';" },
    { kind: 'node: loaded late without Node', path: 'text/b.ts', text: "const fs = await import('node:fs');" },
    {
      kind: 'what needs Node in a page',
      path: `${PAGE}c.ts`,
      text: "import { lint } from '../../../maintain/lint/a.ts';",
    },
    { kind: 'the door of a page in it', path: `${PAGE}c.ts`, text: "import { readPages } from '../pages.ts';" },
    { kind: 'node: in a page', path: `${PAGE}c.ts`, text: "import { join } from 'node:path';" },
    { kind: 'what reads folders at the edge', path: 'doors/http/b.ts', text: "import './lint-folders.ts';" },
    { kind: 'a server at the edge', path: 'doors/http/b.ts', text: "import '../shared/listen.ts';" },
    { kind: 'node: at the edge', path: 'doors/http/b.ts', text: "import { join } from 'node:path';" },
    { kind: 'preact in another door', path: 'doors/http/b.ts', text: "import { render } from 'preact';" },
    { kind: 'a room nobody planned', path: 'util/a.ts', text: 'export const a = 1;' },
  ])('reports $kind, and nothing else', ({ path, text }) => {
    const planted = breachesOf(parsed([...fine, [path, text]]));
    expect(planted).toHaveLength(1);
    expect(planted[0]).toContain(path);
  });

  it('is not fooled by imports in comments and strings', () => {
    const text = "// import '../catalog/index.ts';\nexport const a = \"import '../catalog/index.ts'\";";
    expect(breachesOf(parsed([['route/a.ts', text]]))).toEqual([]);
  });
});
