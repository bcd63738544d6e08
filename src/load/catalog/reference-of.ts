/** A parsed document → a reference: name and title from what there is. */

import type { Reference, ReferenceKind } from '../../domain/reference.ts';
import { isAgentsFile } from '../markdown/agents-file.ts';
import type { ParsedDocument } from '../markdown/parse-document.ts';
import { baseOf, folderOf, isIndexFile, isSkillFile } from './layout.ts';

/**
 * Make the reference of a document.
 *
 * @param root
 *   The root as the caller named it.
 * @param path
 *   Path relative to the root.
 * @param parsed
 *   What the document says.
 * @returns
 *   The reference with its path as id.
 */
export function referenceOf(root: string, path: string, parsed: ParsedDocument): Reference {
  const known = made.get(parsed);
  if (known?.root === root && known.path === path) return known;
  const reference = makeReference(root, path, parsed);
  made.set(parsed, reference);
  return reference;
}

/** A document that is parsed once for several catalogs is the same reference in each: that tells what has not changed. */
const made = new WeakMap<ParsedDocument, Reference>();

function makeReference(root: string, path: string, parsed: ParsedDocument): Reference {
  const { fields, headings, body } = parsed;
  const metadata = fields.metadata ?? {};
  const name = filled(fields.name) ?? nameOfPath(root, path);
  return {
    id: path,
    path,
    root,
    kind: kindOf(path, fields.type),
    name,
    title: filled(fields.title) ?? filled(headings.find(({ depth }) => depth === 1)?.text) ?? name,
    description: filled(fields.description) ?? '',
    triggers: [...(fields.triggers ?? []), ...(metadata.triggers ?? [])],
    examples: [...(fields.examples ?? []), ...(metadata.examples ?? [])],
    notFor: fields.not_for ?? [],
    globs: [...[fields.paths, fields.globs, fields.applyTo].flatMap(globsOf), ...globsOfPlace(path)],
    reading: readingOf(path, fields),
    forPeople: !isSaid(fields['user-invocable'], 'false'),
    headings: headings.map(({ text }) => text),
    body,
    entryOnly: false,
  };
}

/** The file's name, or for SKILL.md, INDEX.md and AGENTS.md the folder's, or at the top the root's. */
export function nameOfPath(root: string, path: string): string {
  const stem = baseOf(path).replace(/(?:\.instructions)?\.md[xc]?$/i, '');
  if (!isSkillFile(path) && !isIndexFile(path) && !isAgentsFile(path)) return stem;
  return baseOf(folderOf(path)) || baseOf(root.replace(/[/\\]+$/, '').replaceAll('\\', '/')) || stem;
}

function kindOf(path: string, type: string | undefined): ReferenceKind {
  if (isSkillFile(path)) return 'skill';
  return isIndexFile(path) || type?.trim().toLowerCase() === 'index' ? 'index' : 'reference';
}

/** The items of a list, or of one text between its commas; commas in braces and brackets belong to a glob. */
function globsOf(value: string | readonly string[] = []): string[] {
  return (typeof value === 'string' ? [value] : value).flatMap(splitGlobs);
}

function splitGlobs(text: string): string[] {
  const globs = [''];
  let depth = 0;
  for (const character of text) {
    if ('{['.includes(character)) depth++;
    else if ('}]'.includes(character)) depth = Math.max(0, depth - 1);
    if (character === ',' && depth === 0) globs.push('');
    else globs.push(`${globs.pop() ?? ''}${character}`);
  }
  return globs.map((glob) => glob.trim()).filter(Boolean);
}

/** An AGENTS.md speaks of everything below its folder. */
function globsOfPlace(path: string): string[] {
  // What reads as a pattern in its name, `[id]` say, stands for any character.
  return isAgentsFile(path) && folderOf(path) !== '' ? [`${folderOf(path).replace(/[[\]{}*?]/g, '?')}/**`] : [];
}

function readingOf(path: string, fields: ParsedDocument['fields']): Reference['reading'] {
  if (isSaid(fields['disable-model-invocation'], 'true')) return 'by-name';
  return isSaid(fields.alwaysApply, 'true') || path.toLowerCase() === 'agents.md' ? 'always' : 'routed';
}

function isSaid(value: string | undefined, wanted: 'true' | 'false'): boolean {
  return value?.trim().toLowerCase() === wanted;
}

function filled(text: string | undefined): string | undefined {
  const folded = text?.replace(/\s+/g, ' ').trim();
  return folded === '' ? undefined : folded;
}
