/**
 * Build the package: `tsc` emits the library with its types, esbuild bundles the command line.
 *
 * The command line is bundled because a fresh process pays for every file it opens: the packages behind remark are
 * some sixty small modules. The library stays unbundled, so that an embedding program shares its dependencies and
 * its bundler can shake the tree.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const top = join(dirname(fileURLToPath(import.meta.url)), '..');
const { version } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8'));
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');

rmSync(join(top, 'dist'), { recursive: true, force: true });
execFileSync(process.execPath, [tsc, '-p', join(top, 'tsconfig.build.json')], { stdio: 'inherit' });

// Node 20 warns of JSON modules, and a browser without a bundler reads none: the library gets them as JavaScript.
for (const name of readdirSync(join(top, 'dist'), { recursive: true, encoding: 'utf8' })) {
  const path = join(top, 'dist', name);
  if (path.endsWith('.json')) {
    writeFileSync(`${path}.js`, `export default ${readFileSync(path, 'utf8').trim()};\n`);
    rmSync(path);
  } else if (path.endsWith('.js')) {
    const text = readFileSync(path, 'utf8');
    const plain = text.replaceAll(/(from '[^']+\.json)' with \{ type: 'json' \}/g, "$1.js'");
    if (plain !== text) writeFileSync(path, plain);
  }
}

/** What a build keeps on disk is of no use to another: both are told apart by what they were built from. */
const digest = createHash('sha256');
for (const name of readdirSync(join(top, 'src'), { recursive: true, encoding: 'utf8' }).sort()) {
  if (/\.(?:ts|json)$/.test(name)) digest.update(`${name}\n`).update(readFileSync(join(top, 'src', name)));
}
const buildId = JSON.stringify(`${version} ${digest.digest('hex').slice(0, 16)}`);
const identity = join(top, 'dist/storage/snapshot/build-id.js');
const unbuilt = readFileSync(identity, 'utf8');
writeFileSync(identity, unbuilt.replace(/^export const BUILD_ID.*$/m, `export const BUILD_ID = ${buildId};`));

const vectorsModule = join(top, 'dist/search/vectors/encoded-vectors.js');
const encoded = readFileSync(join(top, 'vectors/skills.bin')).toString('base64');
const empty = readFileSync(vectorsModule, 'utf8');
writeFileSync(vectorsModule, empty.replace(/^const ENCODED = '';$/m, `const ENCODED = '${encoded}';`));

/** What the bundles of the command line have in common. */
const bundle = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  // CommonJS, because Node starts it without setting up its loader for ES modules.
  format: 'cjs',
  minify: true,
  alias: {
    'js-yaml': join(top, 'scripts/js-yaml-unused.cjs'),
    // Its other form asks for its own files by computed names, which no bundler can follow.
    'jsonc-parser': createRequire(import.meta.url)
      .resolve('jsonc-parser')
      .replace('/umd/', '/esm/'),
  },
  legalComments: 'linked',
  logLevel: 'warning',
  // `import()` of CommonJS parses a file once more for what it exports: `require` spares that.
  supported: { 'dynamic-import': false },
  // CommonJS knows no `import.meta`.
  define: {
    SIGNPOST_VERSION: JSON.stringify(version),
    SIGNPOST_BUILD: buildId,
    'import.meta.url': 'SIGNPOST_URL',
  },
};
const url = "const SIGNPOST_URL=require('url').pathToFileURL(__filename).href;";

/** What a file of the sources exports; types leave nothing. */
async function functionsOf(path) {
  const options = { entryPoints: [join(top, `src/${path}.ts`)], format: 'esm', write: false, metafile: true };
  const { metafile } = await build({ ...options, outfile: 'functions.js' });
  return Object.values(metafile.outputs).flatMap((output) => output.exports);
}

await build({
  ...bundle,
  entryPoints: [join(top, 'src/doors/cli/start.ts')],
  outfile: join(top, 'dist/bin/signpost.cjs'),
  banner: { js: '#!/usr/bin/env node' },
  plugins: [
    {
      name: 'started-when-all-is-set',
      setup({ onResolve }) {
        onResolve({ filter: /\/bin\.ts$/, namespace: 'file' }, ({ kind }) =>
          kind === 'dynamic-import' ? { path: './main.cjs', external: true } : undefined,
        );
      },
    },
  ],
});
await build({
  ...bundle,
  entryPoints: [join(top, 'src/doors/cli/bin.ts')],
  outfile: join(top, 'dist/bin/main.cjs'),
  banner: { js: url },
  plugins: [
    {
      name: 'loaded-when-asked-for',
      setup({ onLoad, onResolve }) {
        onResolve({ filter: /\/(?:for-maintainers|for-servers)\.ts$/ }, ({ path }) => ({
          path: `./${basename(path, '.ts')}.cjs`,
          external: true,
        }));
        // Its functions are called without waiting, too: each loads it when it is first called.
        onResolve({ filter: /\/from-folders\.ts$/ }, () => ({ path: 'from-folders', namespace: 'later' }));
        onLoad({ filter: /./, namespace: 'later' }, async () => ({
          contents: (await functionsOf('session/from-folders'))
            .map((name) => `export const ${name} = (...given) => require('./from-folders.cjs').${name}(...given);`)
            .join('\n'),
        }));
        onResolve({ filter: /\.cjs$/, namespace: 'later' }, ({ path }) => ({ path, external: true }));
        onResolve({ filter: /\/from-store\.ts$/ }, () => ({ path: './postgres.cjs', external: true }));
      },
    },
  ],
});
const later = {
  'for-maintainers': 'doors/cli/commands/for-maintainers',
  'for-servers': 'doors/cli/commands/for-servers',
  'from-folders': 'session/from-folders',
  'lint-worker': 'doors/http/lint-worker',
  postgres: 'session/from-store',
};
for (const [name, path] of Object.entries(later)) {
  await build({
    ...bundle,
    entryPoints: [join(top, `src/${path}.ts`)],
    outfile: join(top, `dist/bin/${name}.cjs`),
    // Node-postgres asks for a native client of its own only where one is wanted.
    external: ['pg-native'],
    banner: { js: url },
  });
}
chmodSync(join(top, 'dist/bin/signpost.cjs'), 0o755);

// The page of the playground, beside a server (app.js) and with the router in it (site.js): no network but its own files.
const page = join(top, 'src/doors/playground/page');
await build({
  bundle: true,
  platform: 'browser',
  target: ['es2022', 'chrome111', 'firefox114', 'safari16.4'],
  format: 'iife',
  minify: true,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  banner: {
    js: '/* signpost, with Preact (c) 2015-present Jason Miller and micromark (c) 2020 Titus Wormer, both under the MIT license. */',
  },
  legalComments: 'linked',
  logLevel: 'warning',
  entryPoints: [
    { in: join(page, 'main.tsx'), out: 'app' },
    { in: join(page, 'main-local.tsx'), out: 'site' },
    { in: join(page, 'style/app.css'), out: 'app' },
  ],
  entryNames: '[name]',
  outdir: join(top, 'dist/playground'),
});
copyFileSync(join(page, 'index.html'), join(top, 'dist/playground/index.html'));

// In this repository `npx signpost` finds the command here; without it npx installs the folder into its cache first.
const bins = join(top, 'node_modules/.bin');
if (existsSync(bins) && process.platform !== 'win32') {
  rmSync(join(bins, 'signpost'), { force: true });
  symlinkSync('../../dist/bin/signpost.cjs', join(bins, 'signpost'));
}
