/**
 * SQLite's FTS5 in memory, by better-sqlite3: its default tokenizer (porter found less), columns weighted with the 10 and 5 of the
 * example of `bm25()`, and the words of a request as strings joined by OR (https://www.sqlite.org/fts5.html#the_bm25_function).
 */
import Database from 'better-sqlite3';
import { versionOf } from './version-of.mjs';

const database = () => new Database(':memory:');
const { library } = database().prepare('SELECT sqlite_version() AS library').get();

export const name = `FTS5 of SQLite ${library}`;
export const version = `better-sqlite3 ${versionOf('better-sqlite3')}`;

export function build(documents) {
  const index = database();
  index.exec(
    'CREATE VIRTUAL TABLE documents USING fts5(id UNINDEXED, name, title, description, triggers, headings, body)',
  );
  const insert = index.prepare(
    'INSERT INTO documents VALUES (@id, @name, @title, @description, @triggers, @headings, @body)',
  );
  index.transaction(() => {
    for (const document of documents) insert.run(document);
  })();
  const select = index
    .prepare('SELECT id FROM documents WHERE documents MATCH ? ORDER BY bm25(documents, 0, 10, 10, 5, 5, 1, 1) LIMIT ?')
    .pluck();
  return {
    search(request, limit) {
      const words = request.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
      return words.length === 0 ? [] : select.all(words.map((word) => `"${word}"`).join(' OR '), limit);
    },
  };
}
