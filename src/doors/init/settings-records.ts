/** Remembers what a file of settings was before entries of ours were put in, so that it can be given back byte by byte. */

import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readOwnFile } from '../../load/disk/own-file.ts';
import { makeOwnFolder } from '../../load/disk/own-folder.ts';
import { stateFolder } from '../../load/disk/state-folder.ts';
import { discard, writeFile } from '../../load/disk/write-file.ts';

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
  /** Of a path; where there is none, of a file of that name that was left with this very text, in a project that was moved since. */
  read(path: string, text: string): SettingsRecord | undefined;
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

/** Of the folder of records. */
const KIND = 'settings';
/** Settings that are larger are given back entry by entry. */
const LARGEST = 8 * 1024 * 1024;

/** The records of the user, which nobody else can write: what they say is believed. */
export function settingsRecords(): SettingsRecords {
  const folder = stateFolder(KIND);
  const placeOf = (path: string) => join(folder ?? '', `${hashOf(path).slice(0, 32)}.json`);
  const storedOf = (path: string) => {
    const stored = folder === undefined ? undefined : readStored(placeOf(path));
    return stored?.path === path ? stored : undefined;
  };
  return {
    read(path, text) {
      const stored = storedOf(path) ?? movedIn(folder, path, hashOf(text));
      if (!stored) return undefined;
      const { wasThere, isFolderOurs, after, start, end, middle } = stored;
      const before = (now: string) =>
        hashOf(now) === after ? now.slice(0, start) + middle + now.slice(end) : undefined;
      return { wasThere, isFolderOurs, before };
    },
    write(path, before, after, isFolderOurs) {
      if (folder === undefined || makeOwnFolder(folder) !== undefined) return;
      // A file that was made by an earlier run is ours, whatever its user changed since.
      const wasThere = before !== undefined && storedOf(path)?.wasThere !== false;
      const stored: Stored = { path, wasThere, isFolderOurs, after: hashOf(after), ...difference(after, before ?? '') };
      try {
        writeFile(placeOf(path), JSON.stringify(stored));
      } catch {
        // A home that is full.
      }
    },
    forget: (path) => folder !== undefined && discard(placeOf(path)),
  };
}

/** The record of a file that is elsewhere now; none where several say different things. */
function movedIn(folder: string | undefined, path: string, after: string): Stored | undefined {
  const found = recordsIn(folder).filter(
    (stored) => stored.after === after && basename(stored.path) === basename(path),
  );
  const told = new Set(found.map(({ path: _, ...stored }) => JSON.stringify(stored)));
  return told.size === 1 ? found[0] : undefined;
}

function recordsIn(folder: string | undefined): Stored[] {
  if (folder === undefined) return [];
  try {
    return readdirSync(folder).flatMap((name) => readStored(join(folder, name)) ?? []);
  } catch {
    return [];
  }
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
    const value: unknown = JSON.parse(readOwnFile(path, LARGEST)?.toString('utf8') ?? '');
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
