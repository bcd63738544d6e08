/** What a hook remembers of a conversation from one event to the next: a small file each, in the user's cache. */

import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { readOwnFile } from '../../load/disk/own-file.ts';
import { makeOwnFolder } from '../../load/disk/own-folder.ts';
import { discard, isStagedName, writeFile } from '../../load/disk/write-file.ts';

/** A conversation so far. */
export interface Memory {
  /** Ids of references that were named. */
  readonly named: readonly string[];
  /** The last requests, oldest first. */
  readonly requests: readonly string[];
  /** The last files that were touched, oldest first. */
  readonly files: readonly string[];
}

const NOTHING: Memory = { named: [], requests: [], files: [] };
const MOST_NAMED = 200;
const MOST_REQUESTS = 3;
const MOST_FILES = 20;
/** Characters of a request that are kept: a follow-up goes on from what it was about. */
const KEPT_CHARACTERS = 2000;
/** Conversations are seldom taken up after so long. */
const FORGOTTEN_MS = 7 * 24 * 3600 * 1000;
/** Memories looked at for their age at each event: a request waits meanwhile. */
const MOST_LOOKED_AT = 50;
/** Bytes: twice what is ever kept. */
const LARGEST = 1024 * 1024;
const OURS = /^[\da-f]{16}\.json$/;

/** Reads and writes what is remembered. Neither throws: what cannot be kept is not. */
export interface MemoryFile {
  read(): Memory;
  write(memory: Memory): void;
}

/**
 * The memory of a conversation.
 *
 * Its name can be guessed by who knows the conversation. That does no harm: it is believed in a folder that is ours alone, and
 * nowhere else, and there nobody else can put anything.
 *
 * @param folder
 *   Where memories are kept, with every link resolved; `undefined` to keep none.
 * @param session
 *   Which conversation; of `''` nothing is remembered.
 */
export function memoryOf(folder: string | undefined, session: string): MemoryFile {
  if (folder === undefined || session === '') return { read: () => NOTHING, write: () => undefined };
  const name = [session, `${session}\n`].map((text) => crc32(text).toString(16).padStart(8, '0')).join('');
  const path = join(folder, `${name}.json`);
  return {
    read() {
      const bytes = readOwnFile(path, LARGEST);
      return bytes === undefined ? NOTHING : parseMemory(bytes.toString('utf8'));
    },
    write({ named, requests, files }) {
      const kept: Memory = {
        named: named.slice(-MOST_NAMED),
        requests: requests.slice(-MOST_REQUESTS).map((text) => text.slice(0, KEPT_CHARACTERS)),
        files: files.slice(-MOST_FILES),
      };
      try {
        if (makeOwnFolder(folder) !== undefined) return;
        writeFile(path, JSON.stringify(kept));
        forgetOld(folder);
      } catch {
        // A folder that is read-only, or a full disk.
      }
    },
  };
}

function parseMemory(text: string): Memory {
  const value = valueIn(text);
  if (typeof value !== 'object' || value === null) return NOTHING;
  const list = (key: keyof Memory): string[] => {
    const items: unknown = Reflect.get(value, key);
    return Array.isArray(items) ? items.filter((item): item is string => typeof item === 'string') : [];
  };
  return { named: list('named'), requests: list('requests'), files: list('files') };
}

function valueIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Of a few at a time, and each time of others, so that all have their turn. Whoever names a folder may keep other things
 * there: only names that the hook itself gives are looked at.
 */
function forgetOld(folder: string): void {
  const names = readdirSync(folder).filter((name) => OURS.test(name) || isStagedName(name));
  const first = Math.floor(Math.random() * names.length);
  for (const name of [...names.slice(first), ...names.slice(0, first)].slice(0, MOST_LOOKED_AT)) {
    const path = join(folder, name);
    const stats = lstatSync(path, { throwIfNoEntry: false });
    // A time as far in the future says no more than an old one.
    if (stats?.isFile() && Math.abs(Date.now() - stats.mtimeMs) > FORGOTTEN_MS) discard(path);
  }
}
