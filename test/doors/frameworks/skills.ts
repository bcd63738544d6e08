/** Two skills to make tools of. */

import { buildSignpost } from '../../../src/session/build-signpost.ts';

const skill = (name: string, description: string) => ({
  path: `${name}/SKILL.md`,
  text: `---\nname: ${name}\ndescription: ${description}\n---\n# ${name}\n\nHow to work with ${name}.\n`,
});

export const skills = buildSignpost([
  skill('invoices', 'Write invoices, send them to customers, and follow up on unpaid ones. Covers tax numbers.'),
  skill('shifts', 'Plan shifts of a team and swap them. Covers holidays and sick leave.'),
]);
