/** `signpost build`: a snapshot of the references, for whoever opens them next. */

import { resolve } from 'node:path';
import { buildSnapshot } from '../../../session/build-snapshot.ts';
import { cacheFolder } from '../../../storage/snapshot/cache-folder.ts';
import { jsonLine, printable } from '../../../text/printable.ts';
import { buildsIn } from '../builds.ts';
import { type CliCommand, jsonOption, rootOption } from '../command.ts';
import { near, rootsNamed, tellIn } from '../open.ts';

const DONE = { fresh: 'is fresh', same: 'holds what it held, only times had changed', built: 'was built' } as const;

export const buildCommand: CliCommand = {
  name: 'build',
  summary: 'keep a snapshot of the references, so that they open in a moment',
  usage: '[OPTIONS] [ROOT…]',
  options: {
    root: rootOption,
    out: {
      type: 'string',
      value: 'FILE',
      help: 'where to (default: the cache folder of the user, or what SIGNPOST_CACHE names)',
    },
    'if-idle': { type: 'boolean', help: 'give way to a build that runs already, as those do that hooks start' },
    json: jsonOption,
  },
  examples: ['signpost build', 'signpost build .claude/skills --out skills.snapshot'],
  exitCodes: ['it is there', 'never'],
  async run(io, values, positionals) {
    // As `route` names them: a snapshot is of roots as they are called.
    const roots = rootsNamed(io, values, positionals);
    const out = values.text('out');
    const build = () =>
      buildSnapshot({
        ...(roots ? { roots } : { cwd: io.cwd }),
        ...(out !== undefined && { out: resolve(io.cwd, out) }),
        onProblem: tellIn(io),
      });
    const cache = cacheFolder(io.env, [io.cwd]);
    // What is written elsewhere is nothing that hooks wait for.
    const isNoted = out === undefined && roots !== undefined && cache.kind === 'folder';
    const built = await (isNoted ? buildsIn(cache.path).run(roots, values.flag('if-idle'), build) : build());
    if (built === undefined) return 0;
    const { path, references, sizeBytes, status } = built;
    const size = `${(sizeBytes / 1e6).toFixed(1)} MB`;
    const noun = references === 1 ? 'reference' : 'references';
    io.stdout(
      values.flag('json')
        ? jsonLine(built)
        : `${printable(near(io.cwd, path))} ${DONE[status]}: ${references} ${noun}, ${size}`,
    );
    return 0;
  },
};
