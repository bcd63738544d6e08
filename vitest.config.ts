import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/cache.ts'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 30_000,
  },
});
