/** The files of the page, as the build made them → answers for a server. */

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SignpostError } from '../../domain/signpost-error.ts';
import { packageTop } from '../../load/disk/package-top.ts';
import { readFile } from '../../load/disk/read-file.ts';

const FOLDER = 'dist/playground';
/** In bytes; the script is some hundred kilobytes. */
const LARGEST = 16 * 1024 * 1024;
/** By the path they are answered at. */
const FILES = [
  { path: '/', file: 'index.html', type: 'text/html; charset=utf-8' },
  { path: '/app.js', file: 'app.js', type: 'text/javascript; charset=utf-8' },
  { path: '/app.css', file: 'app.css', type: 'text/css; charset=utf-8' },
] as const;

/** Nothing but its own files runs, styles it or is asked, and nobody frames it. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-cache',
} as const;

/**
 * Read the page.
 *
 * @returns
 *   What answers each path, with an `ETag`: a browser that has a file is told so.
 * @throws {SignpostError}
 *   `SIGNPOST_FILE_UNREADABLE` when the page was not built.
 */
export function readPages(): ReadonlyMap<string, (request: Request) => Response> {
  return new Map(
    FILES.map(({ path, file, type }) => {
      const text = readPageFile(file);
      const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
      const headers = { ...HEADERS, etag };
      return [
        path,
        (request) =>
          request.headers.get('if-none-match') === etag
            ? new Response(null, { status: 304, headers })
            : new Response(text, { headers: { ...headers, 'content-type': type } }),
      ];
    }),
  );
}

/**
 * Read a file that the build made.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_FILE_UNREADABLE` when it is not there.
 */
export function readPageFile(name: string): string {
  const top = packageTop(import.meta.url, 'doors/playground/pages');
  const path = join(top ?? '', FOLDER, name);
  if (top === undefined || !existsSync(path)) {
    throw new SignpostError('SIGNPOST_FILE_UNREADABLE', `Cannot find \`${FOLDER}/${name}\` of the package`);
  }
  return readFile(path, { most: LARGEST, links: 'follow' }).bytes.toString('utf8');
}
