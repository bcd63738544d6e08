/** What the system says of a call that failed. */

/** What a disk without hard links says of one. */
export const NO_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV']);

/** The code of a failed call, as it stands behind a message: ` (ENOENT)`, or nothing. */
export function codeBehind(error: unknown): string {
  const code = codeOf(error);
  return code === '' ? '' : ` (${code})`;
}

/** The code of a failed call, such as `ENOENT`; `''` for any other failure. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
