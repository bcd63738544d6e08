/**
 * Write `signpost.config.schema.json`, which editors check a `signpost.config.json` against.
 *
 * Made of the schema that signpost itself checks with; a test compares the two. With `--print` it goes to standard
 * output instead.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const top = join(dirname(fileURLToPath(import.meta.url)), '..');
const { outputFiles } = await build({
  stdin: {
    contents: `
      import * as z from 'zod/mini';
      import { configContract } from './src/domain/config.ts';
      export const schema = z.toJSONSchema(configContract().schema);
    `,
    resolveDir: top,
  },
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
  logLevel: 'warning',
});
const bundle = outputFiles[0]?.text ?? '';
const { schema } = await import(`data:text/javascript;base64,${Buffer.from(bundle).toString('base64')}`);
const { $schema, ...rest } = schema;
const text = execFileSync(join(top, 'node_modules/.bin/biome'), ['format', '--stdin-file-path=schema.json'], {
  cwd: top,
  input: JSON.stringify({ $schema, title: 'signpost.config.json', ...rest }),
  encoding: 'utf8',
});

if (process.argv.includes('--print')) process.stdout.write(text);
else writeFileSync(join(top, 'signpost.config.schema.json'), text);
