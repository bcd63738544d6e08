/** Decided requests → figures: hits, calibration, abstention, by catalogue and in all. */

import { shareOf } from '../../src/maintain/evaluate/statistics.ts';
import { type Decided, EVERYDAY, type LeftOut } from './cross-validate.ts';

/** The figures of one catalogue. */
interface Figures {
  readonly name: string;
  readonly rows: number;
  readonly first: number;
  readonly third: number;
  /** In-scope requests that were not turned away. */
  readonly answered: number;
  readonly foreign: number;
  readonly foreignTurnedAway: number;
  readonly none: number;
  readonly noneTurnedAway: number;
  readonly near: number;
  readonly nearNotChosen: number;
}

const BINS = 10;

/** Count what was decided. */
function figuresOf({ catalogue, parameters, decided }: LeftOut): Figures {
  const kind = (wanted: string) => decided.filter(({ row }) => row.kind === wanted);
  const own = kind('in');
  const turnedAway = (list: readonly Decided[]) => list.filter(({ scope }) => scope < parameters.abstainBelow).length;
  const near = decided.filter(({ row, candidates }) => row.kind === 'not' || candidates.some(({ wrong }) => wrong));
  const chosen = ({ scope, candidates }: Decided) => scope >= parameters.abstainBelow && candidates[0]?.wrong;
  return {
    name: catalogue.name,
    rows: own.length,
    first: own.filter(({ candidates }) => candidates[0]?.right).length,
    third: own.filter(({ candidates }) => candidates.slice(0, 3).some(({ right }) => right)).length,
    answered: own.length - turnedAway(own),
    foreign: kind('foreign').length,
    foreignTurnedAway: turnedAway(kind('foreign')),
    none: kind('none').length,
    noneTurnedAway: turnedAway(kind('none')),
    near: near.length,
    nearNotChosen: near.filter((one) => !chosen(one)).length,
  };
}

/**
 * The expected calibration error over labelled requests (Naeini et al. 2015): how far confidence is from the share that
 * was right, in ten bins, in [0, 1].
 */
function calibrationError(decided: readonly Decided[]): number {
  const asked = decided.filter(({ row }) => row.kind === 'in' || row.kind === 'none');
  let error = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const inside = asked.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin);
    const said = inside.reduce((sum, { confidence }) => sum + confidence, 0);
    const held = inside.filter(({ row, candidates }) => row.kind === 'in' && candidates[0]?.right).length;
    error += Math.abs(said - held);
  }
  return asked.length === 0 ? 0 : error / asked.length;
}

/** The figures of all catalogues as a table, and the averages. */
export function tableOf(leftOut: readonly LeftOut[]): {
  readonly text: string;
  readonly figures: Readonly<Record<string, number>>;
} {
  const all = leftOut.map(figuresOf);
  const skills = all.filter(({ name, rows }) => !EVERYDAY.has(name) && rows > 0);
  const lines = [
    `${'catalogue'.padEnd(62)} rows   R@1   95 %        R@3   answered  foreign away  none away  near misses avoided`,
    ...all.map((one) => {
      const { low, high } = shareOf(one.first, one.rows);
      return [
        one.name.padEnd(61),
        String(one.rows).padStart(5),
        share(one.first, one.rows),
        `${low.toFixed(2)}–${high.toFixed(2)}`,
        share(one.third, one.rows),
        share(one.answered, one.rows).padStart(7),
        share(one.foreignTurnedAway, one.foreign).padStart(11),
        share(one.noneTurnedAway, one.none).padStart(11),
        share(one.nearNotChosen, one.near).padStart(10),
      ].join('  ');
    }),
  ];
  const sum = (key: Exclude<keyof Figures, 'name'>) => skills.reduce((total, one) => total + one[key], 0);
  const macro = (key: 'first' | 'third') =>
    skills.reduce((total, one) => total + one[key] / one.rows, 0) / skills.length;
  const asked = leftOut.filter(({ catalogue }) => !EVERYDAY.has(catalogue.name)).flatMap(({ decided }) => decided);
  const figures = {
    macroR1: round(macro('first')),
    macroR3: round(macro('third')),
    microR1: round(sum('first') / sum('rows')),
    microR3: round(sum('third') / sum('rows')),
    calibrationError: round(calibrationError(asked)),
    answered: round(sum('answered') / sum('rows')),
    foreignTurnedAway: round(sum('foreignTurnedAway') / sum('foreign')),
    noneTurnedAway: round(sum('noneTurnedAway') / sum('none')),
    nearMissesAvoided: round(sum('nearNotChosen') / sum('near')),
  };
  lines.push(`over ${skills.length} catalogues of skills: ${JSON.stringify(figures)}`);
  return { text: lines.join('\n'), figures };
}

function share(part: number, whole: number): string {
  return whole === 0 ? '  –  ' : (part / whole).toFixed(3);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
