/** Where the help page of a rule is: it comes with the package. */

import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type MessageCode, messageSeverities } from '../../domain/message.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import { packageTop } from '../../load/disk/package-top.ts';
import { readFile } from '../../load/disk/read-file.ts';
import { didYouMean } from '../../text/did-you-mean.ts';

const PAGES = 'references/signpost/messages';
/** In bytes; a page is a few kilobytes. */
const LARGEST = 1024 * 1024;
let top: string | undefined;

/** The URL of a rule's help page. */
export function helpUrlOf(code: MessageCode): string {
  return pathToFileURL(helpPageOf(code)).href;
}

/**
 * Read the help page of a rule: what it reports, why, a bad and a good example.
 *
 * @param id
 *   The id of a rule, as in the `ruleId` of a message.
 * @returns
 *   Markdown without front matter.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION` when there is no such rule.
 * @example
 *   readRuleHelp('index-drift').split('\n')[0]; // '# index-drift'
 */
export function readRuleHelp(id: string): string {
  return textOf(helpPageOf(checkRuleId(id))).replace(/^---\n[\s\S]*?\n---\n\s*/, '');
}

/**
 * Check that a rule is known.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION`, with the rule that was probably meant.
 */
export function checkRuleId(id: string): MessageCode {
  const known = Object.keys(messageSeverities) as MessageCode[];
  const found = known.find((code) => code === id);
  if (found) return found;
  const meant = didYouMean(id, known);
  const expected = meant === undefined ? 'the id of a rule' : `the id of a rule: did you mean \`${meant}\`?`;
  throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected rule \`${id}\`, expected ${expected}`);
}

/** Of a package that may be installed as a link. */
function textOf(page: string): string {
  return readFile(page, { most: LARGEST, links: 'follow' }).bytes.toString('utf8');
}

function helpPageOf(code: MessageCode): string {
  // In a program that was bundled by somebody else there are none.
  top ??= packageTop(import.meta.url, 'maintain/lint/help-page') ?? sep;
  return join(top, PAGES, `${code}.md`);
}
