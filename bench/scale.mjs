/**
 * One process, many skills: how long building and opening take, how much memory, how fast requests of both lengths are answered,
 * and how often rightly, beside MiniSearch as it comes.
 *
 * Usage: npm run bench:scale -- --pool DIR --data DIR [--sizes 1000,5000,…] [--requests N] [--only signpost|minisearch] [--json]
 *
 * `--pool` holds `skills-NN.jsonl.br`, skills without labels; `--data` labelled catalogues, as for bench:routing.
 *
 * Method: all labelled skills and as many of the pool as a size says are written into one folder, as their authors did.
 * `buildSnapshot` makes a snapshot of it in a process of its own; another one opens that, and nothing else, answers short requests
 * (the labelled ones, N of each catalogue) and long ones (1,500 characters of a skill's body), one after the other, and says how
 * much memory it has. MiniSearch gets name, description, triggers and body of the same skills as fields, with the options it comes
 * with, in a process of its own; it keeps no file, so that opening is building. R@k counts labelled requests one of whose first k
 * candidates is right, as the mean over catalogues: the pool and all other catalogues are distractors, and some of them would do.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliDecompressSync } from 'node:zlib';
import { documentOf, EVERYDAY, readCatalogues } from './catalogues.mjs';

const LONG_CHARACTERS = 1500;
const LONG_REQUESTS = 200;
