/** The schema of `signpost.config.json`: what can be set for a repository. */

import * as z from 'zod/mini';
import { messageSeverities } from './message.ts';

/** The schema and, by the path to each object, the keys it may have. */
function defineConfig() {
  const budgetSchema = z
    .strictObject({
      lines: z.optional(
        z.int().check(z.gte(1), z.describe('Lines an index file may have before a warning (default: 500).')),
      ),
      tokens: z.optional(
        z
          .int()
          .check(z.gte(1), z.describe('Estimated tokens an index file may have before a warning (default: 5000).')),
      ),
      characters: z.optional(
        z.int().check(z.gte(1), z.describe('Characters an index file may have before a warning (default: no limit).')),
      ),
    })
    .check(z.describe('The size past which `index-over-budget` is reported.'));

  const indexSchema = z
    .strictObject({
      style: z.optional(
        z
          .enum(['auto', 'path', 'title', 'table'])
          .check(z.describe("How entries are written (default: `auto`, each block's own style).")),
      ),
      template: z.optional(
        z
          .string()
          .check(
            z.describe(
              'One line an entry is written as, with {title}, {path}, {name}, {link}, {description} and {triggers}.',
            ),
          ),
      ),
      nested: z.optional(
        z
          .boolean()
          .check(
            z.describe(
              'Whether folders below a folder with a plain INDEX.md are listed too (default: false, they are reported).',
            ),
          ),
      ),
      budget: z.optional(budgetSchema),
    })
    .check(z.describe('How `gen-index` writes index blocks.'));

  const rulesSchema = z
    .partialRecord(
      z.enum(Object.keys(messageSeverities)),
      z.enum(['off', 'warn', 'error']).check(z.describe('How severe a message of this rule is; `off` leaves it out.')),
    )
    .check(z.describe('Severities by rule id, where they differ from the default.'));

  const lintSchema = z
    .strictObject({
      rules: z.optional(rulesSchema),
      listing: z.optional(
        z
          .int()
          .check(
            z.gte(1),
            z.describe('Characters that names and descriptions of all skills may have together (default: 15000).'),
          ),
      ),
      fields: z.optional(
        z
          .array(z.string())
          .check(
            z.describe('Front matter fields that are known here beside the ones signpost and Agent Skills define.'),
          ),
      ),
    })
    .check(z.describe('How `lint` judges documents.'));

  const share = () => z.number().check(z.gte(0), z.lte(1));
  const routeSchema = z
    .strictObject({
      abstainBelow: z.exactOptional(
        share().check(z.describe('Below this value of `inScope` the router abstains (0 to 1; default: fitted).')),
      ),
      ambiguousBelow: z.exactOptional(
        share().check(
          z.describe(
            'With a `confidence` below this the router asks, where another reference fits as well (0 to 1; default: 0.75).',
          ),
        ),
      ),
    })
    .check(z.describe('How sure the router has to be; `signpost eval --tune` proposes both.'));

  const schema = z
    .strictObject({
      $schema: z.optional(z.string().check(z.describe('Where the JSON schema of this file is, for editors.'))),
      index: z.optional(indexSchema),
      lint: z.optional(lintSchema),
      route: z.optional(routeSchema),
    })
    .check(z.describe('Settings of signpost for a repository.'));

  const keys: Readonly<Record<string, readonly string[]>> = {
    '': Object.keys(schema.shape),
    index: Object.keys(indexSchema.shape),
    'index.budget': Object.keys(budgetSchema.shape),
    lint: Object.keys(lintSchema.shape),
    route: Object.keys(routeSchema.shape),
    'lint.rules': Object.keys(messageSeverities),
  };
  return { schema, keys };
}

let defined: ReturnType<typeof defineConfig> | undefined;

/** The schema of `signpost.config.json`, made when it is first asked for: most runs find no configuration. */
export function configContract(): ReturnType<typeof defineConfig> {
  defined ??= defineConfig();
  return defined;
}

/** A configuration that passed the schema. */
export type Config = z.infer<ReturnType<typeof defineConfig>['schema']>;
