/** A site whose router runs in the browser: its files, and a folder of them written whole or not at all. */

import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { SignpostError } from '../../domain/signpost-error.ts';
import { codeOf } from '../../load/disk/code-of.ts';
import { readFile } from '../../load/disk/read-file.ts';
import { writeFile } from '../../load/disk/write-file.ts';
import type { PackedSignpost } from '../../session/pack-signpost.ts';
import { readPageFile } from './pages.ts';

/** What a site is made of. */
export interface SiteContent {
  readonly packed: PackedSignpost;
  /** As the API gives them. */
  readonly examples: unknown;
  readonly lint: unknown;
}

/** A file of a site. */
export interface SiteFile {
  readonly name: string;
  readonly text: string;
}

/** The page, by the name it has in a site and the one the build gave it. */
const PAGE = [
  ['index.html', 'index.html'],
  ['app.js', 'site.js'],
  ['app.css', 'app.css'],
] as const;
/** Bytes: a page is a few kilobytes. */
const LARGEST_PAGE = 1024 * 1024;
/** What tells a page of ours from somebody else's. */
const MARK = '<meta name="generator" content="signpost playground">';

/**
 * Make the files of a site.
 *
 * @returns
 *   The page, and scripts that hand it the catalog and the vectors: a script is all that a page opened from disk may load.
 * @throws {SignpostError}
 *   `SIGNPOST_FILE_UNREADABLE` when the page was not built.
 */
export function siteFilesOf({ packed: { pack, vectors }, examples, lint }: SiteContent): SiteFile[] {
  const catalog = { pack: Buffer.from(pack).toString('base64'), examples, lint };
  return [
    ...PAGE.map(([name, built]) => ({ name, text: readPageFile(built) })),
    { name: 'catalog.js', text: script('catalog', catalog) },
    { name: 'vectors.js', text: script('vectors', vectors && Buffer.from(vectors).toString('base64')) },
  ];
}

function script(name: string, value: unknown): string {
  return `signpostData(${JSON.stringify(name)}, ${JSON.stringify(value ?? null)});\n`;
}

/**
 * Write a site.
 *
 * @param folder
 *   One that does not exist, is empty, or holds an earlier site and nothing else. It is replaced whole.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION` when it holds other things, `SIGNPOST_WRITE_FAILED` when it cannot be written: it is then as it was.
 */
export function writeSite(folder: string, files: readonly SiteFile[]): void {
  checkFree(folder, files);
  const parent = dirname(folder);
  let fresh: string | undefined;
  try {
    mkdirSync(parent, { recursive: true });
    fresh = mkdtempSync(join(parent, `.${basename(folder)}-`));
    const [made, old] = [join(fresh, 'new'), join(fresh, 'old')];
    mkdirSync(made);
    // For whoever serves the folder, as the mask of the process says.
    for (const { name, text } of files) writeFile(join(made, name), text, 0o666 & ~process.umask());
    const isThere = existsSync(folder);
    if (isThere) renameSync(folder, old);
    try {
      renameSync(made, folder);
    } catch (cause) {
      if (isThere) renameSync(old, folder);
      throw cause;
    }
  } catch (cause) {
    throw new SignpostError('SIGNPOST_WRITE_FAILED', `Cannot write \`${folder}\``, { cause });
  } finally {
    if (fresh !== undefined) rmSync(fresh, { recursive: true, force: true });
  }
}

function checkFree(folder: string, files: readonly SiteFile[]): void {
  const found = namesIn(folder);
  if (found.length === 0) return;
  const known = files.map(({ name }) => name);
  const foreign = found.find((name) => !known.includes(name));
  const isOurs = foreign === undefined && found.includes('index.html') && isPage(join(folder, 'index.html'));
  if (isOurs) return;
  const what = foreign === undefined ? 'another page' : `\`${foreign}\``;
  const reason = `Unexpected ${what} in \`${folder}\`, expected an empty folder or an earlier site: nothing was written`;
  throw new SignpostError('SIGNPOST_BAD_OPTION', reason);
}

/** Of a regular file alone: a pipe would be waited for, and a device may have no end. */
function isPage(path: string): boolean {
  try {
    return readFile(path, { most: LARGEST_PAGE, links: 'follow' }).bytes.includes(MARK);
  } catch {
    return false;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return [];
    throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected \`${folder}\`, expected a folder`, { cause });
  }
}
