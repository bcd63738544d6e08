/** The ignore files that hold for the folders of a root: read, stacked, and asked, within what a stranger's may cost. */

import { basename, join, relative, sep } from 'node:path';
import type { VFileMessage } from 'vfile-message';
import { reportFileMessage } from '../../domain/report-message.ts';
import { codeOf } from '../disk/code-of.ts';
import { FileRefused, readFile } from '../disk/read-file.ts';
import { foldersToTop, isInside } from '../disk/repository.ts';
import { bytesOf, type IgnorePatterns, parseIgnoreFile } from './ignore-patterns.ts';

/** Files of patterns, the second for what belongs in a repository and is no reference. */
export const IGNORE_FILES = ['.gitignore', '.signpostignore'] as const;

/** Whether a name is that of an ignore file. */
export function isIgnoreFile(name: string): boolean {
  return IGNORE_FILES.some((own) => own === name);
}

/** What one ignore file says. */
export interface Rules {
  readonly file: string;
  readonly patterns: IgnorePatterns;
  /** How much of the beginning of a path its folder is, the slash included. */
  readonly skipped: number;
}

/** A walk's ignore files. */
export interface Ignoring {
  /** Those of the repository a root stands in, from its top down to the folder above the root. */
  above(): readonly Rules[];
  /**
   * Those of a folder.
   *
   * @param real
   *   The folder, with every link resolved.
   * @param path
   *   As reached, relative to the root; `''` for the root.
   * @param names
   *   Of the ignore files in it.
   */
  inFolder(real: string, path: string, names: readonly string[]): readonly Rules[];
  /** What the innermost rules that speak of a path say, as in git. */
  isIgnored(rules: readonly Rules[], path: string, isFolder: boolean): boolean;
  /** The file that took most, once all of them together took too much. */
  readonly tooCostly: string | undefined;
  readonly messages: readonly VFileMessage[];
  /** Files that were read or would have been, and what was only asked for whether it is there. */
  readonly looked: { readonly files: readonly string[]; readonly existing: readonly string[] };
}

/** Some ten times the largest there are: those of Chromium and of large monorepos have up to 20 kB. */
const LARGEST = 256 * 1024;
/**
 * Comparisons of a walk, and those that each path adds: with some hundred patterns no root comes to them. A walk that is made again
 * without a costly file has half of them, so that all walks together have less than twice as many.
 */
const WORK = 5_000_000;
const WORK_OF_PATH = 200;
/** So many files are left out for what they cost before all are. */
const MOST_COSTLY = 2;
/** Git takes upper and lower case for one where the disks do. */
const FOLDS_CASE = process.platform === 'darwin' || process.platform === 'win32';

/**
 * Begin to ask the ignore files of a root.
 *
 * @param root
 *   As it was named, for messages.
 * @param realRoot
 *   With every link resolved.
 * @param costly
 *   Files that took too much in an earlier walk: they are not applied. When there are two, none is.
 */
export function createIgnoring(root: string, realRoot: string, costly: ReadonlySet<string>): Ignoring {
  const work = { left: WORK / 2 ** costly.size };
  let isSpent = false;
  let isNoneTold = false;
  const spent = new Map<string, number>();
  const messages: VFileMessage[] = [];
  const looked = { files: [] as string[], existing: [] as string[] };

  const refuse = (file: string, seen: string, expected: string, line?: number): Rules[] => {
    const isBelow = isInside(realRoot, file);
    const path = relative(realRoot, file).split(sep).join('/');
    const reason = `Unexpected ${seen}${isBelow ? '' : ` in \`${file}\``}, expected ${expected}: it was not applied`;
    const place = line === undefined || !isBelow ? undefined : { line, column: 1 };
    messages.push(reportFileMessage(isBelow ? `${root}/${path}` : root, 'ignore-file-refused', reason, place));
    return [];
  };
  const refuseAll = (): Rules[] => {
    if (isNoneTold) return [];
    isNoneTold = true;
    const reason = `Unexpected ignore files that take more than ${WORK} comparisons together, expected simpler ones: none was applied`;
    messages.push(reportFileMessage(root, 'ignore-file-refused', reason));
    return [];
  };
  const spend = (file: string, steps: number) => spent.set(file, (spent.get(file) ?? 0) + steps);
  const read = (file: string, folder: string): Rules[] => {
    looked.files.push(file);
    if (costly.has(file)) return refuse(file, `patterns that take more than ${WORK} comparisons`, 'simpler ones');
    if (costly.size >= MOST_COSTLY) return refuseAll();
    if (isSpent) return [];
    try {
      const { bytes } = readFile(file, { most: LARGEST });
      spend(file, bytes.length);
      work.left -= bytes.length;
      const patterns = parseIgnoreFile(bytes.toString('latin1'), FOLDS_CASE);
      if ('seen' in patterns) return refuse(file, patterns.seen, patterns.expected, patterns.line);
      return [{ file, patterns, skipped: folder === '' ? 0 : folder.length + 1 }];
    } catch (cause) {
      if (cause instanceof FileRefused) return refuse(file, ...REFUSED[cause.refusal](cause));
      const code = codeOf(cause);
      return code === 'ENOENT' ? [] : refuse(file, `ignore file that cannot be read (${code})`, 'read permission');
    }
  };
  /** From the innermost out: the first that says anything decides. */
  const ask = (rules: readonly Rules[], path: string, isFolder: boolean): boolean => {
    work.left += WORK_OF_PATH;
    for (let at = rules.length - 1; at >= 0; at--) {
      // Once there was too little, the walk is made again: what is said meanwhile does not count.
      isSpent ||= work.left <= 0;
      const own = rules[at];
      if (!own || isSpent) return false;
      const before = work.left;
      const said = own.patterns.isIgnored(path.slice(own.skipped), isFolder, work);
      spend(own.file, before - work.left);
      isSpent ||= work.left <= 0;
      if (said !== undefined) return said;
    }
    return false;
  };

  // Of the root, relative to the top of its repository.
  let prefix = '';
  return {
    above() {
      const folders = foldersToTop(realRoot, looked.existing)?.slice(1).reverse() ?? [];
      const rules: Rules[] = [];
      let path = '';
      for (const [at, folder] of folders.entries()) {
        for (const name of IGNORE_FILES) for (const own of read(join(folder, name), path)) rules.push(own);
        path += (path === '' ? '' : '/') + bytesOf(basename(folders[at + 1] ?? realRoot));
        // Whoever names an ignored folder as a root, or one below it, means it.
        if (ask(rules, path, true)) return [];
      }
      prefix = path === '' ? '' : `${path}/`;
      return rules;
    },
    inFolder: (real, path, names) =>
      IGNORE_FILES.filter((name) => names.includes(name)).flatMap((name) =>
        read(join(real, name), (prefix + bytesOf(path)).replace(/\/$/, '')),
      ),
    isIgnored: (rules, path, isFolder) => rules.length > 0 && ask(rules, prefix + bytesOf(path), isFolder),
    get tooCostly() {
      if (!isSpent && work.left > 0) return undefined;
      const [most] = [...spent].sort(([, one], [, other]) => other - one);
      return most?.[0];
    },
    messages,
    looked,
  };
}

const REFUSED = {
  'no-file': () => ['folder, pipe or device in the place of an ignore file', 'a regular file'],
  'too-large': ({ sizeBytes }) => [`ignore file of ${sizeBytes} bytes`, `at most ${LARGEST}`],
  moved: () => ['link in the place of an ignore file', 'a regular file'],
} as const satisfies Record<FileRefused['refusal'], (refused: FileRefused) => readonly [string, string]>;
