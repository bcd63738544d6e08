/** AGENTS.md: what agents read about a folder, by its convention plain markdown (https://agents.md). */

const AGENTS = /(?:^|\/)agents\.md$/i;

/**
 * Whether a file is the AGENTS.md of its folder.
 *
 * @param path
 *   Path relative to the root, with `/`.
 */
export function isAgentsFile(path: string): boolean {
  return AGENTS.test(path);
}
