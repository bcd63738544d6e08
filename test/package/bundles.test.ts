/** Programs with signpost in them, bundled as people do, and run where none of what they were bundled from is. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, posix } from 'node:path';
import { build as esbuild } from 'esbuild';
import { build as vite } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import webpack from 'webpack';
import { type Decision, packSignpost } from '../../src/index.ts';
import { buildSignpost } from '../../src/session/build-signpost.ts';
import { installIn } from './installed.ts';

const about = (path: string, description: string) => ({
  path,
  text: `---\ndescription: ${description}\n---\n# A page\n`,
});
const DOCUMENTS = [
  about('keys.md', 'Rotating API keys of services without downtime.'),
  about('invoices.md', 'Sending and correcting invoices to customers.'),
  about('kubernetes.md', 'Deploying services to a Kubernetes cluster with Helm charts.'),
  about('backups.md', 'Restoring a PostgreSQL database from backups.'),
];
/** The first one is answered by meaning alone. */
const QUERIES = ['deploy pods and containers with kubectl', 'credentials rotation', 'bake rye bread', ''];
const ASK = `console.log(JSON.stringify(${JSON.stringify(QUERIES)}.map((query) => signpost.route(query, { explain: true }))))`;
const { pack } = await packSignpost(buildSignpost(DOCUMENTS));

type Platform = 'node' | 'browser';
const PLATFORMS: readonly Platform[] = ['node', 'browser'];
/** As the library chapter writes it. */
const IMPORT = "import { vectors } from 'signpost/vectors';";
const programFor = {
  node: (options: string) => `
    import { createSignpost } from 'signpost';
    createSignpost(${JSON.stringify(DOCUMENTS)}, { ${options} }).then((signpost) => ${ASK});`,
  browser: (options: string) => `
    import { openPack } from 'signpost/browser';
    const pack = '${Buffer.from(pack).toString('base64')}';
    const signpost = openPack(Uint8Array.from(atob(pack), (letter) => letter.charCodeAt(0)), { ${options} });
    ${ASK}`,
};

/** A project that has signpost installed, and a machine that has not. */
let project: string;
let elsewhere: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'signpost-project-'));
  elsewhere = mkdtempSync(join(tmpdir(), 'signpost-elsewhere-'));
  installIn(project);
});
afterAll(() => {
  for (const folder of [project, elsewhere]) rmSync(folder, { recursive: true, force: true });
});

interface Bundling {
  readonly entry: string;
  readonly out: string;
  readonly platform: Platform;
}

/** Each with the least settings: no plugin, no loader. */
const BUNDLERS = {
  esbuild: ({ entry, out, platform }: Bundling) =>
    esbuild({
      entryPoints: [entry],
      outfile: join(out, 'program.cjs'),
      bundle: true,
      minify: true,
      platform,
      format: 'cjs',
      // It says that CommonJS has no `import.meta`, which is what is tried here.
      logLevel: 'error',
    }),
  vite: ({ entry, out, platform }: Bundling) =>
    vite({
      root: project,
      configFile: false,
      logLevel: 'error',
      ...(platform === 'node' && { ssr: { noExternal: true as const } }),
      build: {
        outDir: out,
        minify: false,
        ...(platform === 'node' ? { ssr: entry } : { lib: { entry, formats: ['es'] as const } }),
        rollupOptions: { output: { entryFileNames: 'program.mjs' } },
      },
    }),
  webpack: ({ entry, out, platform }: Bundling) =>
    new Promise<void>((resolve, reject) => {
      const compiler = webpack({
        context: project,
        mode: 'production',
        target: platform === 'node' ? 'node20' : 'web',
        entry,
        output: { path: out, filename: 'program.cjs' },
        optimization: { minimize: false },
        performance: false,
      });
      compiler?.run((failure, stats) => {
        const problem = failure ?? (stats?.hasErrors() ? new Error(stats.toString()) : undefined);
        compiler.close(() => (problem ? reject(problem) : resolve()));
      });
    }),
};
type Bundler = keyof typeof BUNDLERS;

/** Bundle a program, and take what came of it elsewhere. */
async function bundled(bundler: Bundler, platform: Platform, options: string): Promise<string> {
  const out = mkdtempSync(join(project, 'out-'));
  const entry = join(project, `${basename(out)}.mjs`);
  writeFileSync(entry, `${options === '' ? '' : IMPORT}${programFor[platform](options)}`);
  await BUNDLERS[bundler]({ entry, out, platform });
  const taken = join(elsewhere, basename(out), 'app/dist');
  mkdirSync(dirname(taken), { recursive: true });
  renameSync(out, taken);
  return taken;
}

/** What a program prints once its project is gone: a bundler may have written down where that was. */
function decisionsOf(folder: string): Decision[] {
  const program = readdirSync(folder).find((name) => name.startsWith('program.')) ?? 'none';
  const gone = `${project}-gone`;
  renameSync(project, gone);
  try {
    return JSON.parse(execFileSync(process.execPath, [program], { cwd: folder, encoding: 'utf8' }));
  } finally {
    renameSync(gone, project);
  }
}

/** As in a process that was not bundled, to the last bit. */
function unbundled(options: { readonly semantic?: boolean } = {}): Decision[] {
  const { route } = buildSignpost(DOCUMENTS, options);
  const decisions = QUERIES.map((query) => route(query, { explain: true }));
  return JSON.parse(JSON.stringify(decisions));
}

const isDegraded = ({ degraded }: Decision) => degraded?.[0]?.code === 'SIGNPOST_VECTORS_MISSING';
const outcomes = (decisions: readonly Decision[]) =>
  decisions.map(({ decision, references, confidence }) => [decision, references.map(({ id }) => id), confidence]);

it('is about requests that words alone answer otherwise', () => {
  expect(unbundled()[0]).toMatchObject({ decision: 'route', references: [{ id: 'kubernetes.md' }] });
  expect(unbundled({ semantic: false })[0]).toMatchObject({ decision: 'abstain' });
});

describe.each(Object.keys(BUNDLERS) as Bundler[])('a program bundled by %s', (bundler) => {
  it.each(PLATFORMS)(
    'decides as unbundled with the vectors as a module (%s)',
    { timeout: 180_000 },
    async (platform) => {
      const folder = await bundled(bundler, platform, 'vectors');
      expect(decisionsOf(folder)).toEqual(unbundled());
    },
  );

  it.each(PLATFORMS)('says in each decision that there are none (%s)', { timeout: 180_000 }, async (platform) => {
    const folder = await bundled(bundler, platform, '');
    const carried = readdirSync(folder).find((name) => name.endsWith('.bin'));
    // Webpack knows the form in which the file is named, and takes it along for Node.
    expect(carried !== undefined).toBe(bundler === 'webpack' && platform === 'node');
    if (carried !== undefined) {
      expect(decisionsOf(folder)).toEqual(unbundled());
      rmSync(join(folder, carried));
    }
    const decisions = decisionsOf(folder);
    expect(decisions.map(isDegraded)).toEqual(QUERIES.map(() => true));
    expect(outcomes(decisions)).toEqual(outcomes(unbundled({ semantic: false })));
  });
});

/** As the library chapter has it: an ES module has no `require`, which packages in CommonJS take Node's own modules by. */
const BANNER = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
const ENTRIES = Object.keys(JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')).exports)
  .filter((path) => !path.endsWith('.json'))
  .map((path) => path.replace(/^\.\/?/, ''));
/** By what names another part of a program may load zod when it is asked to: esbuild starts what is loaded late in another way. */
const LATE = {
  'nothing else': [],
  'zod by one name': ['zod', 'zod/mini'],
  'zod by the other': ['zod/v4', 'zod/v4/mini'],
};

describe.each(['cjs', 'esm'] as const)('a program bundled by esbuild as %s', (format) => {
  it.each(Object.entries(LATE))('starts with any entry, and %s loaded late', { timeout: 180_000 }, async (_, late) => {
    const [from, out] = [project, elsewhere].map((folder) => mkdtempSync(join(folder, 'entries-'))) as [string, string];
    const loaded = late.map(
      (name, at) => `import * as z${at} from '${name}'; export const text${at} = z${at}.string();`,
    );
    writeFileSync(join(from, 'late.mjs'), loaded.join('\n'));
    for (const entry of ENTRIES) {
      const all = `import * as all from '${posix.join('signpost', entry)}';`;
      const print = `console.log(JSON.stringify(['${entry}', ...Object.keys(all)]));`;
      writeFileSync(
        join(from, `program-${entry}.mjs`),
        `${all} ${print} export const late = () => import('./late.mjs');`,
      );
    }
    const extension = format === 'cjs' ? '.cjs' : '.mjs';
    await esbuild({
      entryPoints: ENTRIES.map((entry) => join(from, `program-${entry}.mjs`)),
      outdir: out,
      outExtension: { '.js': extension },
      bundle: true,
      minify: true,
      platform: 'node',
      format,
      ...(format === 'esm' && { banner: { js: BANNER } }),
      logLevel: 'error',
    });
    expect(ENTRIES).toEqual(expect.arrayContaining(['', 'tools', 'http', 'edge', 'browser', 'vectors']));
    expect(printedIn(out, extension)).toEqual(printedIn(from, '.mjs'));
  });
});

/** What the programs of all entries print, one after the other. */
function printedIn(folder: string, extension: string): string[] {
  const programs = ENTRIES.map(
    (entry) => `await import(${JSON.stringify(join(folder, `program-${entry}${extension}`))});`,
  );
  const argv = ['--input-type=module', '--eval', programs.join('\n')];
  return execFileSync(process.execPath, argv, { cwd: folder, encoding: 'utf8' }).trim().split('\n');
}
