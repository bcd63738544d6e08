/**
 * Properties are tried on the same inputs everywhere, so that a failure is one for everybody. Other inputs:
 * `SIGNPOST_SEED=$RANDOM npm test`.
 */

import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['SIGNPOST_SEED'] ?? 1) });
