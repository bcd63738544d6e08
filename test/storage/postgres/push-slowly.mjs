/** A process that pushes, and says so when a part of it is sent: `STORE ROOT CATALOG`. A test kills it then. */

import { pushStore } from '../../../dist/session/store.js';

const [store = '', root = '', catalog = ''] = process.argv.slice(2);
await pushStore({
  ...{ store, roots: [root], catalog },
  onProgress: ({ sent }) => {
    if (sent > 0) process.stdout.write(`${sent}\n`);
  },
});
