import type { SearchDocument } from '../../../src/domain/search.ts';
import { FIELDS } from '../../../src/search/fields.ts';
import { pushRows } from '../../../src/storage/postgres/push.ts';
import { documentRow } from '../../../src/storage/postgres/rows.ts';
import { createPostgresRetriever, createStoreReader } from '../../../src/storage/postgres/store-reader.ts';
import { analyze } from '../../../src/text/analyze.ts';
import { retrieverContract } from '../../search/vectors/contract.ts';
import { useDatabase } from './database.ts';

const database = useDatabase();
let pushed = 0;

/** A document as it is pushed, with a profile that no retriever asks for. */
function rowOf(document: SearchDocument) {
  const record = { reference: { id: document.id, kind: 'reference' }, profile: { sequences: [] } };
  const fields = FIELDS.map((field) => analyze(document[field]));
  const body = fields.at(-1)?.join(' ') ?? '';
  const content = { record: JSON.stringify(record), body, document: 'null', outline: '{}' };
  const routedBy = new Set(fields.slice(0, 3).flat());
  return documentRow(document.id, content, { fields, routedBy, whole: undefined, passages: undefined }, '');
}

/** Each corpus is a catalog of its own. */
async function create(documents: readonly SearchDocument[]) {
  pushed++;
  const catalog = `contract-${pushed}`;
  const rows = [...documents].sort((a, b) => (a.id < b.id ? -1 : 1)).map(rowOf);
  const source = {
    ...{ rows, size: rows.length, parents: new Map(), branches: [], always: [], withGlobs: [], trees: [] },
    ...{ messages: [], settings: {}, vectors: undefined },
  };
  await pushRows(database.sql, source, { catalog, keep: 1 });
  const retriever = createPostgresRetriever(createStoreReader(database.sql, { catalog, vectors: undefined }));
  return { size: await retriever.size(), retrieve: retriever.retrieve };
}

retrieverContract('createPostgresRetriever', create, 12);
