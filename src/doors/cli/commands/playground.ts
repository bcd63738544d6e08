/** `signpost playground`: the page as a site of its own, whose router runs in the browser. */

import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { SignpostError } from '../../../domain/signpost-error.ts';
import { packSignpost } from '../../../session/pack-signpost.ts';
import { printable } from '../../../text/printable.ts';
import { DEFAULT_EXAMPLES, examplesOf } from '../../http/examples.ts';
import { createLinter } from '../../http/lint-folders.ts';
import { siteFilesOf, writeSite } from '../../playground/site.ts';
import { localService } from '../../shared/local-service.ts';
import { type CliCommand, rootOption, snapshotOption } from '../command.ts';
import { near, open } from '../open.ts';

export const playgroundCommand: CliCommand = {
  name: 'playground',
  summary: 'write a site to ask the references, without a server',
  usage: '--out DIR [OPTIONS]',
  options: {
    root: rootOption,
    snapshot: snapshotOption,
    out: {
      type: 'string',
      value: 'DIR',
      help: 'the folder to write: a new one, an empty one, or that of an earlier site',
    },
  },
  examples: ['signpost playground --out site', 'signpost playground --root .claude/skills --out public/ask'],
  exitCodes: ['written', 'never'],
  async run(io, values, positionals) {
    const out = values.text('out');
    if (positionals.length > 0) {
      throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected argument \`${positionals[0]}\`, expected options`);
    }
    if (out === undefined || out === '') {
      throw new SignpostError('SIGNPOST_BAD_OPTION', 'Unexpected call without `--out`, expected a folder to write');
    }
    const signpost = await open(io, values);
    // What the page would ask a server for is asked here, once.
    const service = localService(signpost, { lint: createLinter() });
    const linted = await service.lint(new AbortController().signal);
    if (linted.kind !== 'done') {
      throw new SignpostError(
        'SIGNPOST_WRITE_FAILED',
        'Nothing was written: the documents could not be linted in time',
      );
    }
    const examples = await examplesOf(service, DEFAULT_EXAMPLES);
    const files = siteFilesOf({ packed: await packSignpost(signpost), examples, lint: JSON.parse(linted.json) });
    const folder = resolve(io.cwd, out);
    writeSite(folder, files);
    io.stdout(
      [
        `${printable(near(io.cwd, folder))}: ${signpost.catalog.references.length} references`,
        ...files.map(({ name, text }) => lineOf(name, Buffer.byteLength(text), gzipSync(text).length)),
      ].join('\n'),
    );
    return 0;
  },
};

function lineOf(name: string, sizeBytes: number, packedBytes: number): string {
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`.padStart(11);
  return `  ${name.padEnd(10)} ${kilobytes(sizeBytes)} ${kilobytes(packedBytes)} gzip`;
}
