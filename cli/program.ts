// The whole command line: every command by name, and how each ends.
import { type Command, CommanderError } from "commander";
import { alerts } from "./commands/alerts.ts";
import { audit } from "./commands/audit.ts";
import { doctor } from "./commands/doctor.ts";
import { film } from "./commands/film.ts";
import { init } from "./commands/init.ts";
import { kit } from "./commands/kit.ts";
import { test } from "./commands/test.ts";
import { types } from "./commands/types.ts";
import { uninstall } from "./commands/uninstall.ts";
import { upgrade } from "./commands/upgrade.ts";
import { createCommand } from "./lib/command.ts";
import { EXIT, Failure } from "./lib/failure.ts";
import { packageVersion } from "./lib/shipped.ts";
import { refusalOf } from "./lib/sql.ts";
import { inOneLine } from "./lib/system-errors.ts";

/** Every command, as it is typed. */
export function program(): Command {
  return createCommand(
    "stagedoor",
    "Permissions for Supabase and PostgreSQL: who may do what, where, until when, and why.",
    {
      examples: [
        ["stagedoor doctor", "looks whether everything is in place"],
        ["stagedoor help audit seal", "what a command takes"],
      ],
    },
  )
    .version(packageVersion(), "-V, --version")
    .option("--json", "the result as one line of JSON")
    .option("--quiet", "results and problems, nothing else")
    .addCommand(init())
    .addCommand(upgrade())
    .addCommand(uninstall())
    .addCommand(doctor())
    .addCommand(kit())
    .addCommand(test())
    .addCommand(audit())
    .addCommand(alerts())
    .addCommand(film())
    .addCommand(types());
}

/** Run what was typed in this process, which ends as it did. */
export async function main(words: readonly string[]): Promise<void> {
  process.on("uncaughtException", (error) => {
    process.exit(ended(error));
  });
  // Whoever reads no further, as `head` does, has what they wanted.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    process.exit(error.code === "EPIPE" ? process.exitCode : ended(error));
  });
  process.exitCode = await run(words);
}

/** Run what was typed; the exit code. Whatever goes wrong is one line on standard error. */
export async function run(words: readonly string[]): Promise<number> {
  try {
    await program().parseAsync(words, { from: "user" });
    return EXIT.ok;
  } catch (error) {
    return ended(error);
  }
}

/** Say what went wrong, in one line; its exit code. */
function ended(error: unknown): number {
  // Help and version were asked for, and are said.
  if (error instanceof CommanderError) return error.exitCode;
  const failure = failureOf(error);
  if (failure.message) process.stderr.write(`${inOne(failure.message)}\n`);
  return failure.exitCode;
}

/** So much of a line is read. */
const LENGTH = 1000;

/** One line of a message, whatever was typed that it repeats: no password, no megabytes. */
function inOne(message: string): string {
  const line = message
    .slice(0, 100 * LENGTH)
    .trim()
    .replaceAll(/[\u0000-\u001F\u007F-\u009F\u2028\u2029]+/g, " ")
    // Up to the last @ of the word: somebody may have written one into the password.
    .replaceAll(/(:\/{1,2}[^\s:@/]*):\S*@/g, "$1:***@")
    .replaceAll(/([?&]password=)[^\s&]*/gi, "$1***");
  return line.length > LENGTH ? `${line.slice(0, LENGTH)} ...` : line;
}

function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const refusal = refusalOf(error);
  if (refusal) return refusal;
  const line = inOneLine(error) ?? `This should not happen: ${String(error)}`;
  return new Failure(line, EXIT.findings);
}
