/** The fields of front matter: one table for the three dialects of it, every field optional. */

/** What a field holds, once every scalar is text and every lone text a list where a list is due. */
interface Kinds {
  readonly text: string;
  readonly texts: readonly string[];
  /** One text with commas, or a list: tools that read these fields take either. */
  readonly globs: string | readonly string[];
}

export type FieldKind = keyof Kinds;

/**
 * The dialects: `description` + `triggers` + `type`; `title` + `triggers` + `type`; Agent Skills (`name`, `description`, `license`,
 * `compatibility`, `metadata`, `allowed-tools`). Beside them the fields by which editors and agents say where a document applies and
 * who may call it: `paths`, `globs` and `alwaysApply` of Cursor rules, `applyTo` of Copilot instructions, `disable-model-invocation` and
 * `user-invocable` of skills. Fields nobody here reads are left alone.
 */
export const FIELDS = {
  name: 'text',
  title: 'text',
  description: 'text',
  type: 'text',
  triggers: 'texts',
  examples: 'texts',
  not_for: 'texts',
  paths: 'globs',
  globs: 'globs',
  applyTo: 'globs',
  alwaysApply: 'text',
  'disable-model-invocation': 'text',
  'user-invocable': 'text',
} as const satisfies Record<string, FieldKind>;

/** The fields below `metadata`. */
export const METADATA_FIELDS = { triggers: 'texts', examples: 'texts' } as const satisfies Record<string, FieldKind>;

type Held<Fields extends Record<string, FieldKind>> = {
  readonly [Name in keyof Fields]?: Kinds[Fields[Name]];
} & { readonly [other: string]: unknown };

/** Front matter whose fields hold what they should. */
export type FrontMatter = Held<typeof FIELDS> & { readonly metadata?: Held<typeof METADATA_FIELDS> };
