/** `signpost show`: the text of one reference. */

import { type Signpost, SignpostError } from '../../../index.ts';
import { type CliCommand, jsonOption, rootOption } from '../command.ts';
import { open } from '../open.ts';

export const showCommand: CliCommand = {
  name: 'show',
  summary: 'print the text of a reference',
  usage: '[OPTIONS] ID',
  options: { root: rootOption, json: jsonOption },
  examples: ['signpost show dagster-dbt/dbt-cloud.md', 'signpost show dbt-cloud'],
  exitCodes: ['printed', 'never'],
  async run(io, values, positionals) {
    const [wanted, ...rest] = positionals;
    if (wanted === undefined || rest.length > 0) {
      throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected ${positionals.length} arguments, expected one id`);
    }
    const signpost = await open(io, values);
    const id = findId(signpost, wanted);
    const text = signpost.read(id);
    io.stdout(values.flag('json') ? JSON.stringify({ id, text }) : text.replace(/\n$/, ''));
    return 0;
  },
};

/** The id itself, the id without its ending, or the name of one reference. */
function findId({ catalog: { references } }: Signpost, wanted: string): string {
  const path = wanted.replace(/^\.\//, '').replace(/\/$/, '');
  const exact = references.find(({ id }) => [path, `${path}.md`, `${path}/SKILL.md`, `${path}/INDEX.md`].includes(id));
  if (exact) return exact.id;
  const named = references.filter(({ name, title }) => name === wanted || title === wanted);
  if (named.length === 1 && named[0]) return named[0].id;
  const near = (named.length > 1 ? named : references.filter(({ id, name }) => isNear(id, path) || isNear(name, path)))
    .slice(0, 3)
    .map(({ id }) => `\`${id}\``);
  const hint = near.length > 0 ? `: did you mean ${near.join(' or ')}?` : ': `signpost list` shows them all';
  throw new SignpostError('SIGNPOST_UNKNOWN_REFERENCE', `No reference has the id \`${wanted}\`${hint}`);
}

function isNear(known: string, wanted: string): boolean {
  const [left, right] = [known.toLowerCase(), wanted.toLowerCase().replace(/\.mdx?$/, '')];
  return right.length > 2 && left.includes(right);
}
