/** What a run of tests needs before any of them: a build of the sources as they are, and a folder for its snapshots. */

import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ownTemporary } from './own-temporary.ts';

/** Written last by the build. */
const BUILT = 'dist/playground/index.html';

export function setup(): () => void {
  // Once for all: files of tests run side by side, and must not build under one another.
  if (!isBuilt()) execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
  const folder = ownTemporary('signpost-cache-');
  process.env['SIGNPOST_CACHE'] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

function isBuilt(): boolean {
  const built = statSync(BUILT, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = ['src', 'scripts'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  return [...sources, 'package.json'].every((path) => statSync(path).mtimeMs <= built);
}
