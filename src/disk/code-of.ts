/** What the system says of a call that failed. */

/** The code of a failed call, such as `ENOENT`; `''` for any other failure. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
