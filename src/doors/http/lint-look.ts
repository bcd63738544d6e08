/** What is wrong with documents, as it is sent: from the folders they are in. */

import { readRuleHelp } from '../../maintain/lint/help-page.ts';
import { lint } from '../../maintain/lint/lint.ts';
import { lintJsonOf } from '../../report/lint/json.ts';
import { jsonLine } from '../../text/printable.ts';

/** Lint folders. Reads them, and leaves roots out of the answer: where folders are is nobody's matter. */
export function lookAt(roots: readonly string[]): string {
  const result = lint({ roots });
  const { files, errors, warnings } = lintJsonOf(result);
  const found = [...new Set(files.flatMap(({ messages }) => messages.flatMap(({ ruleId }) => ruleId ?? [])))].sort();
  return jsonLine({
    files: files.map(({ path, messages }) => ({
      path,
      messages: messages.map(({ ruleId, severity, reason, line, column, fixable }) => {
        return { ruleId, severity, reason, line, column, fixable };
      }),
    })),
    rules: Object.fromEntries(found.map((id) => [id, readRuleHelp(id)])),
    documents: result.files.length,
    errors,
    warnings,
  });
}
