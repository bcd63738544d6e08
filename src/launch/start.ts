/** Starts a program in CommonJS from what V8 made of it before: of a process that ends at once compiling is a good part. */

import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';
import { codePath } from '../snapshot/index.ts';
import { readCode, writeCode } from './code.ts';

/** A program that was started. */
export interface Started {
  /** What it exports. */
  readonly exports: Readonly<Record<string, unknown>>;
  /** Whether it was not compiled anew. */
  readonly isFromCode: boolean;
  /** Keep what V8 has compiled by now, each function that was called included, for the next process. */
  keep(): void;
}

type Run = (
  exports: object,
  require: NodeJS.Require,
  module: { exports: object },
  filename: string,
  folder: string,
) => void;

/**
 * Start a program.
 *
 * @param program
 *   Path of a file in CommonJS, without `import()`.
 * @param env
 *   Says where the cache is, and whether there is one.
 * @example
 *   const { keep } = start('/opt/signpost/dist/bin/main.cjs', process.env);
 *   process.once('exit', keep);
 */
export function start(program: string, env: Readonly<Record<string, string | undefined>>): Started {
  const { size, mtimeMs } = statSync(program);
  // V8 knows its own version and flags, and of the source the length alone.
  const path = codePath(env, [program, size, mtimeMs, process.version, process.arch]);
  const cachedData = path === undefined ? undefined : readCode(path);
  const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(program, 'utf8')}\n})`;
  const script = new Script(source, { filename: program, ...(cachedData && { cachedData }) });
  const module = { exports: {} };
  const run: Run = script.runInThisContext();
  run(module.exports, createRequire(program), module, program, dirname(program));
  return {
    get exports() {
      return module.exports;
    },
    isFromCode: cachedData !== undefined && script.cachedDataRejected === false,
    keep() {
      if (path !== undefined) writeCode(path, script.createCachedData());
    },
  };
}
