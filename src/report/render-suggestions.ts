/** Suggested triggers → lines for a person, or their JSON. */

import type { ChangedRequest, SuggestResult } from '../domain/suggestion.ts';
import { jsonLine, printable } from '../text/printable.ts';
import { plain, type Style } from './style.ts';

/** As many requests of one kind as are shown. */
const SHOWN = 5;

/** Each suggestion with what it wins and loses, and a count at the end; without a newline there. */
export function renderSuggestions(result: SuggestResult, style: Style = plain): string {
  const { suggestions, requests, wrongBefore, wrongAfter, open, unasked, untried } = result;
  const lines = suggestions.flatMap(({ path, trigger, source, won, lost, written }) => [
    `${style('good', printable(path))}  ${style('strong', `“${printable(trigger)}”`)} ${style('faint', `from its ${source}${written ? ', written' : ''}`)}`,
    ...rows(won, (change) => style('good', `  + ${describe(change)}`)),
    ...rows(lost, (change) => style('bad', `  - ${describe(change)}`)),
  ]);
  const state = `${wrongBefore} of ${requests} requests lead to the wrong place`;
  const none = untried > 0 ? 'no trigger was found that wins one' : 'no trigger of their own words would win one';
  const hope = suggestions.length === 0 ? none : `${wrongAfter} with these triggers`;
  if (requests === 0) return 'No request to ask: no reference has triggers or examples';
  lines.push(wrongBefore === 0 ? `All ${requests} requests lead where they should` : `${state}, ${hope}`);
  if (open.length > 0) {
    lines.push('Still wrong:');
    for (const row of rows(open, (change) => style('faint', `  ${describe(change)}`))) lines.push(row);
  }
  if (unasked > 0) lines.push(`Triggers and examples beyond what is asked at once: ${unasked}`);
  if (untried > 0) {
    const next = suggestions.length === 0 ? 'name a smaller root' : 'write these triggers and run it again';
    lines.push(`References that lose requests and were not tried: ${untried}; ${next}`);
  }
  if (suggestions.some(({ written }) => written)) lines.push('Indexes repeat triggers: run signpost gen-index');
  return lines.join('\n');
}

/** The result on one line. */
export function renderSuggestionsJson(result: SuggestResult): string {
  return jsonLine(result, (_key, value: unknown) => value ?? null);
}

function rows(changes: readonly ChangedRequest[], row: (change: ChangedRequest) => string): string[] {
  const shown = changes.slice(0, SHOWN).map(row);
  return changes.length > shown.length ? [...shown, `  … and ${changes.length - shown.length} more`] : shown;
}

function describe({ query, expected, before, after }: ChangedRequest): string {
  const way =
    before === after
      ? `→ ${after ?? 'none'}, not ${expected.join(' or ')}`
      : `${before ?? 'none'} → ${after ?? 'none'}`;
  return printable(`“${query}” ${way}`);
}
