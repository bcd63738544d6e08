/** What is wrong with documents, as it is sent: from the folders they are in. */

import { readRuleHelp } from '../../maintain/lint/help-page.ts';
import { lint } from '../../maintain/lint/lint.ts';
import { renderLintJson } from '../../report/lint/json.ts';
import { jsonLine } from '../../text/printable.ts';

/** Lint folders. Reads them, and leaves roots out of the answer: where folders are is nobody's matter. */
export function lookAt(roots: readonly string[]): string {
  const result = lint({ roots });
  const { files, errors, warnings } = JSON.parse(renderLintJson(result)) as LintJson;
  const found = [...new Set(files.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId)))].sort();
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

/** What of the published JSON is passed on. */
interface LintJson {
  readonly files: readonly {
    readonly path: string;
    readonly messages: readonly {
      readonly ruleId: string;
      readonly severity: string;
      readonly reason: string;
      readonly line?: number;
      readonly column?: number;
      readonly fixable: boolean;
    }[];
  }[];
  readonly errors: number;
  readonly warnings: number;
}
