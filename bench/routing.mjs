/**
 * How often the router is right: labelled requests over catalogues of real skills.
 *
 * Usage: npm run bench:routing -- --data DIR [--catalogue NAME]…
 *
 * A catalogue is a folder with `skills.jsonl` (`id`, `name`, `description`, `triggers`, `body`) and `queries.jsonl`
 * (`query`, `expected`, `acceptable`, `not`). R@1 and R@3 count requests whose first, or one of whose first three
 * candidates is among `expected` or `acceptable`. Catalogues whose name is in `EVERYDAY` are not skills and stay out of
 * the macro average. The last lines count requests made of two, each routed to the one reference it expects when it is
 * alone: how often both references are chosen, and how many of those chosen are among the two; then how often a single request
 * opens a further reference.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSignpost } from '../dist/session/build-signpost.js';
import { documentOf, EVERYDAY, readLines } from './catalogues.mjs';

const { values } = parseArgs({ options: { data: { type: 'string' }, catalogue: { type: 'string', multiple: true } } });
const data = values.data ?? '';
if (!existsSync(data)) {
  console.error('bench:routing: --data DIR is missing or not a folder: nothing was measured');
  process.exit(2);
}

function measure(catalogue) {
  const skills = readLines(join(data, catalogue, 'skills.jsonl'));
  const ids = new Map(skills.map((skill) => [documentOf(skill).path, skill.id]));
  const signpost = buildSignpost(skills.map(documentOf));
  const counts = { rows: 0, first: 0, third: 0, ambiguous: 0, abstain: 0, none: 0, noneKept: 0, not: 0, notKept: 0 };
  const rows = readLines(join(data, catalogue, 'queries.jsonl'));
  for (const { query, expected, acceptable = [], not = [] } of rows) {
    const decision = signpost.route(query);
    const chosen = decision.references.map(({ id }) => ids.get(id));
    if (not.length > 0) {
      counts.not++;
      if (!not.includes(chosen[0])) counts.notKept++;
    }
    if (expected?.length === 0) {
      counts.none++;
      if (decision.decision === 'abstain') counts.noneKept++;
    }
    if (!expected?.length) continue;
    const right = new Set([...expected, ...acceptable]);
    const found = decision.candidates.map(({ id }) => right.has(ids.get(id)));
    counts.rows++;
    if (found[0]) counts.first++;
    if (found.slice(0, 3).includes(true)) counts.third++;
    if (decision.decision !== 'route') counts[decision.decision]++;
    if (decision.decision === 'abstain' || EVERYDAY.has(catalogue)) continue;
    further.asked++;
    if (decision.decision !== 'route' || chosen.length < 2) continue;
    further.with++;
    further.chosen += chosen.length - 1;
    further.right += chosen.slice(1).filter((id) => right.has(id)).length;
  }
  countPairs(signpost, ids, rows);
  return counts;
}

/** How two requests are said in one breath. */
const JOINTS = [
  (one, other) => `${one.replace(/[.?!]*\s*$/, '')}. Also, ${other}`,
  (one, other) => `${one.replace(/[.?!]*\s*$/, '')} and then ${other[0]?.toLowerCase()}${other.slice(1)}`,
];
const PAIRS = 60;
const LONGEST_OF_A_PAIR = 200;
const pairs = { asked: 0, both: 0, chosen: 0, right: 0 };
/** References beyond the first for requests that expect one. */
const further = { asked: 0, with: 0, chosen: 0, right: 0 };

/** Ask up to 60 pairs of a catalogue, drawn in an order of their own, and the same in every run. */
function countPairs(signpost, ids, rows) {
  const alone = rows.filter(({ query, expected }) => {
    if (expected?.length !== 1 || query.length >= LONGEST_OF_A_PAIR) return false;
    return ids.get(signpost.route(query, { limit: 1 }).candidates[0]?.id) === expected[0];
  });
  for (let at = 0; at < Math.min(PAIRS, alone.length); at++) {
    const [one, other] = [alone[(at * 7) % alone.length], alone[(at * 13 + 5) % alone.length]];
    const wanted = [...one.expected, ...other.expected];
    if (wanted[0] === wanted[1]) continue;
    const query = JOINTS[at % JOINTS.length](one.query, other.query);
    const chosen = signpost.route(query, { limit: 1 }).references.map(({ id }) => ids.get(id));
    pairs.asked++;
    pairs.chosen += chosen.length;
    pairs.right += chosen.filter((id) => wanted.includes(id)).length;
    if (wanted.every((id) => chosen.includes(id))) pairs.both++;
  }
}

const share = (part, whole) => (whole === 0 ? '   –' : (part / whole).toFixed(3));
const names = values.catalogue ?? readdirSync(data).filter((name) => existsSync(join(data, name, 'queries.jsonl')));
console.log('catalogue'.padEnd(64), 'rows', ' R@1 ', ' R@3 ', 'asked', 'abst.', 'none right', 'near misses avoided');
const macro = [];
for (const name of names) {
  const c = measure(name);
  if (!EVERYDAY.has(name) && c.rows > 0) macro.push([c.first / c.rows, c.third / c.rows]);
  const cells = [c.first, c.third, c.ambiguous, c.abstain].map((count) => share(count, c.rows));
  console.log(
    name.padEnd(64),
    String(c.rows).padStart(4),
    ...cells,
    share(c.noneKept, c.none),
    '    ',
    share(c.notKept, c.not),
  );
}
const mean = (column) =>
  share(
    macro.reduce((sum, row) => sum + row[column], 0),
    macro.length,
  );
console.log(`macro over ${macro.length} catalogues of skills`.padEnd(69), mean(0), mean(1));
console.log(
  `two requests in one: both found in ${share(pairs.both, pairs.asked)} of ${pairs.asked},`,
  `${share(pairs.right, pairs.chosen)} of what was chosen is right`,
);
console.log(
  `one request of a catalogue of skills: ${share(further.with, further.asked)} of ${further.asked} open a further reference,`,
  `${share(further.right, further.chosen)} of those are right`,
);
