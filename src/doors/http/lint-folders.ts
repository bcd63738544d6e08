/** What is wrong with documents, as it is sent: from the folders they are in. */

import { lint, readRuleHelp, type Signpost, SignpostError } from '../../index.ts';
import { renderLintJson } from '../../report/index.ts';

/** One look at the documents of a signpost: another one comes with the next change. */
const looks = new WeakMap<Signpost, object>();

/** Lint the folders of a signpost. Reads them again, once for each signpost; roots are left out of the answer. */
export function lintFolders(signpost: Signpost): object {
  const known = looks.get(signpost);
  if (known) return known;
  if (signpost.roots.length === 0) {
    throw new SignpostError('SIGNPOST_BAD_OPTION', 'Unexpected lint of documents in memory, expected a folder');
  }
  const result = lint({ roots: signpost.roots });
  const { files, errors, warnings } = JSON.parse(renderLintJson(result)) as LintJson;
  const found = [...new Set(files.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId)))].sort();
  const look = {
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
  };
  looks.set(signpost, look);
  return look;
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
