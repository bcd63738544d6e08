/** BM25+ as MiniSearch computes it, for what scores without it: the same numbers, bit for bit. */

/** The parameters MiniSearch sets. */
const [K, B, D] = [1.2, 0.7, 0.5];

/** How much a term says that so many documents of all hold. */
export function bm25Idf(documents: number, holders: number): number {
  return Math.log(1 + (documents - holders + 0.5) / (holders + 0.5));
}

/**
 * The score of one term in one field of one document, to be summed over terms and multiplied by how many were found.
 *
 * @param count
 *   How often the field holds the term.
 * @param length
 *   How many different terms it holds.
 */
export function bm25(idf: number, count: number, length: number, averageLength: number): number {
  return idf * bm25Share(count, length, averageLength);
}

/** The same for an idf of 1. */
export function bm25Share(count: number, length: number, averageLength: number): number {
  return D + (count * (K + 1)) / (count + K * (1 - B + (B * length) / averageLength));
}

/** MiniSearch keeps a running mean, and the last bit of a score depends on how a mean was come to. */
export function runningMean(lengths: Iterable<number>): number {
  let [mean, count] = [0, 0];
  for (const length of lengths) {
    mean = (mean * count + length) / (count + 1);
    count++;
  }
  return mean;
}
