/** Regenerate index blocks: plan every file first, then write all or none. */

import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { VFile } from 'vfile';
import type { IndexFileResult, IndexResult, IndexStyle } from '../../domain/index-result.ts';
import { reportMessage } from '../../domain/report-message.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import { foldersBelow } from '../../load/catalog/read-root.ts';
import { finishRuns } from '../../load/disk/journal.ts';
import { FileChanged, replaceFiles } from '../../load/disk/replace-files.ts';
import { parseMarkdownDocument } from '../../load/markdown/parse-document.ts';
import { describeDrift } from './describe-drift.ts';
import { describeExcess, sizeOf } from './index-size.ts';
import type { PlannedFile } from './plan-documents.ts';
import { planIndex } from './plan-index.ts';

/** How to generate. */
export interface GenerateIndexOptions {
  /** Folders: skills, indexes, or collections of skills. */
  readonly roots: readonly string[];
  /** Compare only, write nothing (default: false). */
  readonly check?: boolean;
  /** Give files that have none a block, and a folder of plain files an INDEX.md (default: false). */
  readonly init?: boolean;
  /** How entries are written (default: as `signpost.config.json` says, else `auto`, each block's own style). */
  readonly style?: IndexStyle;
  /** Whether every byte of a block counts; otherwise a block that a formatter rewrote is as it should be (default: false). */
  readonly strict?: boolean;
}

/** A planned file and the root it belongs to, as the caller named it. */
type RootFile = PlannedFile & { readonly root: string };

const STYLES: readonly (string | undefined)[] = ['auto', 'path', 'title', 'table', undefined];
/** How often to plan again when other runs write to the same files. */
const MOST_ATTEMPTS = 10;

/**
 * Regenerate the index blocks of every SKILL.md and INDEX.md.
 *
 * Only what stands between a BEGIN and an END marker is ever changed. When any file has broken markers or cannot be
 * read, nothing is written. Other runs may write to the same folders at the same time: they wait for each other.
 *
 * @returns
 *   Each index file with its status and size, in the order of roots and paths.
 * @throws {SignpostError}
 *   When a root cannot be read (`SIGNPOST_ROOT_NOT_FOUND`, `SIGNPOST_ROOT_UNREADABLE`), its configuration is wrong
 *   (`SIGNPOST_BAD_CONFIG`), an option is (`SIGNPOST_BAD_OPTION`), or a file cannot be written or was changed by
 *   somebody meanwhile (`SIGNPOST_WRITE_FAILED`, nothing is changed).
 * @example
 *   const { files } = generateIndex({ roots: ['references'], check: true });
 *   files.filter(({ status }) => status === 'drift').map(({ path }) => path);
 */
export function generateIndex(options: GenerateIndexOptions): IndexResult {
  checkOptions(options);
  if (options.check !== true) finishRuns(options.roots.flatMap(foldersBelow));
  for (let attempt = 1; ; attempt++) {
    const planned = planRoots(options);
    const write = options.check !== true && [...planned.values()].every(({ broken }) => !broken);
    if (!write) return resultOf(planned, false);
    try {
      writePlan(planned);
      return resultOf(planned, true);
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || !isOtherRun(error, planned)) throw error;
    }
  }
}

function checkOptions({ roots, style, check, init, strict }: GenerateIndexOptions): void {
  const flags = [check, init, strict];
  const areFlags = flags.every((flag) => flag === undefined || typeof flag === 'boolean');
  if (!Array.isArray(roots) || roots.some((root) => typeof root !== 'string' || root === '') || !areFlags) {
    throw new SignpostError(
      'SIGNPOST_BAD_OPTION',
      'Unexpected options, expected `roots`, a list of folders, and `check`, `init` and `strict` true or false',
    );
  }
  if (STYLES.includes(style)) return;
  throw new SignpostError(
    'SIGNPOST_BAD_OPTION',
    `Unexpected \`style\` \`${style}\`, expected one of auto, path, title, table`,
  );
}

/** Every index file by its real path. Roots may overlap: a file belongs to the first that holds it. */
function planRoots({ roots, style, strict = false, init = false }: GenerateIndexOptions): Map<string, RootFile> {
  const planned = new Map<string, RootFile>();
  for (const root of roots) {
    for (const file of planIndex(root, { style, strict, init })) {
      const path = realPath(join(root, file.path));
      if (!planned.has(path)) planned.set(path, { ...file, root });
    }
  }
  return planned;
}

/** Where links lead; of a file that is not there, the place it would be at. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return resolve(path);
  }
}

function writePlan(planned: ReadonlyMap<string, RootFile>): void {
  replaceFiles(
    [...planned].flatMap(([path, { before, after }]) =>
      after === undefined || after === before ? [] : [{ path, before, after }],
    ),
  );
}

/**
 * Whether a file changed under a run because another run wrote to it: then all that differs stands between markers, or
 * the file is framed as this run meant to frame it.
 */
function isOtherRun(error: unknown, planned: ReadonlyMap<string, RootFile>): boolean {
  const cause = error instanceof SignpostError ? error.cause : undefined;
  if (!(cause instanceof FileChanged) || cause.now === undefined) return false;
  const { before, after } = planned.get(cause.path) ?? {};
  const frame = frameOf(cause.now);
  return [before, after].some((text) => text !== undefined && frameOf(text) === frame);
}

/** A document without what stands in its index blocks. */
function frameOf(text: string): string {
  const { blocks } = parseMarkdownDocument({ path: 'INDEX.md', text });
  const shift = text.startsWith('\ufeff') ? 1 : 0;
  let frame = '';
  let at = 0;
  for (const { start, end } of blocks) {
    frame += `${text.slice(at, start + shift)}\n`;
    at = end + shift;
  }
  return frame + text.slice(at);
}

function resultOf(planned: ReadonlyMap<string, RootFile>, written: boolean): IndexResult {
  return {
    files: [...planned.values()].map((file): IndexFileResult => {
      const { path, root, before, after, messages, budget } = file;
      const size = sizeOf((written ? after : (before ?? after)) ?? '');
      const excess = describeExcess(size, budget);
      const over = new VFile({ path: `${root.replace(/(?<=[^/])\/+$/, '')}/${path}` });
      if (excess !== undefined) reportMessage(over, 'index-over-budget', excess, { line: 1, column: 1 });
      const status = statusOf(file, written);
      if (status === 'drift' && before !== undefined && after !== undefined) {
        reportMessage(over, 'index-drift', describeDrift(before, after));
      }
      return { path, status, messages: [...messages, ...over.messages], root, size };
    }),
  };
}

function statusOf({ broken, before, after }: PlannedFile, written: boolean): IndexFileResult['status'] {
  if (broken) return 'error';
  if (before === after) return 'unchanged';
  if (!written) return 'drift';
  return before === undefined ? 'created' : 'updated';
}
