/** Samples → weights: softmax over the candidates of a request, logistic over requests. By Adam; deterministic. */

/** A request as numbers. */
interface Sample {
  /** Features of one candidate after the other. */
  readonly values: Float64Array;
  readonly right: readonly boolean[];
}

/** The samples of one catalogue. */
export interface Samples {
  readonly name: string;
  readonly samples: readonly Sample[];
}

/** What was observed once: features, whether it held, and how much it counts. */
export interface Observation {
  readonly values: readonly number[];
  readonly held: boolean;
  readonly weight: number;
}

/** Requests of one catalogue that count: a thousand of one kind would drown the others. */
const MOST_ROWS = 250;
/** Wrong candidates of one request, the first by words: what no router would take for right teaches nothing. */
const MOST_CANDIDATES = 15;
const STEPS = 300;
const RATE = 0.15;
/** On weights of features brought to a deviation of 1. */
const L2 = 3e-3;

/**
 * Fit the weights of evidence (Cao et al. 2007, "Learning to Rank: From Pairwise Approach to Listwise Approach", with
 * the right candidates taken together).
 *
 * The loss is that of the softmax over the candidates of each request, a catalogue of n requests counting √n.
 *
 * @param catalogues
 *   What to learn from.
 * @param size
 *   Number of features.
 * @returns
 *   A weight a feature, in the features' own units, 0 or more: every feature speaks for a candidate, and what is left over
 *   from those that say much the same would otherwise take any sign.
 */
export function fitRanking(catalogues: readonly Samples[], size: number): Float64Array {
  const items = catalogues.flatMap(({ samples }) => {
    const used = evenly(samples.filter(isTelling), MOST_ROWS).map((sample) => shortened(sample, size));
    return used.map((sample) => ({ sample, weight: 1 / Math.sqrt(used.length) }));
  });
  const total = items.reduce((sum, { weight }) => sum + weight, 0);
  const deviations = deviationsOf(
    items.map(({ sample }) => sample.values),
    size,
  );
  const scaled = items.map(({ sample, weight }) => ({
    sample: { ...sample, values: sample.values.map((value, at) => value / (deviations[at % size] ?? 1)) },
    weight: weight / total,
  }));
  const weights = descend(
    size,
    (at, gradient) => {
      for (const { sample, weight } of scaled) addRankingGradient(sample, at, weight, gradient);
    },
    true,
  );
  return weights.map((weight, k) => weight / (deviations[k] ?? 1));
}

/**
 * Fit a logistic function.
 *
 * @param observations
 *   What held and what did not.
 * @param size
 *   Number of features.
 * @returns
 *   The constant, then a weight a feature, in the features' own units.
 */
export function fitLogistic(observations: readonly Observation[], size: number): Float64Array {
  const deviations = deviationsOf(
    observations.map(({ values }) => Float64Array.from(values)),
    size,
  );
  const total = observations.reduce((sum, { weight }) => sum + weight, 0);
  const weights = descend(size + 1, (at, gradient) => {
    for (const { values, held, weight } of observations) {
      let sum = at[0] ?? 0;
      for (let k = 0; k < size; k++) sum += ((at[k + 1] ?? 0) * (values[k] ?? 0)) / (deviations[k] ?? 1);
      const pull = (weight / total) * (1 / (1 + Math.exp(-sum)) - (held ? 1 : 0));
      gradient[0] = (gradient[0] ?? 0) + pull;
      for (let k = 0; k < size; k++) {
        gradient[k + 1] = (gradient[k + 1] ?? 0) + (pull * (values[k] ?? 0)) / (deviations[k] ?? 1);
      }
    }
  });
  return weights.map((weight, k) => (k === 0 ? weight : weight / (deviations[k - 1] ?? 1)));
}

/** The weighted sum of the features of one candidate. */
function scoreAt(values: Float64Array, index: number, weights: Float64Array): number {
  let score = 0;
  for (let k = 0; k < weights.length; k++) score += (weights[k] ?? 0) * (values[index * weights.length + k] ?? 0);
  return score;
}

/**
 * Adam (Kingma and Ba 2015) from zero, the rate falling to zero in a line, with an L2 penalty; with `forOnly` no weight falls
 * below 0.
 */
function descend(
  size: number,
  addGradient: (weights: Float64Array, gradient: Float64Array) => void,
  forOnly = false,
): Float64Array {
  const weights = new Float64Array(size);
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  const gradient = new Float64Array(size);
  for (let step = 1; step <= STEPS; step++) {
    gradient.fill(0);
    addGradient(weights, gradient);
    for (let k = 0; k < size; k++) {
      const g = (gradient[k] ?? 0) + L2 * (weights[k] ?? 0);
      first[k] = 0.9 * (first[k] ?? 0) + 0.1 * g;
      second[k] = 0.99 * (second[k] ?? 0) + 0.01 * g * g;
      const rate = RATE * (1 - step / (STEPS + 1));
      const [m, v] = [(first[k] ?? 0) / (1 - 0.9 ** step), (second[k] ?? 0) / (1 - 0.99 ** step)];
      const next = (weights[k] ?? 0) - (rate * m) / (Math.sqrt(v) + 1e-8);
      weights[k] = forOnly ? Math.max(0, next) : next;
    }
  }
  return weights;
}

function addRankingGradient(
  { values, right }: Sample,
  weights: Float64Array,
  share: number,
  gradient: Float64Array,
): void {
  const scores = right.map((_, index) => scoreAt(values, index, weights));
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - top));
  const all = powers.reduce((total, power) => total + power, 0);
  const good = Math.max(
    1e-300,
    powers.reduce((total, power, index) => total + (right[index] ? power : 0), 0),
  );
  for (const [index, power] of powers.entries()) {
    const pull = share * (power / all - (right[index] ? power / good : 0));
    if (Math.abs(pull) < 1e-9) continue;
    for (let k = 0; k < weights.length; k++) {
      gradient[k] = (gradient[k] ?? 0) + pull * (values[index * weights.length + k] ?? 0);
    }
  }
}

/** The standard deviation of each feature. */
function deviationsOf(tables: readonly Float64Array[], size: number): Float64Array {
  const sums = new Float64Array(size);
  const squares = new Float64Array(size);
  let rows = 0;
  for (const table of tables) {
    rows += table.length / size;
    for (const [at, value] of table.entries()) {
      sums[at % size] = (sums[at % size] ?? 0) + value;
      squares[at % size] = (squares[at % size] ?? 0) + value * value;
    }
  }
  return sums.map((sum, k) => Math.sqrt(Math.max(0, (squares[k] ?? 0) / rows - (sum / rows) ** 2)) || 1);
}

/** A request whose candidates are all right or all wrong teaches nothing. */
function isTelling({ right }: Sample): boolean {
  return right.includes(true) && right.includes(false);
}

function shortened({ values, right }: Sample, size: number): Sample {
  const kept = [...right.keys()].filter((index) => right[index] || index < MOST_CANDIDATES);
  const shorter = new Float64Array(kept.length * size);
  for (const [place, index] of kept.entries()) {
    shorter.set(values.subarray(index * size, (index + 1) * size), place * size);
  }
  return { values: shorter, right: kept.map((index) => right[index] ?? false) };
}

/** At most so many items, from all over the list. */
export function evenly<T>(items: readonly T[], most: number): T[] {
  const step = Math.max(1, items.length / most);
  return Array.from({ length: Math.min(items.length, most) }, (_, index) => items[Math.floor(index * step)]).filter(
    (item) => item !== undefined,
  );
}
