/** Temporary folders for tests that need a disk, and a summary of what a catalog came to. */

import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { VFileMessage } from 'vfile-message';
import type { SourceDocument } from '../../../src/domain/reference.ts';
import { type BuiltCatalog, buildCatalog } from '../../../src/load/catalog/build-catalog.ts';

const made: string[] = [];

/** Make a folder with files. Its path has no symbolic link in it; `removeFolders` takes it away. */
export function makeFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'signpost-test-')));
  // Another user may have to look in.
  chmodSync(folder, 0o755);
  made.push(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Remove every folder made since the last call. */
export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Documents of one root from path → text. */
export function documentsOf(files: Readonly<Record<string, string>>, root?: string): SourceDocument[] {
  return Object.entries(files).map(([path, text]) => ({ path, text, ...(root !== undefined && { root }) }));
}

export function build(files: Readonly<Record<string, string>>): BuiltCatalog {
  return buildCatalog(documentsOf(files));
}

export function idsOf({ catalog }: BuiltCatalog): string[] {
  return catalog.references.map(({ id }) => id);
}

/**
 * Messages as `file:line code`, without the ones about style that nearly every small test document earns. Files
 * are named from the root down where one is given.
 */
export function problemsIn({ messages }: { readonly messages: readonly VFileMessage[] }, root = ''): string[] {
  const style = new Set(['front-matter-missing', 'description-missing', 'description-short']);
  return messages
    .filter(({ ruleId }) => !style.has(ruleId ?? ''))
    .map(({ file, line, ruleId }) => `${withoutRoot(file, root)}${line === undefined ? '' : `:${line}`} ${ruleId}`);
}

/** A reference's text: front matter of one name or description and a heading. */
export function page(fields: Readonly<Record<string, string>>, body = ''): string {
  const lines = Object.entries(fields).map(([key, value]) => `${key}: ${value}`);
  return ['---', ...lines, '---', '', body].join('\n');
}

function withoutRoot(file: string | undefined, root: string): string {
  return root !== '' && file?.startsWith(`${root}/`) ? file.slice(root.length + 1) : (file ?? '');
}
