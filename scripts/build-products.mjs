/**
 * Assemble `src/search/vectors/products.wat` into `src/search/vectors/products-code.ts`: `npm run build-products`, after each change of the former.
 * A test holds one against the other.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import initWabt from 'wabt';

const folder = new URL('../src/search/vectors/', import.meta.url);
const { parseWat } = await initWabt();
const { buffer } = parseWat('products.wat', readFileSync(new URL('products.wat', folder), 'utf8'), {
  simd: true,
}).toBinary({});
writeFileSync(
  new URL('products-code.ts', folder),
  `/** \`products.wat\` as WebAssembly, in base64. Made by \`npm run build-products\`. */
export const CODE =
  '${Buffer.from(buffer).toString('base64')}';
`,
);
console.log(`products-code.ts: ${buffer.length} bytes of WebAssembly`);
