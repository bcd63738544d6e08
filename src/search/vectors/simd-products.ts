/** Products of vectors in WebAssembly, several at a time: in a fresh process and over many vectors several times as fast. */

import { type ByteProducts, inWords, PLAIN_PRODUCTS, type Products, type RoughProducts } from './products.ts';
import { CODE } from './products-code.ts';

/** Numbers of a vector come in as many: what an instruction takes in at once. */
const FLOATS = 4;
const BYTES = 16;
const PAGE = 65_536;
/** Past this share of the rows, all of them together are multiplied sooner than those asked for one by one. */
const MANY = 1 / 16;
/** Rows there is room for in a sum; of more, which no passage has, they are added one by one. */
const MOST_SUMMED = 4096;

interface Code {
  readonly floats: (vector: number, row: number, end: number, bytes: number, products: number) => void;
  readonly bytes: (vector: number, step: number, row: number, end: number, bytes: number, products: number) => void;
  readonly rough: (vector: number, row: number, end: number, bytes: number, products: number) => void;
  readonly sum: (rows: number, factors: number, id: number, end: number, bytes: number, sum: number) => void;
}

/** What is used of the global object, which the types of Node do not tell of. */
interface WebAssemblyGlobal {
  readonly Module: new (code: Uint8Array) => object;
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Instance: new (module: object, imports: object) => { readonly exports: Code };
}

/**
 * Prepare to multiply with the instructions of the processor that take in several numbers.
 *
 * Not for browsers: a page whose policy forbids it would complain of the attempt.
 *
 * @returns
 *   What gives the numbers of `PLAIN_PRODUCTS`; `undefined` where there is no WebAssembly, or no such instructions. Vectors of an odd
 *   length, or too many for a memory, are multiplied one after the other.
 */
export function simdProducts(): Products | undefined {
  const { WebAssembly } = globalThis as unknown as { readonly WebAssembly?: WebAssemblyGlobal };
  if (!WebAssembly) return undefined;
  try {
    const module = new WebAssembly.Module(Uint8Array.from(atob(CODE), (char) => char.charCodeAt(0)));
    const load = (size: number) => {
      const memory = new WebAssembly.Memory({ initial: Math.ceil(size / PAGE) });
      return { code: new WebAssembly.Instance(module, { rows: { memory } }).exports, buffer: memory.buffer };
    };
    return {
      floats: (rows, dimensions) =>
        orPlain(dimensions % FLOATS === 0, () => floatsIn(load, rows, dimensions)) ??
        PLAIN_PRODUCTS.floats(rows, dimensions),
      bytes: (rows, factors, dimensions) =>
        orPlain(dimensions % BYTES === 0, () => bytesIn(load, rows, factors, dimensions)) ??
        PLAIN_PRODUCTS.bytes(rows, factors, dimensions),
      rough: (rows, dimensions) =>
        orPlain(dimensions % BYTES === 0, () => roughIn(load, rows, dimensions)) ??
        PLAIN_PRODUCTS.rough(rows, dimensions),
    };
  } catch {
    // Forbidden here, or an engine without these instructions.
    return undefined;
  }
}

/** Gives the code over a memory of its own, of some bytes at the least. */
type Load = (size: number) => { readonly code: Code; readonly buffer: ArrayBuffer };

function orPlain<Made>(isFit: boolean, make: () => Made): Made | undefined {
  if (!isFit) return undefined;
  try {
    return make();
  } catch {
    // No memory of that size.
    return undefined;
  }
}

function floatsIn(load: Load, rows: Float32Array, dimensions: number): (vector: Float32Array) => Float64Array {
  const bytes = dimensions * 4;
  const [from, end] = [PAGE, PAGE + rows.byteLength];
  const products = Math.ceil(end / 8) * 8;
  const count = rows.length / dimensions;
  const { code, buffer } = load(products + count * 8);
  new Float32Array(buffer, from).set(rows);
  return (vector) => {
    new Float32Array(buffer, 0, dimensions).set(vector);
    code.floats(0, from, end, bytes, products);
    return new Float64Array(buffer, products, count).slice();
  };
}

function roughIn(load: Load, rows: Int8Array, dimensions: number): (vector: Float32Array) => RoughProducts {
  const [from, end] = [PAGE, PAGE + rows.byteLength];
  const count = rows.length / dimensions;
  const { code, buffer } = load(end + count * 4);
  new Int8Array(buffer, from).set(rows);
  const products = new Int32Array(buffer, end, count);
  return (vector) => {
    const { words, unit } = inWords(vector);
    new Int16Array(buffer, 0, dimensions).set(words);
    code.rough(0, from, end, dimensions, end);
    return { products, unit };
  };
}

function bytesIn(load: Load, rows: Int8Array, factors: Float32Array, dimensions: number): ByteProducts {
  const end = rows.byteLength;
  const count = end / dimensions;
  // Behind the rows: products, factors, a sum, the rows of a sum.
  const products = end;
  const factorsAt = products + count * 4;
  const sumAt = factorsAt + count * 4;
  const idsAt = sumAt + dimensions * 4;
  const { code, buffer } = load(idsAt + MOST_SUMMED * 4);
  new Int8Array(buffer).set(rows);
  new Float32Array(buffer, factorsAt).set(factors);
  const found = new Int32Array(buffer, products, count);
  const sum = new Float32Array(buffer, sumAt, dimensions);
  const ids = new Int32Array(buffer, idsAt, MOST_SUMMED);
  const few = PLAIN_PRODUCTS.bytes(rows, factors, dimensions);
  let squares: Int32Array | undefined;
  return {
    of(row, others) {
      if (others.length < count * MANY) return few.of(row, others);
      code.bytes(row * dimensions, 0, 0, end, dimensions, products);
      return others.map((other) => found[other] ?? 0);
    },
    square(row) {
      if (!squares) {
        code.bytes(0, dimensions, 0, end, dimensions, products);
        squares = found.slice();
      }
      return squares[row] ?? 0;
    },
    sum(own) {
      if (own.length > MOST_SUMMED) return few.sum(own);
      ids.set(own);
      code.sum(0, factorsAt, idsAt, idsAt + own.length * 4, dimensions, sumAt);
      return sum.slice();
    },
  };
}
