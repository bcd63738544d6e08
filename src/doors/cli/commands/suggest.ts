/** `signpost suggest`: triggers that would win requests which lead to the wrong place. */

import { SignpostError } from '../../../domain/signpost-error.ts';
import { suggest } from '../../../maintain/suggest/suggest.ts';
import { renderSuggestions, renderSuggestionsJson } from '../../../report/render-suggestions.ts';
import { type CliCommand, jsonOption, rootOption } from '../command.ts';
import { readRequests } from '../named-file.ts';
import { rootsOf, styleOf, tellIn } from '../open.ts';

export const suggestCommand: CliCommand = {
  name: 'suggest',
  summary: 'propose triggers for references that lose requests, with what each would win and lose',
  usage: '[OPTIONS] [ROOT]',
  options: {
    root: { ...rootOption, help: 'the same as ROOT; may be repeated' },
    queries: {
      type: 'string',
      multiple: true,
      value: 'FILE',
      help: 'further requests, lines of {"query":…,"expected":[…]}; may be repeated',
    },
    write: { type: 'boolean', help: 'write the triggers into front matter' },
    json: jsonOption,
  },
  examples: ['signpost suggest', 'signpost suggest --queries requests.jsonl references'],
  exitCodes: ['nothing to propose, or written', 'proposals'],
  async run(io, values, positionals) {
    const [root = io.cwd, ...rest] = rootsOf(io, values, positionals);
    if (rest.length > 0) {
      throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected further root \`${rest[0]}\`, expected one`);
    }
    const requests = await readRequests(io, values.texts('queries'));
    const result = suggest({ root, requests, write: values.flag('write') });
    for (const lacking of result.degraded ?? []) tellIn(io)(lacking);
    io.stdout(values.flag('json') ? renderSuggestionsJson(result) : renderSuggestions(result, styleOf(io.color)));
    return result.suggestions.length > 0 && !values.flag('write') ? 1 : 0;
  },
};
