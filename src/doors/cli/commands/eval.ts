/** `signpost eval`: how often the router is right on labelled requests, how sure, and where it goes wrong. */

import { resolve } from 'node:path';
import type { Evaluation } from '../../../domain/evaluation.ts';
import type { LabelledRequest } from '../../../domain/labelled-request.ts';
import type { Signpost } from '../../../domain/signpost.ts';
import { SignpostError } from '../../../domain/signpost-error.ts';
import type { Tuning } from '../../../domain/tuning.ts';
import { readTriggerEvals } from '../../../load/catalog/trigger-evals.ts';
import { compareEvaluations, parseBaseline } from '../../../maintain/evaluate/compare.ts';
import { evaluate } from '../../../maintain/evaluate/evaluate.ts';
import { evaluateStored } from '../../../maintain/evaluate/evaluate-stored.ts';
import { frontMatterLabels } from '../../../maintain/evaluate/labels.ts';
import { tuneThresholds } from '../../../maintain/evaluate/tune.ts';
import { type EvaluationReport, renderEvaluationJson } from '../../../report/evaluation/json.ts';
import { renderEvaluationJunit } from '../../../report/evaluation/junit.ts';
import { renderEvaluationMarkdown, renderEvaluationTable } from '../../../report/evaluation/table.ts';
import { openRoots } from '../../../session/open-roots.ts';
import type { SignpostService } from '../../shared/signpost-service.ts';
import { type CliCommand, type CliValues, jsonOption, rootOption, storeOptions } from '../command.ts';
import { formatOf } from '../format.ts';
import type { CliIo } from '../io.ts';
import { readArgument, readRequests } from '../named-file.ts';
import { open, styleOf, tellIn } from '../open.ts';
import { withService } from '../source.ts';

const FORMATS = ['table', 'markdown', 'json', 'junit'] as const;
type Format = (typeof FORMATS)[number];
/** Rows between two marks of progress. */
const MARKED = 20;

export const evalCommand: CliCommand = {
  name: 'eval',
  summary: 'measure the router on labelled requests',
  usage: '[OPTIONS] [ROOT…]',
  options: {
    root: { ...rootOption, help: 'the same as ROOT; may be repeated (default: found from the working folder up)' },
    ...storeOptions,
    queries: {
      type: 'string',
      multiple: true,
      value: 'FILE',
      help: 'lines of {"query":…,"expected":[…],"acceptable"?,"not"?}; may be repeated (default: labels of the documents)',
    },
    format: { type: 'string', value: 'FORMAT', help: `${FORMATS.join(', ')} (default: table)` },
    json: { ...jsonOption, help: 'the same as --format json' },
    baseline: { type: 'string', value: 'FILE', help: 'compare with what --json printed earlier' },
    tune: { type: 'boolean', help: 'propose thresholds for signpost.config.json from the requests' },
    'min-r1': { type: 'string', value: 'SHARE', help: 'exit 1 when R@1 is below, 0 to 1' },
    'min-no-match': { type: 'string', value: 'SHARE', help: 'exit 1 when no-match recall is below, 0 to 1' },
  },
  examples: [
    'signpost eval',
    'signpost eval --queries requests.jsonl --min-r1 0.8 references',
    'signpost eval --tune --queries requests.jsonl',
    'signpost eval --store postgres://db/skills --queries requests.jsonl',
  ],
  exitCodes: ['measured', 'below a minimum'],
  async run(io, values, positionals) {
    const format = formatOf(values, FORMATS);
    if (values.flag('tune') && format === 'junit') {
      throw new SignpostError(
        'SIGNPOST_BAD_OPTION',
        'Unexpected `--tune` beside junit, expected table, markdown or json',
      );
    }
    const minimums = { r1: minimumOf(values, 'min-r1'), noMatch: minimumOf(values, 'min-no-match') };
    const { evaluation, tuning } = await measure(io, values, positionals);
    const baseline = values.text('baseline');
    const comparison =
      baseline === undefined
        ? undefined
        : compareEvaluations(evaluation.rows, parseBaseline(await readArgument(io, baseline), baseline));
    io.stdout(render(io, format, { evaluation, ...(comparison && { comparison }), ...(tuning && { tuning }) }));
    return failures(io, evaluation, minimums) > 0 ? 1 : 0;
  },
};

interface Measured {
  readonly evaluation: Evaluation;
  readonly tuning?: Tuning;
}

async function measure(io: CliIo, values: CliValues, positionals: readonly string[]): Promise<Measured> {
  const onRow = (done: number, total: number) => {
    if (done % MARKED === 0 || done === total) io.progress(done === total ? '' : `${done} of ${total} requests`);
  };
  const files = values.texts('queries');
  const [root] = positionals;
  if (values.text('store') !== undefined && root !== undefined) {
    const reason = `Unexpected \`${root}\` beside \`--store\`, expected one or the other`;
    throw new SignpostError('SIGNPOST_BAD_OPTION', reason);
  }
  const measured = async (service: SignpostService): Promise<Measured> => {
    const requests = files.length > 0 ? await readRequests(io, files) : await ownLabels(service);
    const { signpost } = service;
    // In this process only misses are explained, once they are known.
    const evaluation = signpost
      ? evaluate(signpost, requests, { onRow })
      : await evaluateStored(service, requests, { onRow });
    return values.flag('tune') && signpost
      ? { evaluation, tuning: tuneThresholds(signpost, requests) }
      : { evaluation };
  };
  return withService(io, values, measured, () => openNamed(io, values, positionals));
}

/** The labels that documents bring with them; those of files beside them where the files are. */
async function ownLabels({ listAll, signpost }: SignpostService): Promise<LabelledRequest[]> {
  return [...frontMatterLabels(await listAll()), ...(signpost ? readTriggerEvals(signpost.catalog) : [])];
}

async function openNamed(io: CliIo, values: CliValues, positionals: readonly string[]): Promise<Signpost> {
  if (positionals.length === 0) return open(io, values);
  const roots = [...positionals, ...values.texts('root')];
  if (roots.includes('')) throw new SignpostError('SIGNPOST_BAD_OPTION', 'Unexpected empty root, expected a folder');
  return openRoots({ roots: roots.map((root) => resolve(io.cwd, root)), onProblem: tellIn(io) });
}

function minimumOf(values: CliValues, name: string): number | undefined {
  const text = values.text(name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 1) return value;
  throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected \`--${name}\` \`${text}\`, expected a number from 0 to 1`);
}

function render(io: CliIo, format: Format, report: EvaluationReport): string {
  switch (format) {
    case 'table':
      return renderEvaluationTable(report, styleOf(io.color));
    case 'markdown':
      return renderEvaluationMarkdown(report);
    case 'json':
      return renderEvaluationJson(report);
    case 'junit':
      return renderEvaluationJunit(report.evaluation);
  }
}

/** Say on stderr which minimum was not reached; one that nothing was measured for is not. */
function failures(
  io: CliIo,
  { r1, noMatch }: Evaluation,
  minimums: { readonly r1: number | undefined; readonly noMatch: number | undefined },
): number {
  const missed = [
    { name: 'R@1', share: r1, minimum: minimums.r1 },
    { name: 'no-match recall', share: noMatch, minimum: minimums.noMatch },
  ].filter(({ share, minimum }) => minimum !== undefined && (share.rows === 0 || share.value < minimum));
  for (const { name, share, minimum } of missed) {
    io.stderr(
      `signpost: ${name} is ${share.rows === 0 ? 'not measured' : share.value.toFixed(3)}, expected at least ${minimum}`,
    );
  }
  return missed.length;
}
