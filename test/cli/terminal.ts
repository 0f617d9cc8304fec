// The command line as somebody types it, in this process.
import { afterEach, beforeEach, vi } from "vitest";
import { run } from "../../cli/program.ts";

/** What came of something that was typed. */
interface Ended {
  code: number;
  out: string;
  err: string;
}

/** For a file of tests: under these variables, type words; the exit code, and what they print. */
export function terminal(
  settings: Record<string, string>,
): (...words: string[]) => Promise<Ended> {
  let printed = { out: "", err: "" };
  beforeEach(() => {
    for (const [stream, to] of [
      ["stdout", "out"],
      ["stderr", "err"],
    ] as const) {
      vi.spyOn(process[stream], "write").mockImplementation((text) => {
        printed[to] += String(text);
        return true;
      });
    }
    for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });
  return async (...words) => {
    printed = { out: "", err: "" };
    const code = await run(words);
    return { code, ...printed };
  };
}
