import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/before-all.ts'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 30_000,
    // One a core: what a file waits for, a process or a browser, computes on the same cores.
    maxWorkers: availableParallelism(),
  },
});
