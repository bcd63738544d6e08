/** Every form of a catalog decides, explains and shows the same: in memory, packed, as a layer over a pack, in PostgreSQL. */

import { describe, expect, it } from 'vitest';
import type { RouteOptions } from '../../src/domain/decision.ts';
import { buildCatalog } from '../../src/load/catalog/build-catalog.ts';
import { outlineOf } from '../../src/load/markdown/outline.ts';
import type { CatalogIndex } from '../../src/route/catalog-index.ts';
import { buildSignpost } from '../../src/session/build-signpost.ts';
import { createLiveCatalog } from '../../src/session/live-catalog.ts';
import { packableVectors, shippedVectors } from '../../src/session/shipped-vectors.ts';
import { createStoredSignpost } from '../../src/session/stored-signpost.ts';
import { createMemoryIndex } from '../../src/storage/memory/memory-index.ts';
import { decodeSections, encodeSections } from '../../src/storage/pack/container.ts';
import { openPack } from '../../src/storage/pack/open-pack.ts';
import { packCatalog } from '../../src/storage/pack/pack-catalog.ts';
import { useDatabase } from './postgres/database.ts';
import { pushSignpost } from './postgres/push-signpost.ts';

const page = (description: string, triggers: string, body: string) =>
  `---\ndescription: ${description}\ntriggers:\n  - "${triggers}"\n---\n\n# ${description}\n\n${body}\n`;
const documents = [
  {
    path: 'INDEX.md',
    text: '# Vault\n\n## Decision Tree\n\n- A key leaked? → [keys](./keys.md)\n- Many tenants? → [tenants](./tenants.md)\n- Else → [rotation](./rotation.md)\n',
  },
  { path: 'keys.md', text: page('Revoking API keys', 'key leaked, revoke a token', 'For certificates, see rotation.') },
  { path: 'rotation.md', text: page('Rotating certificates', 'expired certificate', 'Do this every month.') },
  { path: 'tenants.md', text: page('Separating tenants', 'many customers in one vault', 'Not for single users.') },
  { path: 'styles.mdc', text: '---\ndescription: Styles of forms\nglobs: "*.css"\n---\n\nUse variables.\n' },
  {
    path: 'skill/SKILL.md',
    text: '---\nname: skill\ndescription: Sending invoices in Korean. 청구서 보내기\n---\n\n# Invoices\n',
  },
];
const requests: readonly (readonly [string, RouteOptions])[] = [
  ['our API key leaked', {}],
  ['the certifcate has expired', { limit: 2 }],
  ['청구서를 보내고 싶어요', {}],
  ['separate the customers, and then rotate the certificates', {}],
  ['why?', { context: { history: ['revoke this token'] } }],
  ['a new form', { context: { files: ['src/form.css'] } }],
  ['xylophone', {}],
  ['', {}],
];

function packed(sources: typeof documents) {
  const sections = decodeSections(
    encodeSections(packCatalog({ ...buildCatalog(sources), outlineOf }, shippedVectors())),
  );
  if (!sections) throw new Error('cannot decode what was encoded');
  return sections;
}

/** A pack of other documents, and what has become of them laid over it. */
function overlaid(): CatalogIndex {
  const before = documents
    .filter(({ path }) => path !== 'tenants.md')
    .map(({ path, text }) => ({ path, text: path === 'keys.md' ? text.replace('leaked', 'lost') : text }));
  return createLiveCatalog(
    packed([...before, { path: 'gone.md', text: page('Going', 'gone', 'Away.') }]),
    packableVectors(),
  ).update(documents, []);
}

const memory = () => createMemoryIndex({ ...buildCatalog(documents), outlineOf }, shippedVectors);
const forms: readonly (readonly [string, () => CatalogIndex])[] = [
  ['packed', () => openPack(packed(documents), shippedVectors)],
  ['as a layer over a pack', overlaid],
];

describe.each(forms)('a catalog %s', (_form, open) => {
  const [index, other] = [open(), memory()];

  it.each(requests)('decides and explains as in memory: %s', (query, options) => {
    const asked = { limit: 5, ...options, explain: true };
    expect(index.route(query, asked)).toEqual(other.route(query, asked));
  });

  it('holds the same references, messages, texts and outlines', () => {
    expect(index.catalog).toEqual(other.catalog);
    expect(index.messages.map(String)).toEqual(other.messages.map(String));
    expect(index.profiles.size).toBe(other.profiles.size);
    for (const { id } of other.catalog.references) {
      expect(index.profiles.has(id)).toBe(true);
      expect(index.textOf(id)).toBe(other.textOf(id));
      expect(index.outlineOf(id)).toEqual(other.outlineOf(id));
    }
    expect([index.textOf('nobody.md'), index.profiles.get('nobody.md')]).toEqual([undefined, undefined]);
  });
});

describe('a catalog in PostgreSQL', () => {
  const database = useDatabase();

  it('decides and explains as in memory, and holds the same', async () => {
    const signpost = buildSignpost(documents);
    await pushSignpost(database.sql, signpost, 'contract');
    const stored = createStoredSignpost(database.sql, { catalog: 'contract', vectors: shippedVectors() });
    for (const [query, options] of requests) {
      const asked = { ...options, explain: true };
      expect(await stored.route(query, asked)).toEqual(signpost.route(query, asked));
    }
    const ids = signpost.catalog.references.map(({ id }) => id);
    for (const id of ids) expect(await stored.read(id)).toBe(signpost.read(id));
  });
});
