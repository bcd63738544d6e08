/** What whoever keeps the documents asks over HTTP: why not, how often right, what is wrong, what to try first. */

import {
  type Evaluation,
  evaluate,
  findReference,
  lint,
  parseLabelledRequests,
  type RankedReference,
  readRuleHelp,
  type Signpost,
  SignpostError,
  type WhyNot,
  whyNot,
} from '../../index.ts';
import { renderLintJson } from '../../report/index.ts';

/** Rows of one evaluation. */
const MOST_EVALUATED = 1000;
/** Other requests are answered between two turns of an evaluation. */
const TURN_MS = 20;
/** As deep as the candidates of an evaluation go. */
const RANKED = 10;

/** The choice of a request, held against a reference. Reads the folder again; roots are left out of the answer. */
export function answerWhyNot(signpost: Signpost, query: string, reference: string): object {
  const { id, root } = findReference(signpost.catalog, reference);
  if (signpost.roots.length !== 1) {
    const found = `Unexpected why-not over ${signpost.roots.length} folders, expected one`;
    throw new SignpostError('SIGNPOST_BAD_OPTION', found);
  }
  const { decision, winner, wanted, path, isChosen, evidence, edit }: WhyNot = whyNot({ root, query, reference: id });
  const lost = edit?.lost.map((request) => ({
    ...request,
    before: request.before ?? null,
    after: request.after ?? null,
  }));
  return {
    decision,
    winner: withoutRoot(winner),
    wanted: withoutRoot(wanted),
    path,
    isChosen,
    evidence,
    edit: edit ? { ...edit, lost } : null,
  };
}

function withoutRoot(reference: RankedReference | undefined): object | null {
  if (!reference) return null;
  const { id, title, score, confidence } = reference;
  return { id, title, score, confidence };
}

/**
 * Evaluate lines of labelled requests, in turns: what else is asked meanwhile is answered.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_INPUT` for a line that is none, or names a reference that is not there; `SIGNPOST_BAD_OPTION` for too many.
 */
export async function evaluateInTurns(signpost: Signpost, text: string): Promise<Evaluation> {
  const requests = parseLabelledRequests(text, 'body');
  if (requests.length === 0 || requests.length > MOST_EVALUATED) {
    const reason = `Unexpected ${requests.length} labelled requests, expected 1 to ${MOST_EVALUATED}`;
    throw new SignpostError('SIGNPOST_BAD_OPTION', reason);
  }
  const { route } = signpost;
  const decisions = new Map<string, ReturnType<typeof route>>();
  let started = performance.now();
  for (const { query } of requests) {
    decisions.set(query, route(query, { limit: RANKED }));
    if (performance.now() - started < TURN_MS) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    started = performance.now();
  }
  return evaluate(
    {
      catalog: signpost.catalog,
      route: (query, options = {}) => (options.explain ? undefined : decisions.get(query)) ?? route(query, options),
    },
    requests,
  );
}

/** One look at the documents of a signpost: another one comes with the next change. */
const looks = new WeakMap<Signpost, object>();

/** Lint the folders of a signpost. Reads them again, once for each signpost; roots are left out of the answer. */
export function answerLint(signpost: Signpost): object {
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
