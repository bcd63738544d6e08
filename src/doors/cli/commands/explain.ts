/** `signpost explain`: the evidence behind a choice, and why it was not another. */

import { SignpostError } from '../../../domain/signpost-error.ts';
import { renderExplanation } from '../../../report/render-explanation.ts';
import { renderWhyNot, renderWhyNotJson } from '../../../report/render-why-not.ts';
import { jsonLine } from '../../../text/printable.ts';
import { whyNotInFolder } from '../../shared/why-not-in-folder.ts';
import { type CliCommand, jsonOption, rootOption, snapshotOption, storeOptions } from '../command.ts';
import { contextOf, contextOptions } from '../context.ts';
import { readRequests } from '../named-file.ts';
import { open, styleOf } from '../open.ts';
import { storeNamed, withService } from '../source.ts';

export const explainCommand: CliCommand = {
  name: 'explain',
  summary: 'show what a choice stands on, and why it is not another',
  usage: '[OPTIONS] QUERY…',
  options: {
    root: rootOption,
    snapshot: snapshotOption,
    ...storeOptions,
    ...contextOptions,
    'why-not': {
      type: 'string',
      value: 'ID',
      help: 'hold the choice against this reference, with the edit that would turn it',
    },
    queries: {
      type: 'string',
      multiple: true,
      value: 'FILE',
      help: 'requests that edit should not take away, beside triggers and examples; may be repeated',
    },
    json: jsonOption,
  },
  examples: ['signpost explain "dbt tests as checks"', 'signpost explain --why-not asset-checks "checks in dbt Cloud"'],
  exitCodes: ['explained', 'never'],
  async run(io, values, positionals) {
    const query = positionals.join(' ');
    if (query.trim() === '') throw new SignpostError('SIGNPOST_BAD_OPTION', 'Unexpected empty query, expected a query');
    const reference = values.text('why-not');
    if (reference === undefined) {
      const options = { explain: true, ...contextOf(values) };
      const { explanation } = await withService(io, values, ({ route }) => route(query, options));
      if (values.flag('json')) io.stdout(jsonLine(explanation ?? null));
      else if (explanation) io.stdout(renderExplanation(explanation, styleOf(io.color)));
      return 0;
    }
    // Beside a store it is refused.
    storeNamed(values);
    const signpost = await open(io, values);
    const { length } = signpost.roots;
    if (length !== 1) {
      const reason = `Unexpected ${length} roots beside --why-not, expected one: name it with --root`;
      throw new SignpostError('SIGNPOST_BAD_OPTION', reason);
    }
    const requests = await readRequests(io, values.texts('queries'));
    const result = whyNotInFolder(signpost, { query, reference, requests, isWaitedFor: false });
    io.stdout(values.flag('json') ? renderWhyNotJson(result) : renderWhyNot(result, styleOf(io.color)));
    return 0;
  },
};
