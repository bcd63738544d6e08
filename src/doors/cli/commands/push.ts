/** `signpost push`: folders to a catalog of a store. */

import type { PushProgress } from '../../../domain/push-result.ts';
import { SignpostError } from '../../../domain/signpost-error.ts';
import { pushStore } from '../../../session/push-store.ts';
import { jsonLine } from '../../../text/printable.ts';
import { type CliCommand, jsonOption, rootOption, storeOptions } from '../command.ts';
import { rootsOf, tellIn } from '../open.ts';

const BAR = 20;

export const pushCommand: CliCommand = {
  name: 'push',
  summary: 'push the references to a catalog in PostgreSQL, for any number of machines to ask',
  usage: '[OPTIONS] postgres://… [ROOT…]',
  options: {
    root: rootOption,
    catalog: storeOptions.catalog,
    keep: { type: 'string', value: 'N', help: 'versions to keep beside the new one, 1 to 100 (default: 2)' },
    'allow-empty': { type: 'boolean', help: 'let no reference at all take the place of those there are' },
    json: jsonOption,
  },
  examples: [
    'signpost push postgres://signpost@db.example.test/skills .claude/skills',
    'PGPASSWORD=… signpost push postgres://signpost@db/skills --catalog team --json',
  ],
  exitCodes: ['readers see it', 'never'],
  async run(io, values, [store, ...positionals]) {
    if (store === undefined) {
      throw new SignpostError('SIGNPOST_BAD_OPTION', 'Unexpected end of arguments, expected postgres://…');
    }
    const isNamed = positionals.length > 0 || values.texts('root').length > 0;
    const [catalog, keep] = [values.text('catalog'), values.text('keep')];
    const pushed = await pushStore({
      store,
      ...(isNamed ? { roots: rootsOf(io, values, positionals) } : { cwd: io.cwd }),
      ...(catalog !== undefined && { catalog }),
      ...(keep !== undefined && { keep: Number(keep) }),
      allowEmpty: values.flag('allow-empty'),
      onProgress: (progress) => io.progress(barOf(progress)),
      onProblem(problem) {
        // Not on the line of the bar.
        io.progress('');
        tellIn(io)(problem);
      },
    });
    io.progress('');
    const noun = pushed.size === 1 ? 'reference' : 'references';
    const done =
      pushed.status === 'same'
        ? `Nothing changed: version ${pushed.version} has ${pushed.size} ${noun}`
        : `Version ${pushed.version} has ${pushed.size} ${noun}, ${pushed.sent} of them sent`;
    io.stdout(values.flag('json') ? jsonLine(pushed) : done);
    return 0;
  },
};

function barOf({ done, size, sent }: PushProgress): string {
  const full = size === 0 ? BAR : Math.round((done / size) * BAR);
  return `[${'#'.repeat(full)}${'.'.repeat(BAR - full)}] ${done} of ${size} references, ${sent} sent`;
}
