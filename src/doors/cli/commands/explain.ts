/** `signpost explain`: the evidence behind a choice, and why it was not another. */

import { parseLabelledRequests, SignpostError, whyNot } from '../../../index.ts';
import { renderExplanation, renderWhyNot, renderWhyNotJson } from '../../../report/index.ts';
import { type CliCommand, jsonOption, rootOption } from '../command.ts';
import { contextOf, contextOptions } from '../context.ts';
import { readArgument } from '../format.ts';
import { open, styleOf } from '../open.ts';

export const explainCommand: CliCommand = {
  name: 'explain',
  summary: 'show what a choice stands on, and why it is not another',
  usage: '[OPTIONS] QUERY…',
  options: {
    root: rootOption,
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
    const signpost = await open(io, values);
    const reference = values.text('why-not');
    if (reference === undefined) {
      const { explanation } = signpost.route(query, { explain: true, ...contextOf(values) });
      if (values.flag('json')) io.stdout(JSON.stringify(explanation ?? null));
      else if (explanation) io.stdout(renderExplanation(explanation, styleOf(io.color)));
      return 0;
    }
    const roots = [...new Set(signpost.catalog.references.map(({ root }) => root))];
    const [root] = roots;
    if (root === undefined || roots.length > 1) {
      throw new SignpostError(
        'SIGNPOST_BAD_OPTION',
        `Unexpected ${roots.length} roots beside --why-not, expected one: name it with --root`,
      );
    }
    const requests = values.texts('queries').flatMap((file) => parseLabelledRequests(readArgument(io, file), file));
    const result = whyNot({ root, query, reference, requests });
    io.stdout(values.flag('json') ? renderWhyNotJson(result) : renderWhyNot(result, styleOf(io.color)));
    return 0;
  },
};
