/** Lint roots: every rule over every document, and the fixes that are certain. */

import { join } from 'node:path';
import { VFile } from 'vfile';
import type { VFileMessage } from 'vfile-message';
import type { LintedFile, LintMessage, LintResult, RuleSetting } from '../../domain/lint-result.ts';
import type { MessageCode } from '../../domain/message.ts';
import type { Reference, SourceDocument } from '../../domain/reference.ts';
import { reportMessage } from '../../domain/report-message.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import { distinctRoots } from '../../load/catalog/find-roots.ts';
import { byCodePoint } from '../../load/catalog/layout.ts';
import { foldersBelow, readRoot } from '../../load/catalog/read-root.ts';
import { findConfig } from '../../load/config/read-config.ts';
import { finishRuns } from '../../load/disk/journal.ts';
import { replaceFiles } from '../../load/disk/replace-files.ts';
import type { WantedVectors } from '../../search/vectors/wanted-vectors.ts';
import { packableVectors } from '../../session/shipped-vectors.ts';
import { degradedBy } from '../degraded-by.ts';
import { applyEdits } from './edits.ts';
import { checkRuleId, helpUrlOf } from './help-page.ts';
import { createProject, type Project } from './project.ts';
import { createRootFiles } from './root-files.ts';
import type { Edit, Finding } from './rule.ts';
import { rules } from './rules/index.ts';
import { createSeverities, type Severities } from './severities.ts';
import { createSuppressions } from './suppressions.ts';

/** How to lint. */
export interface LintOptions {
  /** Folders: skills, indexes, or collections of skills. */
  readonly roots: readonly string[];
  /** Fix what is certain, and report the rest (default: false). */
  readonly fix?: boolean;
  /** Settings by rule id (default: as `signpost.config.json` says, else each rule's own severity). */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  /** The word vectors as bytes (default: the file that ships with the package). */
  readonly vectors?: Uint8Array;
}

/** Fixing one thing may bring up another that can be fixed; more rounds than this are a quarrel of rules. */
const MOST_ROUNDS = 10;

/** What one look at a root came to. */
interface Look {
  readonly messages: ReadonlyMap<string, readonly LintMessage[]>;
  readonly edits: ReadonlyMap<string, readonly Edit[]>;
  readonly paths: readonly string[];
  readonly references: readonly Reference[];
}

/**
 * Lint the documents of roots.
 *
 * Reads only, unless `fix` is set: then every changed file is replaced whole, all of a root or none.
 *
 * @param options
 *   Each root is looked at by itself; only what copies a root before it is found beside that one.
 * @returns
 *   Every document with what is wrong with it, messages of severity `info` included. A clean root has files without
 *   messages.
 * @throws {SignpostError}
 *   When a root cannot be read (`SIGNPOST_ROOT_NOT_FOUND`, `SIGNPOST_ROOT_UNREADABLE`), its configuration is wrong
 *   (`SIGNPOST_BAD_CONFIG`), an option is (`SIGNPOST_BAD_OPTION`), or a fix cannot be written
 *   (`SIGNPOST_WRITE_FAILED`, the root is as it was).
 * @example
 *   const { files } = lint({ roots: ['references'], rules: { 'tree-fallback-missing': 'off' } });
 *   files.flatMap(({ messages }) => messages).map(String);
 */
export function lint({ roots, fix = false, rules: settings = {}, vectors }: LintOptions): LintResult {
  if (!Array.isArray(roots) || roots.some((root) => typeof root !== 'string' || root === '')) {
    throw new SignpostError('SIGNPOST_BAD_OPTION', 'Unexpected `roots`, expected a list of folders');
  }
  if (typeof fix !== 'boolean')
    throw new SignpostError('SIGNPOST_BAD_OPTION', 'Unexpected `fix`, expected true or false');
  checkSettings(settings);
  const earlier: Reference[] = [];
  const wanted = packableVectors(vectors);
  return {
    files: distinctRoots(roots).flatMap((root) => lintRoot(root, settings, fix, earlier, wanted)),
    ...degradedBy(wanted),
  };
}

function checkSettings(settings: Readonly<Record<string, RuleSetting>>): void {
  for (const [id, setting] of Object.entries(settings)) {
    checkRuleId(id);
    if (['off', 'warn', 'error'].includes(setting)) continue;
    const reason = `Unexpected setting \`${setting}\` of rule \`${id}\`, expected off, warn or error`;
    throw new SignpostError('SIGNPOST_BAD_OPTION', reason);
  }
}

/** Lint a root, and add its references to those of the roots before it. */
function lintRoot(
  root: string,
  settings: Readonly<Record<string, RuleSetting>>,
  fix: boolean,
  earlier: Reference[],
  vectors: WantedVectors,
): LintedFile[] {
  if (fix) finishRuns(foldersBelow(root));
  const read = readRoot(root);
  const found = findConfig(root);
  const severities = createSeverities({ ...found?.config.lint?.rules, ...settings });
  const files = createRootFiles(root, read.linked);
  const look = (documents: readonly SourceDocument[]) =>
    lookAt(createProject(root, documents, read.messages, found, files, vectors, [...earlier]), severities);
  let documents = read.documents;
  let seen = look(documents);
  for (let round = 0; fix && seen.edits.size > 0 && round < MOST_ROUNDS; round++) {
    documents = documents.map((document) => {
      const edits = seen.edits.get(document.path);
      return edits ? { ...document, text: applyEdits(document.text, edits) } : document;
    });
    seen = look(documents);
  }
  const changed = documents.flatMap(({ path, text }, index) => {
    const before = read.documents[index]?.text;
    return before === undefined || before === text
      ? []
      : [{ path: join(root, path), relative: path, before, after: text }];
  });
  replaceFiles(changed);
  for (const reference of seen.references) earlier.push(reference);
  const fixed = new Set(changed.map(({ relative }) => relative));
  return seen.paths.map((path) => ({ path, root, messages: seen.messages.get(path) ?? [], fixed: fixed.has(path) }));
}

function lookAt(project: Project, severities: Severities): Look {
  const messages = new Map<string, LintMessage[]>();
  const edits = new Map<string, Edit[]>();
  const suppressions = createSuppressions(project);
  const keep = (path: string, message: LintMessage, fix: Edit | undefined): boolean => {
    if (!severities.apply(message) || suppressions.has(path, message)) return false;
    message.url = helpUrlOf(message.ruleId as MessageCode);
    // What a link leads to is mended where it is.
    const isOwn = !project.files.isLinked(path);
    if (fix && isOwn) message.fixable = true;
    push(messages, path, message);
    if (fix && isOwn) push(edits, path, fix);
    return true;
  };
  const own = new Set<string | undefined>(rules.map(({ id }) => id));
  for (const message of project.loaded) {
    if (own.has(message.ruleId) || isNoFinding(project, message)) continue;
    keep(pathOf(project, message), message, undefined);
  }
  for (const { id, check } of rules) {
    if (severities.isOff(id)) continue;
    let shown = 0;
    for (const finding of check(project)) {
      if (shown === MOST_FINDINGS) {
        keep('', messageOf(project, id, { path: '', reason: TOO_MANY }), undefined);
        break;
      }
      if (keep(finding.path, messageOf(project, id, finding), finding.fix)) shown++;
    }
  }
  for (const list of messages.values()) list.sort(byPlace);
  const paths = new Set([...messages.keys(), ...project.documents.map(({ path }) => path)]);
  return { messages, edits, paths: [...paths].sort(byCodePoint), references: project.catalog.references };
}

/** Findings of one rule in a root that are shown: nobody reads more, and each takes memory and time. */
const MOST_FINDINGS = 5000;
const TOO_MANY = `Unexpected more than ${MOST_FINDINGS} findings of this rule, expected fewer: the others are not shown`;

function messageOf({ root }: Project, id: MessageCode, { path, place, reason }: Finding): LintMessage {
  return reportMessage(new VFile({ path: path === '' ? root : `${root}/${path}` }), id, reason, place);
}

/** The path of a message's file below its root. */
function pathOf({ root }: Project, { file }: VFileMessage): string {
  return file === undefined || file === root ? '' : file.slice(root.length + 1);
}

/**
 * What is true of a document and no finding: what is said of an index that has no block yet is about the one it does not
 * have, and a tree that leads to no file may well choose what to do, except in an index.
 */
function isNoFinding(project: Project, message: VFileMessage): boolean {
  const document = project.document(pathOf(project, message));
  if (message.ruleId === 'index-folders-skipped') return document?.parsed.blocks.length === 0;
  return message.ruleId === 'tree-empty' && document?.reference?.kind !== 'index';
}

function byPlace(a: LintMessage, b: LintMessage): number {
  return (
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    byCodePoint(a.ruleId ?? '', b.ruleId ?? '') ||
    byCodePoint(a.reason, b.reason)
  );
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
