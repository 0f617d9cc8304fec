import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{test,cli,client,functions,bench,scripts}/**/*.test.ts"],
    exclude: ["**/node_modules/**", ".data/**"],
    setupFiles: ["scripts/dev/websocket.ts"],
    globalSetup: ["test/stack/global-setup.ts"],
    // Two cores: one worker computes, PostgreSQL answers.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
