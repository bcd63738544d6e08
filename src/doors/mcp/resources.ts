/** References as resources: `skill://…` with list, read, template and completion, and the skills among them (SEP-2640). */

import type { McpServer, Resource } from '@modelcontextprotocol/server';
import { type Skill, type SkillSource, SkillsExtension, skillEntry } from '@modelcontextprotocol/server/ext/skills';
import type { Reference } from '../../domain/reference.ts';
import type { Signpost } from '../../domain/signpost.ts';
import { printable, printableLines } from '../../text/printable.ts';
import { type Uris, urisOf } from './uris.ts';

/** What resources are served from. */
export interface ResourceSource {
  /** The signpost of this moment. */
  readonly current: () => Signpost;
  /** Told of a skill that cannot be published. */
  readonly onProblem: (problem: unknown) => void;
}

/** Entries of a page of `skills/list`. */
const SKILLS_A_PAGE = 100;
/** What the protocol allows a completion to hold. */
const MOST_COMPLETIONS = 100;
const MARKDOWN = 'text/markdown';

/**
 * Make what serves the resources of one server.
 *
 * @returns
 *   Attaches them to a server before it is connected.
 */
export function createResources({ current, onProblem }: ResourceSource): { attach(mcp: McpServer): void } {
  const made = new WeakMap<Signpost, Published>();
  const published = (): Published => {
    const signpost = current();
    const own = made.get(signpost) ?? publish(signpost, onProblem);
    made.set(signpost, own);
    return own;
  };
  const guard = guardedBy(onProblem);
  const source: SkillSource = {
    list: guard(async ({ cursor = '0' }: { cursor?: string }) => {
      const skills = await published().skills();
      const from = /^\d{1,9}$/.test(cursor) ? Number(cursor) : skills.length;
      const next = from + SKILLS_A_PAGE;
      return {
        skills: skills.slice(from, next),
        ...(next < skills.length && { nextCursor: String(next) }),
      };
    }),
    get: guard(async (uri: string) => {
      const { uris, skills } = published();
      const id = uris.idOf(uri);
      const own = id === undefined ? undefined : uris.uriOf(id);
      return (await skills()).find((skill) => skill.uri === own);
    }),
    read: guard(async (uri: string) => {
      const { signpost, uris } = published();
      const reference = signpost.catalog.references.find(({ id }) => id === uris.idOf(uri));
      return reference && !reference.entryOnly
        ? { text: textOf(signpost, reference.id), mimeType: MARKDOWN }
        : undefined;
    }),
    listResources: guard(async () => published().resources),
  };
  const extension = new SkillsExtension({
    source,
    onWarning: ({ path, message }) => onProblem(new Error(`${path}: ${message}`)),
  });
  return {
    attach(mcp) {
      extension.attach(mcp);
      attachCompletion(
        mcp,
        guard(async () => published().resources),
      );
    },
  };
}

/** Tells failures to whoever runs the server, and not to its client: they may name folders. */
function guardedBy(onProblem: ResourceSource['onProblem']) {
  return <Arguments extends unknown[], Given>(work: (...given: Arguments) => Promise<Given>) => {
    return async (...given: Arguments): Promise<Given> => {
      try {
        return await work(...given);
      } catch (problem) {
        onProblem(problem);
        throw new Error('signpost failed to answer; its log says why');
      }
    };
  };
}

/** The resources of one signpost: all that is read of it together. */
interface Published {
  readonly signpost: Signpost;
  readonly uris: Uris;
  readonly resources: Resource[];
  readonly skills: () => Promise<readonly Skill[]>;
}

function publish(signpost: Signpost, onProblem: ResourceSource['onProblem']): Published {
  const { catalog } = signpost;
  const uris = urisOf(catalog);
  const resources = catalog.references.flatMap((reference): Resource[] => {
    const uri = uris.uriOf(reference.id);
    const { id, title, description, entryOnly } = reference;
    if (uri === undefined || entryOnly) return [];
    // Clients show these in lists; what a reference is read by is its URI, which is escaped.
    const shown = { name: printable(id), title: printable(title) };
    return [{ uri, ...shown, ...(description !== '' && { description: printable(description) }), mimeType: MARKDOWN }];
  });
  // Digests of all files: only for a client that asks for skills.
  let skills: Promise<readonly Skill[]> | undefined;
  return {
    signpost,
    uris,
    resources,
    skills: () => {
      skills ??= skillsOf(signpost, uris, onProblem).catch((problem: unknown) => {
        // What failed once is tried again.
        skills = undefined;
        throw problem;
      });
      return skills;
    },
  };
}

async function skillsOf(
  signpost: Signpost,
  uris: Uris,
  onProblem: ResourceSource['onProblem'],
): Promise<readonly Skill[]> {
  const skills: Skill[] = [];
  for (const skill of signpost.catalog.references) {
    const uri = skill.kind === 'skill' ? uris.uriOf(skill.id) : undefined;
    if (uri === undefined) continue;
    try {
      // Its folder as the URI has it; `skillEntry` spells it as a URI again.
      const path = decodeURIComponent(uri.slice('skill://'.length, -'/SKILL.md'.length));
      const entry = await skillEntry(path, filesOf(signpost, skill));
      if (isSeen(entry.frontmatter)) skills.push(entry);
      else onProblem(new Error(`${path}: not published, as escapes in its front matter stand for what nobody sees`));
    } catch (problem) {
      onProblem(problem);
    }
  }
  return skills.sort((a, b) => (a.uri < b.uri ? -1 : 1));
}

/** A client compares front matter with the file, so that nothing can be put in the place of what is not seen. */
function isSeen(value: unknown): boolean {
  if (typeof value === 'string') return printableLines(value) === value;
  return typeof value !== 'object' || value === null || Object.entries(value).flat().every(isSeen);
}

/** The text of a reference as it is given: the document, without what nobody sees. */
function textOf({ read }: Signpost, id: string): string {
  return printableLines(read(id).replace(/^\ufeff/, ''));
}

/** The markdown of a skill by its path in the folder of the skill. */
function filesOf(signpost: Signpost, skill: Reference): Record<string, string> {
  const folder = skill.path.slice(0, -'SKILL.md'.length);
  const own = signpost.catalog.references.filter(
    ({ root, path, entryOnly }) => root === skill.root && path.startsWith(folder) && !entryOnly,
  );
  return Object.fromEntries(own.map(({ id, path }) => [path.slice(folder.length), textOf(signpost, id)]));
}

/** Completes the one variable of the template `skill://{+path}`: ids that begin so, then those that hold it. */
function attachCompletion({ server }: McpServer, resourcesOf: () => Promise<readonly Resource[]>): void {
  server.registerCapabilities({ completions: {} });
  server.setRequestHandler('completion/complete', async ({ params }) => {
    const { ref, argument } = params;
    const values = ref.type === 'ref/resource' ? completionsOf(argument.value, await resourcesOf()) : [];
    const shown = values.slice(0, MOST_COMPLETIONS);
    return { completion: { values: shown, total: values.length, hasMore: shown.length < values.length } };
  });
}

function completionsOf(typed: string, resources: readonly Resource[]): string[] {
  const wanted = typed.toLowerCase();
  const paths = resources.map(({ uri }) => uri.slice('skill://'.length));
  const begins = paths.filter((path) => path.toLowerCase().startsWith(wanted));
  return [...begins, ...paths.filter((path) => path.toLowerCase().includes(wanted) && !begins.includes(path))];
}
