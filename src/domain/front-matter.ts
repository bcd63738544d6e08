/** The schema of front matter: one for the three dialects of it, every field optional. */

import * as z from 'zod/mini';
// By both names, as in the schemas of the toolbox.
import * as sameZod from 'zod/v4/mini';

const text = sameZod.string();
const phrases = z.array(z.string());
/** One text with commas, or a list: tools that read these fields take either. */
const globs = z.union([text, phrases]);

/**
 * Front matter after the reader has made every scalar a string and every lone string a list where a list is due.
 *
 * The dialects it covers: `description` + `triggers` + `type`; `title` + `triggers` + `type`; Agent Skills
 * (`name`, `description`, `license`, `compatibility`, `metadata`, `allowed-tools`). Beside them the fields by which editors
 * and agents say where a document applies and who may call it: `paths`, `globs` and `alwaysApply` of Cursor rules, `applyTo` of
 * Copilot instructions, `disable-model-invocation` and `user-invocable` of skills. Fields nobody here reads are left alone.
 */
export const frontMatterSchema = z.looseObject({
  name: z.optional(text),
  title: z.optional(text),
  description: z.optional(text),
  type: z.optional(text),
  triggers: z.optional(phrases),
  examples: z.optional(phrases),
  not_for: z.optional(phrases),
  paths: z.optional(globs),
  globs: z.optional(globs),
  applyTo: z.optional(globs),
  alwaysApply: z.optional(text),
  'disable-model-invocation': z.optional(text),
  'user-invocable': z.optional(text),
  metadata: z.optional(
    z.looseObject({
      triggers: z.optional(phrases),
      examples: z.optional(phrases),
    }),
  ),
});

/** Front matter that passed the schema. */
export type FrontMatter = z.infer<typeof frontMatterSchema>;
