/** What a hook remembers of a conversation from one event to the next: a small file each, in the user's cache. */

import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
/** Memories looked at for their age at each event: a request waits meanwhile. */
const MOST_LOOKED_AT = 50;
/** A memory, or one that was not written to its end. */
const OURS = /^[\da-f]{16}\.json(?:\.\d+\.tmp)?$/;

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
        const isNew = mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined;
        writeFileSync(temporary, JSON.stringify(kept), { mode: 0o600 });
        renameSync(temporary, path);
        if (!isNew) forgetOld(folder);
      } catch {
        discard(temporary);
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

/**
 * Of a few at a time, and each time of others, so that all have their turn. Whoever names a folder may keep other things
 * there: only names that the hook itself gives are looked at.
 */
function forgetOld(folder: string): void {
  const names = readdirSync(folder).filter((name) => OURS.test(name));
  const first = Math.floor(Math.random() * names.length);
  for (const name of [...names.slice(first), ...names.slice(0, first)].slice(0, MOST_LOOKED_AT)) {
    const path = join(folder, name);
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats?.isFile() && Date.now() - stats.mtimeMs > FORGOTTEN_MS) discard(path);
  }
}

function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // It is in nobody's way.
  }
}
