import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPack, whyNot as whyNotInMemory } from '../../src/browser.ts';
import { openSignpost, packSignpost, type Signpost, whyNot } from '../../src/index.ts';

const top = join(import.meta.dirname, '../..');
let signpost: Signpost;
let packed: { readonly pack: Uint8Array; readonly vectors: Uint8Array };

beforeAll(async () => {
  signpost = await openSignpost({ roots: [top] });
  const { pack, vectors } = packSignpost(signpost);
  if (!vectors) throw new Error('no vectors ship with the package');
  packed = { pack, vectors };
});

/** A decision without what a pack leaves out. */
const plain = (decision: object) => JSON.parse(JSON.stringify(decision, (key, value) => (key === 'root' ? '' : value)));

const REQUESTS = ['how do I write triggers', 'set up the MCP server in Cursor', 'bake rye bread', '', 'fix index drft'];

describe('a packed signpost', () => {
  it('decides as the one it was packed from, with the same explanation', () => {
    const { pack, vectors } = packed;
    const opened = openPack(pack, { vectors });
    const asked = [...REQUESTS, ...signpost.catalog.references.flatMap(({ triggers }) => triggers)];
    expect(asked.length).toBeGreaterThan(100);
    for (const query of asked) {
      const options = { explain: true, limit: 10 };
      expect(plain(opened.route(query, options))).toEqual(plain(signpost.route(query, options)));
    }
  });

  it('holds the texts, and no path of the machine', () => {
    const { pack } = packed;
    const opened = openPack(pack);
    for (const { id } of signpost.catalog.references) {
      expect(opened.read(id)).toBe(signpost.read(id));
      expect(opened.excerpt(id, { maxTokens: 50 })).toEqual(signpost.excerpt(id, { maxTokens: 50 }));
    }
    expect(Buffer.from(pack).includes(top)).toBe(false);
  });

  it.each([
    ['nothing', () => openPack(new Uint8Array())],
    ['half of a pack', () => openPack(packed.pack.subarray(0, packed.pack.length / 2))],
    ['text', () => openPack(readFileSync(join(top, 'README.md')))],
    ['other vectors', () => openPack(packed.pack, { vectors: packed.vectors.subarray(1) })],
  ])('is not made of %s', (_what, open) => {
    expect(open).toThrow(expect.objectContaining({ code: 'SIGNPOST_BAD_PACK' }));
  });
});

describe('why not another reference', () => {
  it('is answered as by the library', () => {
    const { pack, vectors } = packed;
    const question = { query: 'checks in dbt Cloud', reference: 'asset-checks' };
    const own = whyNotInMemory(openPack(pack, { vectors }), question);
    expect(plain(own)).toEqual(plain(whyNot({ root: top, ...question })));
    expect(own.edit?.kind).toBe('trigger');
  });
});

describe('signpost/browser', () => {
  it('is bundled without Node, and runs where there is neither process nor require', async () => {
    const { outputFiles } = await build({
      entryPoints: [join(top, 'src/browser.ts')],
      bundle: true,
      platform: 'browser',
      format: 'iife',
      globalName: 'signpost',
      minify: true,
      write: false,
    });
    const [code = ''] = outputFiles.map(({ text }) => text);
    expect(code).not.toMatch(/["'`]node:/);
    expect(code.length).toBeLessThan(150_000);
    const { pack, vectors } = packed;
    const page = vm.createContext({ TextDecoder, TextEncoder, Intl, pack, vectors, REQUESTS, Uint8Array });
    vm.runInContext(code, page);
    const script = 'JSON.stringify(REQUESTS.map((query) => signpost.openPack(pack, { vectors }).route(query)))';
    const decisions = JSON.parse(vm.runInContext(script, page));
    expect(decisions.map(plain)).toEqual(REQUESTS.map((query) => plain(signpost.route(query))));
  });
});
