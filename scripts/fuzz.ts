/**
 * Throw hostile input at every part that reads a stranger's: documents, requests, ignore files, settings, snapshots, HTTP, JSON-RPC.
 *
 * Usage: npm run fuzz -- --minutes N [--seed S] [--only KIND]…
 *
 * Inputs come from the seed alone, so that what one run finds another finds again. Each kind runs in a process of its own, which is
 * watched: one that ends, or takes longer than ten seconds over an input, has found something, as has one that says so. What is found
 * is made as small as it can be, and printed as a test. A quarter of the time goes to structures that are grown, in an order that comes from
 * the seed, to see how the time of each does. Exits with 1 when anything was found.
 */
import { parseArgs } from 'node:util';
import { answerParent } from './fuzz/child.ts';
import { type Grown, growthOf } from './fuzz/growth.ts';
import { inputOf, KINDS, type Kind } from './fuzz/inputs.ts';
import { type Found, runKind, type Tally } from './fuzz/run-kind.ts';
import { shrink } from './fuzz/shrink.ts';

/** Of the time there is, as much as goes to structures that grow. */
const FOR_GROWTH = 0.25;
/** Of the rest, as much as goes to a kind: most of what strangers write are documents, and most of what is asked are requests. */
const WEIGHTS: Partial<Record<Kind, number>> = { document: 4, request: 3, folder: 2 };

if (process.env['SIGNPOST_FUZZ_CHILD']) await answerParent();
else process.exitCode = await main();

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string' },
      seed: { type: 'string' },
      only: { type: 'string', multiple: true },
    },
  });
  const minutes = Number(values.minutes ?? 1);
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  const kinds = KINDS.filter((kind) => values.only === undefined || values.only.includes(kind));
  if (!(minutes > 0) || !Number.isInteger(seed) || kinds.length === 0) {
    console.error(`fuzz: expected --minutes above 0, --seed a whole number, --only one of ${KINDS.join(', ')}`);
    return 2;
  }
  console.log(`Seed ${seed}, ${minutes} minutes, Node ${process.version}`);
  const all = kinds.reduce((sum, kind) => sum + weightOf(kind), 0);
  const each = (minutes * 60_000 * (1 - FOR_GROWTH)) / all;
  const tallies: Tally[] = [];
  for (const kind of kinds) {
    const tally = await runKind(kind, seed, performance.now() + each * weightOf(kind));
    tallies.push(tally);
    console.log(lineOf(tally));
    for (const found of tally.found) await tell(kind, found);
  }
  const grown = await growthOf(kinds, seed, performance.now() + minutes * 60_000 * FOR_GROWTH);
  for (const { structure, kind, sizes, ms, exponent, isBad } of grown.filter(isWorthTelling)) {
    console.log(
      `${isBad ? 'BAD ' : ''}${kind} ${structure}: ${ms.at(-1)?.toFixed(0)} ms at ${sizes.at(-1)} characters, exponent ${exponent.toFixed(2)}`,
    );
  }
  const bad = tallies.reduce((count, { found }) => count + found.length, 0) + grown.filter(({ isBad }) => isBad).length;
  console.log(
    `${tallies.reduce((count, { inputs }) => count + inputs, 0)} inputs, ${grown.length} structures grown, ${bad} found`,
  );
  return bad === 0 ? 0 : 1;
}

function weightOf(kind: Kind): number {
  return WEIGHTS[kind] ?? 1;
}

function lineOf({ kind, inputs, slowestMs, slowest, found }: Tally): string {
  return `${kind.padEnd(9)} ${String(inputs).padStart(8)} inputs, slowest ${slowestMs.toFixed(0)} ms (input ${slowest}), ${found.length} found`;
}

/** The slow and the superlinear, of what may be many. */
function isWorthTelling({ ms, exponent, isBad }: Grown): boolean {
  return isBad || (ms.at(-1) ?? 0) > 2000 || (exponent > 1.3 && (ms.at(-1) ?? 0) > 500);
}

async function tell(kind: Kind, { number, seed, why }: Found): Promise<void> {
  const whole = inputOf(kind, seed, number);
  const small = await shrink(kind, whole);
  console.log(
    `\nFound by input ${number}: ${why}. ${whole.length} characters, ${small.length} of which are enough. As a test:\n`,
  );
  console.log(
    `  it('${kind}: ${why.replaceAll("'", '’').slice(0, 80)}', () => check('${kind}', ${JSON.stringify(small)}));\n`,
  );
}
