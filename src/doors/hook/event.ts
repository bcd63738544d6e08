/** What an agent tells a hook → what happened, whichever agent it is. */

/** Something that happened in a conversation. */
export interface HookEvent {
  /** A request came; files were touched; a conversation began, or was cut down to its summary; anything else. */
  readonly kind: 'request' | 'files' | 'begun' | 'compacted' | 'other';
  /** As the agent calls it: an answer has to repeat it. */
  readonly name: string;
  /** Which conversation; `''` when it does not say. */
  readonly session: string;
  /** The working folder; `undefined` when it does not say. */
  readonly cwd: string | undefined;
  /** The request, or `''`. */
  readonly prompt: string;
  /** Paths that a tool was given. */
  readonly files: readonly string[];
}

/** By the name of the event, in Claude Code and Codex, and in Gemini CLI where that has one of its own. */
const KINDS: ReadonlyMap<string, HookEvent['kind']> = new Map(
  Object.entries({
    UserPromptSubmit: 'request',
    BeforeAgent: 'request',
    SessionStart: 'begun',
    PostToolUse: 'files',
    AfterTool: 'files',
    PreCompact: 'compacted',
    PostCompact: 'compacted',
    PreCompress: 'compacted',
  } as const),
);
/** What tools call the file they work on. */
const PATHS = ['file_path', 'path', 'absolute_path', 'notebook_path'] as const;

/**
 * Read an event.
 *
 * @param text
 *   What came on standard input.
 * @returns
 *   The event; `undefined` when the text is no JSON object with a `hook_event_name`.
 * @example
 *   parseEvent('{"hook_event_name":"UserPromptSubmit","prompt":"bake rye"}')?.kind; // 'request'
 */
export function parseEvent(text: string): HookEvent | undefined {
  const event = objectIn(text);
  const name = textOf(event?.['hook_event_name']);
  if (!event || name === '') return undefined;
  const tool = event['tool_input'];
  const files = typeof tool === 'object' && tool !== null ? PATHS.map((key) => textOf(Reflect.get(tool, key))) : [];
  const cwd = textOf(event['cwd']);
  const isCompacted = name === 'SessionStart' && textOf(event['source']) === 'compact';
  // Gemini CLI announces one before each request, whether it then compresses or not.
  const isAnnounced = name === 'PreCompress' && textOf(event['trigger']) === 'auto';
  return {
    kind: isCompacted ? 'compacted' : isAnnounced ? 'other' : (KINDS.get(name) ?? 'other'),
    name,
    session: textOf(event['session_id']),
    cwd: cwd === '' ? undefined : cwd,
    prompt: textOf(event['prompt']),
    files: files.filter((file) => file !== ''),
  };
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
