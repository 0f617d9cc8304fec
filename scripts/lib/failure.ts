// How a command ends: with its exit code, one line, or a stack trace.
import * as fs from "node:fs";
import { Failure } from "../../cli/lib/failure.ts";
import { inOneLine } from "./system-errors.ts";

export { Failure };

/**
 * Run a command's main function: what the user can put right is one line, anything else a
 * stack trace. The first paragraph of the command's file is its usage.
 */
export async function run(main: () => Promise<number | void>): Promise<void> {
  if (process.argv.includes("--help")) {
    console.log(usage());
    return;
  }
  // Whoever reads no further, as `head` does, has what they wanted.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(process.exitCode ?? 0);
  });
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(explained(error));
    process.exitCode = 1;
  }
}

/** Say on standard error what begins now: the results stand on standard output. */
export function phase(text: string): void {
  console.error(`${text} ...`);
}

/** What the user reads of an error: a line where they can put it right, else the error. */
export function explained(error: unknown): unknown {
  if (error instanceof Failure) return error.message;
  if (!isMistyped(error)) return inOneLine(error) ?? error;
  const [sentence = ""] = error.message.split(/\.(?:\s|$)/);
  return `${sentence}. Usage: ${usage()}`;
}

/** Whether `parseArgs` of node:util threw it. */
function isMistyped(error: unknown): error is Error {
  const code = error instanceof Error && "code" in error ? error.code : "";
  return String(code).startsWith("ERR_PARSE_ARGS_");
}

function usage(): string {
  const source = fs.readFileSync(process.argv[1] ?? "", "utf8");
  const [paragraph = ""] = /^(?:\/\/ .*\n)+/.exec(source) ?? [];
  return paragraph
    .replaceAll(/^\/\/ +/gm, "")
    .trim()
    .replaceAll("\n", " ");
}
