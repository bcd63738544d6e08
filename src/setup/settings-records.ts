/** Remembers what a file of settings was before entries of ours were put in, so that it can be given back byte by byte. */

import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { discard, readFile, writeFile } from '../disk/index.ts';

/** What is remembered of a file. */
interface SettingsRecord {
  /** Whether there was a file. */
  readonly wasThere: boolean;
  /** Whether its folder was made for it. */
  readonly isFolderOurs: boolean;
  /** The text of before; `undefined` when the file is not as it was left. */
  before(text: string): string | undefined;
}

/** Records of files, by their paths. Nothing here throws: without a record entries are taken out one by one. */
export interface SettingsRecords {
  read(path: string): SettingsRecord | undefined;
  /** Remember a file that is about to be changed; `before` is `undefined` when it is not there. */
  write(path: string, before: string | undefined, after: string, isFolderOurs: boolean): void;
  forget(path: string): void;
}

/** What stands in a record: the text of before is the one of after, with `middle` in place of what is from `start` to `end`. */
interface Stored {
  readonly path: string;
  readonly wasThere: boolean;
  readonly isFolderOurs: boolean;
  /** SHA-256 of the text it was given. */
  readonly after: string;
  readonly start: number;
  readonly end: number;
  readonly middle: string;
}

/** Where the XDG specification has what outlives a run and is no cache, from home. */
const FOLDER = '.local/state/signpost/settings';
/** Settings that are larger are given back entry by entry. */
const LARGEST = 8 * 1024 * 1024;

/**
 * The records of a user.
 *
 * What a record says is a proposal: whoever takes it checks that putting our entries into it gives the file as it is, so that a record
 * somebody planted can bring nothing else in.
 *
 * @param home
 *   The user's folder; with `''` nothing is remembered.
 */
export function settingsRecords(home: string): SettingsRecords {
  const folder = join(home, FOLDER);
  const placeOf = (path: string) => join(folder, `${hashOf(path).slice(0, 32)}.json`);
  const isKept = home !== '';
  return {
    read(path) {
      const stored = isKept ? readStored(placeOf(path)) : undefined;
      if (stored?.path !== path) return undefined;
      const { wasThere, isFolderOurs, start, end, middle } = stored;
      return {
        wasThere,
        isFolderOurs,
        before: (text) => (hashOf(text) === stored.after ? text.slice(0, start) + middle + text.slice(end) : undefined),
      };
    },
    write(path, before, after, isFolderOurs) {
      if (!isKept) return;
      // A file that was made by an earlier run is ours, whatever its user changed since.
      const wasThere = before !== undefined && readStored(placeOf(path))?.wasThere !== false;
      const stored: Stored = { path, wasThere, isFolderOurs, after: hashOf(after), ...difference(after, before ?? '') };
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeFile(placeOf(path), JSON.stringify(stored));
      } catch {
        // A home that is read-only, or full.
      }
    },
    forget: (path) => isKept && discard(placeOf(path)),
  };
}

/** What has to stand where in a text for it to be another one. */
function difference(text: string, other: string): Pick<Stored, 'start' | 'end' | 'middle'> {
  const shorter = Math.min(text.length, other.length);
  let start = 0;
  while (start < shorter && text[start] === other[start]) start++;
  let same = 0;
  while (same < shorter - start && text.at(-1 - same) === other.at(-1 - same)) same++;
  return { start, end: text.length - same, middle: other.slice(start, other.length - same) };
}

function readStored(path: string): Stored | undefined {
  try {
    const value: unknown = JSON.parse(readFile(path, { most: LARGEST, links: 'follow' }).bytes.toString('utf8'));
    return isStored(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isStored(value: unknown): value is Stored {
  const { path, wasThere, isFolderOurs, after, start, end, middle } = Object(value);
  return (
    [path, after, middle].every((text) => typeof text === 'string') &&
    [wasThere, isFolderOurs].every((flag) => typeof flag === 'boolean') &&
    [start, end].every((at) => Number.isInteger(at) && at >= 0)
  );
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
