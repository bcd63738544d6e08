import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import { build } from 'esbuild';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPack, SignpostError, whyNot as whyNotInMemory } from '../../src/browser.ts';
import { openSignpost, packSignpost, type Signpost } from '../../src/index.ts';
import { whyNot } from '../../src/maintain/suggest/why-not.ts';
import { buildSignpost } from '../../src/session/build-signpost.ts';
import { jsonSection } from '../../src/storage/pack/container.ts';
import { seal } from '../../src/storage/pack/seal.ts';
import { makeFolder } from '../maintain/folder.ts';

const top = join(import.meta.dirname, '../..');
let signpost: Signpost;
let packed: { readonly pack: Uint8Array; readonly vectors: Uint8Array };

beforeAll(async () => {
  signpost = await openSignpost({ roots: [top] });
  const { pack, vectors } = await packSignpost(signpost);
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
    [
      'vectors with another number',
      () => openPack(packed.pack, { vectors: packed.vectors.map((byte, at) => (at === 2e6 ? byte ^ 1 : byte)) }),
    ],
  ])('is not made of %s', (_what, open) => {
    expect(open).toThrow(expect.objectContaining({ code: 'SIGNPOST_BAD_PACK' }));
  });
});

describe('the settings of a packed signpost', () => {
  const page = (description: string, trigger: string) =>
    `---\ndescription: ${description}\ntriggers: [${trigger}]\n---\n# A page\n`;
  const documents = [
    { path: 'keys.md', text: page('Rotating API keys of services without downtime.', 'rotate keys') },
    { path: 'vault.md', text: page('Where secrets are stored and who may read them.', 'store a secret') },
  ];
  const query = 'rotate the keys that are stored';
  const question = { query, reference: 'vault.md' };

  it('are in the pack: those of its configuration, and those it was opened with', async () => {
    const folder = makeFolder();
    folder.write({
      ...Object.fromEntries(documents.map(({ path, text }) => [path, text])),
      'signpost.config.json': '{"route":{"abstainBelow":1}}',
    });
    const configured = await openSignpost({ roots: [folder.path], route: { limit: 1 } });
    folder.remove();
    expect(configured.route(query).decision).toBe('abstain');
    const { pack, vectors } = await packSignpost(configured);
    if (!vectors) throw new Error('no vectors ship with the package');
    const opened = openPack(pack, { vectors });
    expect(plain(opened.route(query))).toEqual(plain(configured.route(query)));
    expect(whyNotInMemory(opened, question)).toMatchObject({ decision: 'abstain', edit: undefined });
    // Who opens it has the last word.
    const lenient = openPack(pack, { vectors, route: { abstainBelow: 0 } });
    expect(lenient.route(query)).toMatchObject({ decision: 'route', candidates: [{ id: 'keys.md' }] });
    expect(whyNotInMemory(lenient, question)).toMatchObject({ decision: 'route', edit: { kind: 'trigger' } });
  });

  it('are those of whoever opens it, when edits are tried', async () => {
    const { pack } = await packSignpost(buildSignpost(documents));
    expect(whyNotInMemory(openPack(pack), question).edit).toBeDefined();
    const strict = openPack(pack, { route: { abstainBelow: 1 } });
    expect(whyNotInMemory(strict, question)).toMatchObject({ decision: 'abstain', isTried: true, edit: undefined });
  });
});

describe('bytes that were changed on the way', () => {
  const isBadPack = (error: unknown) => error instanceof SignpostError && error.code === 'SIGNPOST_BAD_PACK';
  const small = buildSignpost([{ path: 'keys.md', text: '---\ndescription: Keys of doors.\n---\n# Keys\n' }]);

  it('are no pack, or one that answers', async () => {
    const { pack } = await packSignpost(small);
    const edit = fc.record({ at: fc.nat(pack.length - 1), byte: fc.nat(255) });
    const mutant = fc.oneof(
      fc.array(edit, { minLength: 1, maxLength: 8 }).map((edits) => {
        const bytes = Uint8Array.from(pack);
        for (const { at, byte } of edits) bytes[at] = byte;
        return bytes;
      }),
      fc.nat(pack.length).map((length) => pack.slice(0, length)),
      fc.nat(pack.length).map((at) => Uint8Array.from([...pack.slice(0, at), 0, ...pack.slice(at)])),
    );
    fc.assert(
      fc.property(mutant, (bytes) => {
        let opened: Signpost;
        try {
          opened = openPack(bytes);
        } catch (error) {
          expect(isBadPack(error), String(error)).toBe(true);
          return;
        }
        expect(opened.route('keys of a door').references[0]?.id).toBe('keys.md');
        expect(opened.read('keys.md')).toContain('# Keys');
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['no section', new Map<string, Uint8Array>()],
    ['settings alone', new Map([['settings', jsonSection({})]])],
    ['settings that are none', new Map([['settings', jsonSection({ abstainBelow: 2 })]])],
  ])('are no pack with %s, though the sum is right', (_what, sections) => {
    expect(() => openPack(seal(sections))).toThrow(expect.objectContaining({ code: 'SIGNPOST_BAD_PACK' }));
  });
});

describe('why not another reference', () => {
  it('is answered as by the library', { timeout: 120_000 }, () => {
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
