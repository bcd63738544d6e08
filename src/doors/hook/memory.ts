/** What a hook remembers of a conversation from one event to the next: a small file each, in the user's cache. */

import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

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

/** Reads and writes what is remembered. Neither throws: what cannot be kept is not. */
export interface MemoryFile {
  read(): Memory;
  write(memory: Memory): void;
}

/**
 * The memory of a conversation.
 *
 * @param folder
 *   Where memories are kept; `undefined` to keep none.
 * @param session
 *   Which conversation; of `''` nothing is remembered.
 */
export function memoryOf(folder: string | undefined, session: string): MemoryFile {
  if (folder === undefined || session === '') return { read: () => NOTHING, write: () => undefined };
  const name = [session, `${session}\n`].map((text) => crc32(text).toString(16).padStart(8, '0')).join('');
  const path = join(folder, `${name}.json`);
  return {
    read() {
      try {
        return parseMemory(readFileSync(path, 'utf8'));
      } catch {
        return NOTHING;
      }
    },
    write({ named, requests, files }) {
      const kept: Memory = {
        named: named.slice(-MOST_NAMED),
        requests: requests.slice(-MOST_REQUESTS).map((text) => text.slice(0, KEPT_CHARACTERS)),
        files: files.slice(-MOST_FILES),
      };
      const temporary = `${path}.${process.pid}.tmp`;
      try {
        if (mkdirSync(folder, { recursive: true, mode: 0o700 }) === undefined) forgetOld(folder);
        writeFileSync(temporary, JSON.stringify(kept), { mode: 0o600 });
        renameSync(temporary, path);
      } catch {
        rmSync(temporary, { force: true });
      }
    },
  };
}

function parseMemory(text: string): Memory {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) return NOTHING;
  const list = (key: keyof Memory): string[] => {
    const items: unknown = Reflect.get(value, key);
    return Array.isArray(items) ? items.filter((item): item is string => typeof item === 'string') : [];
  };
  return { named: list('named'), requests: list('requests'), files: list('files') };
}

/** Of a few at a time: a folder is never large, and a request waits. */
function forgetOld(folder: string): void {
  for (const name of readdirSync(folder).slice(0, 20)) {
    const path = join(folder, name);
    if (Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > FORGOTTEN_MS) {
      rmSync(path, { force: true });
    }
  }
}
