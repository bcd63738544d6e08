/** Snapshots of a test run are kept in a folder of its own, which goes with it. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'signpost-cache-'));
  process.env['SIGNPOST_CACHE'] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
