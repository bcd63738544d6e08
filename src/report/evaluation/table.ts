/** An evaluation → a table for a person, plain or as markdown. */

import type { Evaluation, Miss, Share } from '../../domain/evaluation.ts';
import type { Tuning } from '../../domain/tuning.ts';
import { printable } from '../../text/printable.ts';
import { plain, type Style } from '../style.ts';
import type { EvaluationReport } from './json.ts';

type Cells = readonly [name: string, value: string, rows: string];

/** As many of a kind as are shown. */
const SHOWN = 10;
/** What shows the edit for one of them. */
const TURN_IT = '  what would turn one: signpost explain --why-not ID QUERY';
/** Beyond this probability a difference is called noise. */
const NOISE = 0.05;

/** Lines of a name, a value with its interval, and the rows it stands on; then what was confused and missed. */
export function renderEvaluationTable(report: EvaluationReport, style: Style = plain): string {
  const { evaluation } = report;
  if (evaluation.rows.length === 0) return 'No labelled request: nothing was measured';
  const cells = numbersOf(evaluation);
  const width = Math.max(...cells.map(([name]) => name.length));
  const lines = cells.map(
    ([name, value, rows]) => `${name.padEnd(width)}  ${style('strong', value)}  ${style('faint', rows)}`,
  );
  for (const [title, rows] of sectionsOf(report)) {
    for (const line of ['', style('strong', title), ...rows]) lines.push(line);
  }
  return lines.join('\n');
}

/** The same as tables and lists of markdown. */
export function renderEvaluationMarkdown(report: EvaluationReport): string {
  const { evaluation } = report;
  if (evaluation.rows.length === 0) return 'No labelled request: nothing was measured';
  const lines = [
    '| measure | value | rows |',
    '|---|---|---|',
    ...numbersOf(evaluation).map((cells) => `| ${cells.join(' | ')} |`),
  ];
  for (const [title, rows] of sectionsOf(report)) {
    lines.push('', `### ${title}`, '');
    for (const row of rows) lines.push(`- ${asMarkdown(row.trim())}`);
  }
  return lines.join('\n');
}

/** A request is not written by whoever reads the report: it begins no link, picture or element there. */
function asMarkdown(row: string): string {
  return row.replace(/[\\`*_<>[\]|~&]/g, '\\$&');
}

function numbersOf(evaluation: Evaluation): Cells[] {
  const { r1, r3, mrr10, setRecall, setPrecision, noMatch, coverage, nearMiss, calibrationError } = evaluation;
  const rows = `${r1.rows} rows`;
  return [
    ['R@1', share(r1), rows],
    ['R@3', share(r3), rows],
    ['MRR@10', number(mrr10), rows],
    ['recall of the chosen set', number(setRecall), rows],
    ['precision of the chosen set', number(setPrecision), rows],
    ['in-scope coverage', share(coverage), rows],
    ['no-match recall', share(noMatch), `${noMatch.rows} rows`],
    ['near misses avoided', share(nearMiss), `${nearMiss.rows} rows`],
    ['calibration error', number(calibrationError), `${r1.rows + noMatch.rows} rows`],
  ];
}

function* sectionsOf({
  evaluation,
  comparison,
  tuning,
}: EvaluationReport): Iterable<readonly [title: string, rows: readonly string[]]> {
  const { curve, languages, references, confusions, misses } = evaluation;
  if (comparison) {
    const { won, lost, rows, chance } = comparison;
    const verdict = chance < NOISE ? 'more than noise' : 'may be noise';
    yield [
      `Against the baseline: ${won.length} won, ${lost.length} lost of ${rows} rows, p = ${chance.toFixed(3)}, ${verdict}`,
      [...most(won.map((query) => `  + ${shorten(query)}`)), ...most(lost.map((query) => `  - ${shorten(query)}`))],
    ];
  }
  if (curve.length > 1) {
    const points = curve.map(
      ({ threshold, coverage, accuracy }) =>
        `  confidence ≥ ${number(threshold)}: ${percent(coverage)} kept, ${percent(accuracy)} right`,
    );
    yield ['Coverage and accuracy', points];
  }
  if (languages.length > 1)
    yield ['By script', languages.map(({ name, r1 }) => `  ${name}: R@1 ${share(r1)}, ${r1.rows} rows`)];
  const worst = references
    .filter(({ r1 }) => r1.hits < r1.rows)
    .sort((a, b) => a.r1.value - b.r1.value || b.r1.rows - a.r1.rows);
  if (worst.length > 0)
    yield ['Weakest references', most(worst.map(({ name, r1 }) => `  ${printable(name)}: ${r1.hits} of ${r1.rows}`))];
  if (confusions.length > 0) {
    yield [
      'Confused',
      most(
        confusions.map(({ expected, chosen, count }) => `  ${count} × ${printable(expected)} → ${printable(chosen)}`),
      ),
    ];
  }
  if (misses.length > 0) yield [`Missed: ${misses.length}`, [...most(misses.map(missLine)), TURN_IT]];
  if (tuning) yield ['Thresholds proposed', tuningLines(tuning)];
}

function tuningLines({ before, after, ...proposed }: Tuning): string[] {
  if (Object.keys(proposed).length === 0) {
    return [
      '  none: no other threshold does better; it takes requests that expect none (`"expected": []`), or two references that fit as well',
    ];
  }
  const measures = [
    ['answered', before.answered, after.answered],
    ['none turned away', before.turnedAway, after.turnedAway],
    ['asked back', before.asked, after.asked],
    ['right without a question', before.right, after.right],
  ] as const;
  const counts = measures.map(([name, was, is]) => `  ${name}: ${was.hits} of ${was.rows} → ${is.hits} of ${is.rows}`);
  return [`  signpost.config.json: ${JSON.stringify({ route: proposed })}`, ...counts];
}

function missLine({ row, won, winnerScore, rightScore, because }: Miss): string {
  const wanted = row.expected === null ? `not ${row.not.join(', ')}` : row.expected.join(' or ') || 'none';
  const leads = because.map(
    ({ label, contribution, ahead }) => `${label} ${contribution.toFixed(3)}, ${ahead.toFixed(3)} ahead`,
  );
  const why = printable(leads.join('; '));
  const scores = row.expected?.length
    ? ` (score ${winnerScore.toFixed(2)} against ${rightScore.toFixed(2)}${why ? `: ${why}` : ''})`
    : '';
  return `  “${shorten(row.query)}” → ${printable(won ?? 'none')}, expected ${printable(wanted)}${scores}`;
}

function most(rows: readonly string[]): string[] {
  return rows.length <= SHOWN ? [...rows] : [...rows.slice(0, SHOWN), `  … and ${rows.length - SHOWN} more`];
}

function share({ value, low, high, rows }: Share): string {
  return rows === 0 ? '–' : `${number(value)} (${number(low)}–${number(high)})`;
}

function number(value: number): string {
  return value.toFixed(3).replace(/^0\./, '.');
}

function percent(value: number): string {
  return `${Math.round(value * 100)} %`;
}

/** A request is read at a glance. */
function shorten(query: string): string {
  const text = printable(query);
  return text.length > 90 ? `${text.slice(0, 89)}…` : text;
}
