/** Training pairs → word vectors: a symmetric softmax over the pairs of a batch (InfoNCE, van den Oord et al. 2018). */

import type { Pool } from './read-pool.ts';

/** How to train. */
export interface TrainOptions {
  readonly dimensions: number;
  readonly epochs: number;
  readonly batch: number;
  /** Cosines are divided by this. */
  readonly temperature: number;
  /** Of row-wise Adagrad; it falls to zero in a line. */
  readonly rate: number;
  readonly seed: number;
  /** Pairs of one repository that stand beside one another in a batch, where it has as many. */
  readonly neighbours: number;
  readonly progress: (done: number, total: number, loss: number) => void;
}

/** A generator of numbers in [0, 1) that is the same everywhere (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Train vectors.
 *
 * Deterministic: the same pool and options give the same table on every machine, but for the rounding of its arithmetic.
 *
 * @returns
 *   One row a term, not normalised.
 */
export function train(pool: Pool, options: TrainOptions): Float32Array {
  const { dimensions: size, batch, temperature, rate, epochs, seed, neighbours } = options;
  const random = createRandom(seed);
  const table = Float32Array.from({ length: pool.terms.length * size }, () => (random() - 0.5) / Math.sqrt(size));
  const squares = new Float32Array(pool.terms.length).fill(1e-6);
  const count = pool.pairs.length / 3;
  const steps = Math.floor(count / batch) * epochs;
  const [left, right] = [createSide(batch, size), createSide(batch, size)];
  const skills = new Int32Array(batch);
  const similarity = new Float32Array(batch * batch);
  const gradients = new Map<number, Float32Array>();
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = orderOf(pool, neighbours, random);
    for (let from = 0; from + batch <= count; from += batch) {
      for (let row = 0; row < batch; row++) {
        const pair = (order[from + row] ?? 0) * 3;
        skills[row] = pool.pairs[pair + 2] ?? 0;
        embed(left, row, pool.texts[pool.pairs[pair] ?? 0], table);
        embed(right, row, pool.texts[pool.pairs[pair + 1] ?? 0], table);
      }
      const loss = contrast(left, right, skills, similarity, temperature);
      gradients.clear();
      for (const side of [left, right]) for (let row = 0; row < batch; row++) spread(side, row, gradients);
      adagrad(table, squares, gradients, rate * (1 - step / steps));
      step++;
      if (step % 50 === 0 || step === steps) options.progress(step, steps, loss);
    }
  }
  return table;
}

/** One side of a batch: its texts as vectors of length 1, and what the loss wants of them. */
interface Side {
  readonly size: number;
  readonly texts: (Int32Array | undefined)[];
  readonly vectors: Float32Array;
  /** Length of each vector before it was made 1. */
  readonly norms: Float32Array;
  readonly gradient: Float32Array;
}

function createSide(batch: number, size: number): Side {
  return {
    size,
    texts: new Array<Int32Array | undefined>(batch),
    vectors: new Float32Array(batch * size),
    norms: new Float32Array(batch),
    gradient: new Float32Array(batch * size),
  };
}

function embed(side: Side, row: number, text: Int32Array | undefined, table: Float32Array): void {
  const { size, vectors } = side;
  const at = row * size;
  vectors.fill(0, at, at + size);
  for (const term of text ?? []) {
    const from = term * size;
    for (let d = 0; d < size; d++) vectors[at + d] = (vectors[at + d] ?? 0) + (table[from + d] ?? 0);
  }
  let square = 1e-12;
  for (let d = 0; d < size; d++) square += (vectors[at + d] ?? 0) ** 2;
  const norm = Math.sqrt(square);
  for (let d = 0; d < size; d++) vectors[at + d] = (vectors[at + d] ?? 0) / norm;
  side.texts[row] = text;
  side.norms[row] = norm;
}

/** The loss of a batch, and its gradient for both sides. Other pairs of the same skill are no wrong answers. */
function contrast(left: Side, right: Side, skills: Int32Array, similarity: Float32Array, temperature: number): number {
  const batch = skills.length;
  const { size } = left;
  const [u, v] = [left.vectors, right.vectors];
  for (let i = 0; i < batch; i++) {
    const a = i * size;
    for (let j = 0; j < batch; j++) {
      const b = j * size;
      let dot = 0;
      for (let d = 0; d < size; d += 4) {
        dot +=
          (u[a + d] as number) * (v[b + d] as number) +
          (u[a + d + 1] as number) * (v[b + d + 1] as number) +
          (u[a + d + 2] as number) * (v[b + d + 2] as number) +
          (u[a + d + 3] as number) * (v[b + d + 3] as number);
      }
      similarity[i * batch + j] = i !== j && skills[i] === skills[j] ? Number.NEGATIVE_INFINITY : dot / temperature;
    }
  }
  const rows = new Float32Array(batch);
  const columns = new Float32Array(batch);
  // Cosines over the temperature stay far below where a power overflows.
  const powers = similarity.map((value) => Math.exp(value - 1 / temperature));
  for (let i = 0; i < batch; i++) {
    for (let j = 0; j < batch; j++) {
      const power = powers[i * batch + j] as number;
      rows[i] = (rows[i] as number) + power;
      columns[j] = (columns[j] as number) + power;
    }
  }
  left.gradient.fill(0);
  right.gradient.fill(0);
  let loss = 0;
  const scale = 1 / (2 * batch * temperature);
  for (let i = 0; i < batch; i++) {
    const own = powers[i * batch + i] as number;
    loss -= (Math.log(own / (rows[i] as number)) + Math.log(own / (columns[i] as number))) / (2 * batch);
    const a = i * size;
    for (let j = 0; j < batch; j++) {
      const power = powers[i * batch + j] as number;
      const wanted = power / (rows[i] as number) + power / (columns[j] as number) - (i === j ? 2 : 0);
      if (wanted > -1e-5 && wanted < 1e-5) continue;
      const g = wanted * scale;
      const b = j * size;
      for (let d = 0; d < size; d++) {
        left.gradient[a + d] = (left.gradient[a + d] as number) + g * (v[b + d] as number);
        right.gradient[b + d] = (right.gradient[b + d] as number) + g * (u[a + d] as number);
      }
    }
  }
  return loss;
}

/** The gradient of a text's vector → that of its terms. */
function spread(side: Side, row: number, gradients: Map<number, Float32Array>): void {
  const { size, vectors, gradient } = side;
  const at = row * size;
  let along = 0;
  for (let d = 0; d < size; d++) along += (gradient[at + d] as number) * (vectors[at + d] as number);
  const scale = 1 / (side.norms[row] as number);
  for (const term of side.texts[row] ?? []) {
    let own = gradients.get(term);
    if (!own) {
      own = new Float32Array(size);
      gradients.set(term, own);
    }
    for (let d = 0; d < size; d++) {
      own[d] = (own[d] as number) + scale * ((gradient[at + d] as number) - along * (vectors[at + d] as number));
    }
  }
}

function adagrad(
  table: Float32Array,
  squares: Float32Array,
  gradients: ReadonlyMap<number, Float32Array>,
  rate: number,
): void {
  for (const [term, gradient] of gradients) {
    let square = 0;
    for (const value of gradient) square += value * value;
    squares[term] = (squares[term] as number) + square / gradient.length;
    const factor = rate / Math.sqrt(squares[term] as number);
    const at = term * gradient.length;
    for (let d = 0; d < gradient.length; d++)
      table[at + d] = (table[at + d] as number) - factor * (gradient[d] as number);
  }
}

/**
 * The pairs of an epoch: in any order, but those of one repository in runs. Its skills are what a router has to tell
 * apart, so that they make the wrong answers that teach most.
 */
function orderOf({ pairs, repositories }: Pool, neighbours: number, random: () => number): Int32Array {
  const shuffled = Array.from({ length: pairs.length / 3 }, (_, at) => at);
  shuffle(shuffled, random);
  const families = new Map<number, number[]>();
  for (const pair of shuffled) {
    const repository = repositories[pairs[pair * 3 + 2] ?? 0] ?? 0;
    const family = families.get(repository);
    if (family) family.push(pair);
    else families.set(repository, [pair]);
  }
  const runs: number[][] = [];
  for (const family of families.values()) {
    for (let at = 0; at < family.length; at += neighbours) runs.push(family.slice(at, at + neighbours));
  }
  shuffle(runs, random);
  return Int32Array.from(runs.flat());
}

function shuffle<T>(items: T[], random: () => number): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [items[last], items[other]] = [items[other] as T, items[last] as T];
  }
}
