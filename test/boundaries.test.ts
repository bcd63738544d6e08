import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** Who may import whom: the table of DESIGN.md, room → rooms. What stands at the top and the doors have rules of their own. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  contracts: [],
  diagnostics: ['contracts'],
  disk: ['diagnostics'],
  text: [],
  markdown: ['contracts', 'diagnostics', 'text'],
  catalog: ['contracts', 'diagnostics', 'disk', 'markdown', 'text'],
  retrieve: ['contracts', 'text'],
  route: ['contracts', 'retrieve', 'text'],
  trials: ['contracts', 'diagnostics', 'retrieve', 'route', 'text'],
  maintain: ['assets', 'catalog', 'config', 'contracts', 'diagnostics', 'disk', 'markdown', 'route', 'text', 'trials'],
  assets: ['diagnostics', 'disk', 'retrieve'],
  'vectors.ts': [],
  packed: ['contracts', 'diagnostics', 'retrieve', 'route', 'text'],
  config: ['catalog', 'contracts', 'diagnostics', 'disk', 'text'],
  models: ['contracts', 'diagnostics'],
  embedders: ['contracts', 'disk', 'models'],
  reading: ['contracts', 'diagnostics', 'text'],
  evaluate: ['contracts', 'diagnostics', 'route'],
  report: ['contracts', 'text'],
  toolbox: ['contracts', 'diagnostics', 'reading', 'report', 'text'],
  'options.ts': ['contracts', 'diagnostics', 'models'],
  assembly: ['contracts', 'diagnostics', 'models', 'options.ts', 'reading', 'retrieve', 'route', 'trials'],
  snapshot: ['diagnostics', 'disk', 'packed'],
  postgres: ['contracts', 'diagnostics', 'options.ts', 'packed', 'reading', 'retrieve', 'route', 'text'],
  opening: [
    'assembly',
    'assets',
    'catalog',
    'config',
    'contracts',
    'diagnostics',
    'disk',
    'markdown',
    'options.ts',
    'packed',
    'postgres',
    'route',
    'snapshot',
  ],
  signposts: [
    'assembly',
    'assets',
    'catalog',
    'contracts',
    'diagnostics',
    'maintain',
    'markdown',
    'opening',
    'options.ts',
    'packed',
    'reading',
    'toolbox',
  ],
  'browser.ts': ['assembly', 'contracts', 'diagnostics', 'evaluate', 'options.ts', 'packed', 'retrieve'],
  'index.ts': [
    'catalog',
    'contracts',
    'diagnostics',
    'embedders',
    'evaluate',
    'maintain',
    'opening',
    'options.ts',
    'reading',
    'setup',
    'signposts',
    'snapshot',
    'text',
    'toolbox',
  ],
  setup: ['catalog', 'diagnostics', 'disk', 'options.ts'],
  serving: ['diagnostics'],
  doors: ['assembly', 'browser.ts', 'disk', 'index.ts', 'report', 'serving', 'signposts', 'toolbox'],
};
/** The rooms that must run in a browser. */
const BROWSER = [
  'assembly',
  'contracts',
  'diagnostics',
  'text',
  'retrieve',
  'route',
  'packed',
  'models',
  'reading',
  'trials',
  'evaluate',
  'report',
  'toolbox',
];
/** A part of a door that runs in a browser: of the library it takes types and `browser.ts`, of its door nothing. */
const PAGE = 'doors/playground/page/';
/** What of the HTTP door runs where there is no Node: all but what reads folders, and listens. */
const EDGE = /^doors\/http\/(?!index\.ts|handler\.ts|lint-folders\.ts|lint-look\.ts|lint-worker\.ts|store-moment\.ts)/;
/** One room owns each package. `vfile` is how messages travel, so it is shared by those who make and carry them. */
const PACKAGES: readonly (readonly [name: RegExp, owners: readonly string[]])[] = [
  [/^minisearch$/, ['retrieve']],
  [/^(?:unified|remark-.+|gray-matter|mdast)$/, ['markdown']],
  // Its parser calls itself for each level: what is nested too deeply is told there, before it.
  [/^yaml$/, ['markdown/yaml.ts']],
  [/^github-slugger$/, ['markdown', 'reading']],
  [/^pg$/, ['postgres']],
  [/^zod$/, ['contracts', 'toolbox', 'doors/tools', 'doors/http']],
  [/^@langchain\/core$/, ['doors/tools']],
  [/^(?:leven|porter2|tokenx|@orama\/stopwords)$/, ['text']],
  [/^sarif$/, ['report']],
  [/^vfile(?:-message)?$/, ['diagnostics', 'markdown', 'catalog', 'maintain', 'report', 'signposts']],
  [/^@modelcontextprotocol\/.+$/, ['doors/mcp']],
  [/^@hono\/node-server$/, ['serving']],
  [/^(?:jsonc-parser|smol-toml)$/, ['setup']],
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

/** `doors/mcp` of `doors/mcp/server.ts`: the room for every other file. */
function doorOf(path: string): string {
  return roomOf(path) === 'doors' ? path.split('/').slice(0, 2).join('/') : roomOf(path);
}

/** Everything a set of files imports against the rules, as `file → import: why`. */
function breachesOf(files: ReadonlyMap<string, readonly Import[]>): string[] {
  const breaches: string[] = [];
  for (const [path, imports] of files) {
    if (!(roomOf(path) in ROOMS)) breaches.push(`${path}: a room that is not in the table`);
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
  if (from.startsWith(PAGE) && !to.startsWith(PAGE) && !(to === 'index.ts' && typeOnly) && to !== 'browser.ts') {
    return 'a page takes browser.ts and types of index.ts, and nothing else from outside';
  }
  const isForEdge =
    EDGE.test(to) ||
    ['browser.ts', 'report/index.ts', 'toolbox/index.ts'].includes(to) ||
    (to === 'index.ts' && typeOnly);
  if (EDGE.test(from) && !isForEdge)
    return 'what runs at the edge takes browser.ts, the toolbox, reports, and types of index.ts';
  const [room, other] = [roomOf(from), roomOf(to)];
  if (room === other) {
    const isStarted = doorOf(from) === 'doors/cli' && to === `${doorOf(to)}/index.ts`;
    return doorOf(from) === doorOf(to) || isStarted ? undefined : 'another door';
  }
  if (!ROOMS[room]?.includes(other)) return `${room} may not import ${other}`;
  const entered = other === 'contracts' || !to.includes('/') || to === `${other}/index.ts`;
  return entered ? undefined : `${other} is entered through its index.ts`;
}

function checkPackage(path: string, specifier: string, typeOnly: boolean): string | undefined {
  const room = roomOf(path);
  if (isBuiltin(specifier)) {
    return BROWSER.includes(room) || path.startsWith(PAGE) || EDGE.test(path)
      ? `${room} must run in a browser`
      : undefined;
  }
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  if (typeOnly && TYPES_ANYWHERE.test(name)) return undefined;
  const owners = PACKAGES.find(([pattern]) => pattern.test(name))?.[1];
  if (!owners) return `no room owns ${name}`;
  return [doorOf(path), path].some((own) => owners.includes(own))
    ? undefined
    : `${name} belongs to ${owners.join(', ')}`;
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
  it('no file imports against the table', () => {
    expect(breachesOf(parsed(files))).toEqual([]);
  });

  it('the files that are read are the ones of src, and most of them import something', () => {
    const paths = files.map(([path]) => path);
    expect(paths).toEqual(
      expect.arrayContaining(['index.ts', 'signposts/signpost.ts', 'route/route.ts', 'catalog/index.ts']),
    );
    const importing = [...parsed(files).values()].filter((imports) => imports.length > 0);
    expect(importing.length).toBeGreaterThan(files.length / 2);
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
    ['index.ts', "export { SignpostError } from './diagnostics/index.ts';\nexport { a } from './signposts/index.ts';"],
    ['signposts/signpost.ts', "import { buildCatalog } from '../catalog/index.ts';"],
    ['diagnostics/report-message.ts', "import type { Point } from 'unist';\nimport { VFile } from 'vfile';"],
    ['markdown/parse.ts', "import { a } from './tree/a.ts';\nimport { unified } from 'unified';"],
    ['markdown/tree/a.ts', "import { b } from '../b.ts';\nimport type { A } from '../../contracts/reference.ts';"],
    ['catalog/walk.ts', "import { readdirSync } from 'node:fs';\nimport { readFile } from '../disk/index.ts';"],
    ['route/types.ts', "import type { VFileMessage } from 'vfile-message';"],
    ['doors/cli/main.ts', "import { a } from './a.ts';\nimport { b } from '../../index.ts';\nimport 'node:util';"],
    ['doors/cli/start.ts', "import { serve } from '../mcp/index.ts';"],
    ['doors/mcp/a.ts', "import { Server } from '@modelcontextprotocol/server';"],
    ['doors/playground/page/a.tsx', "import { render } from 'preact';\nimport type { A } from '../../../index.ts';"],
    ['doors/http/api.ts', "import { openPack } from '../../browser.ts';\nimport type { A } from '../../index.ts';"],
    ['doors/http/index.ts', "import { a } from './api.ts';\nimport { listen } from '../../serving/index.ts';"],
    ['doors/playground/page/b.ts', "import { openPack } from '../../../browser.ts';"],
  ]);

  it('accepts what the table allows', () => {
    expect(breachesOf(parsed(fine))).toEqual([]);
  });

  it.each([
    { kind: 'a static import', path: 'text/a.ts', text: "import { b } from '../route/index.ts';" },
    { kind: 'a side-effect import', path: 'route/a.ts', text: "import '../catalog/index.ts';" },
    { kind: 'a dynamic import', path: 'route/a.ts', text: "const b = await import('../catalog/index.ts');" },
    { kind: 'a dynamic import in a template', path: 'route/a.ts', text: 'const b = import(`../catalog/index.ts`);' },
    { kind: 'a computed import', path: 'route/a.ts', text: 'const b = await import(name);' },
    { kind: 'an export-from', path: 'contracts/a.ts', text: "export { b } from '../diagnostics/index.ts';" },
    { kind: 'an export-all', path: 'contracts/a.ts', text: "export * from '../diagnostics/index.ts';" },
    { kind: 'an import of types', path: 'report/a.ts', text: "import type { B } from '../route/index.ts';" },
    { kind: 'an inline import type', path: 'report/a.ts', text: "let b: import('../route/index.ts').B;" },
    { kind: 'a require', path: 'text/a.ts', text: "const b = require('../route/index.ts');" },
    { kind: 'a way round the index', path: 'catalog/a.ts', text: "import { scan } from '../markdown/scan.ts';" },
    { kind: 'a nested way round the index', path: 'signposts/a.ts', text: "import '../markdown/tree/index.ts';" },
    { kind: 'a door in a room', path: 'maintain/a.ts', text: "import { main } from '../doors/cli/main.ts';" },
    { kind: 'a door in a signpost', path: 'signposts/a.ts', text: "import '../doors/cli/main.ts';" },
    { kind: 'a room in a door', path: 'doors/cli/a.ts', text: "import { b } from '../../catalog/index.ts';" },
    { kind: 'a door in another door', path: 'doors/mcp/a.ts', text: "import { b } from '../cli/b.ts';" },
    { kind: 'a way round the index of a door', path: 'doors/cli/a.ts', text: "import { b } from '../mcp/b.ts';" },
    { kind: 'a way round index.ts from a door', path: 'doors/cli/a.ts', text: "import '../../catalog/index.ts';" },
    { kind: 'a way back up to the whole', path: 'route/a.ts', text: "import { b } from '../index.ts';" },
    { kind: 'a file outside of src', path: 'doors/cli/a.ts', text: "import data from '../../../package.json';" },
    { kind: 'a package of another room', path: 'route/a.ts', text: "import MiniSearch from 'minisearch';" },
    { kind: 'types of a package of another room', path: 'catalog/a.ts', text: "import type { Root } from 'mdast';" },
    { kind: 'a scoped package of another room', path: 'route/a.ts', text: "import '@orama/stopwords/english';" },
    { kind: 'a path inside a package of another room', path: 'markdown/a.ts', text: "import * as z from 'zod/mini';" },
    { kind: 'messages in a pure room', path: 'route/a.ts', text: "import { VFile } from 'vfile';" },
    { kind: 'a package nobody owns', path: 'catalog/a.ts', text: "import chalk from 'chalk';" },
    { kind: 'the MCP SDK in another door', path: 'doors/cli/a.ts', text: "import '@modelcontextprotocol/server';" },
    { kind: 'node: in a browser room', path: 'retrieve/a.ts', text: "import { join } from 'node:path';" },
    { kind: 'a bare builtin in a browser room', path: 'report/a.ts', text: "import { join } from 'path';" },
    { kind: 'node: loaded late in a browser room', path: 'text/a.ts', text: "const fs = await import('node:fs');" },
    { kind: 'the library in a page', path: `${PAGE}c.ts`, text: "import { lint } from '../../../index.ts';" },
    { kind: 'the door of a page in it', path: `${PAGE}c.ts`, text: "import { readPages } from '../pages.ts';" },
    { kind: 'node: in a page', path: `${PAGE}c.ts`, text: "import { join } from 'node:path';" },
    { kind: 'the library at the edge', path: 'doors/http/a.ts', text: "import { lint } from '../../index.ts';" },
    { kind: 'a server at the edge', path: 'doors/http/a.ts', text: "import '../../serving/index.ts';" },
    { kind: 'what reads folders at the edge', path: 'doors/http/a.ts', text: "import './lint-folders.ts';" },
    { kind: 'node: at the edge', path: 'doors/http/a.ts', text: "import { join } from 'node:path';" },
    { kind: 'preact in another door', path: 'doors/http/a.ts', text: "import { render } from 'preact';" },
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
