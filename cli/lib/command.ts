// One command of the command line: its manual, its options, and what it is run with.
import { Command, Option } from "commander";
import { DATABASE, ENVIRONMENT, valueOf, type Variable } from "./environment.ts";
import { EXIT, Failure, misused } from "./failure.ts";
import { type Output, outputFor } from "./output.ts";

/** What the help of a command says beside its arguments and options. */
export interface Manual {
  /** Lines as somebody types them, and what each does. */
  examples: readonly (readonly [line: string, does: string])[];
  /** The variables that it reads. */
  environment?: readonly Variable[];
}

/** What a command is run with. */
export interface Typed<Options> {
  options: Options;
  /** Arguments in order; those that are optional and missing are undefined. */
  args: readonly (string | undefined)[];
  out: Output;
}

/** A command with its manual; what is typed wrong is one line. */
export function createCommand(name: string, description: string, manual: Manual): Command {
  const command = new Command(name)
    .description(description)
    .configureHelp({ showGlobalOptions: true })
    // It is said once, where every error is.
    .configureOutput({ outputError: () => {} })
    .addHelpText("after", () => written(manual));
  return command.exitOverride((error) => {
    if (error.exitCode === EXIT.ok) throw error;
    const [, told = error.message] = /^error: ([^]*)$/.exec(error.message) ?? [];
    // A group without a command has shown its help on standard error.
    if (error.code === "commander.help") throw misused("");
    const line = told.trim().replaceAll(/\s*\n\s*/g, " ");
    throw misused(`${endOf(line)} See: ${pathOf(command)} --help`);
  });
}

/** The option that names the database, for every command that has one. */
export const dbUrl = (): Option =>
  new Option(
    "--db-url <url>",
    "the database, as postgresql://user@host:5432/name (default: SUPABASE_DB_URL, then DATABASE_URL)",
  );

/** The database that was named: by the option, or in the environment. */
export function databaseUrl({ dbUrl: given }: { dbUrl?: string }): string {
  const url = given ?? DATABASE.map(valueOf).find((value) => value !== undefined);
  if (!url) {
    throw misused("No database is named: give --db-url, or set SUPABASE_DB_URL.");
  }
  // Without the text: a password can be in it.
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw misused("The database is named by a URL: postgresql://user@host:5432/name");
  }
  return forServer(url);
}

/** What Prisma, Neon and Vercel write into a URL for their own clients: a server refuses it. */
const FOR_CLIENTS = [
  "channel_binding",
  "connection_limit",
  "pgbouncer",
  "pool_timeout",
  "schema",
  "socket_timeout",
  "sslaccept",
  "statement_cache_size",
  "supa",
  "workaround",
];

/** The URL without parameters that are for another client. */
function forServer(text: string): string {
  const url = new URL(text);
  const others = FOR_CLIENTS.filter((name) => url.searchParams.has(name));
  for (const name of others) url.searchParams.delete(name);
  return others.length > 0 ? url.href : text;
}

/** The action of a command: what `work` returns is its exit code. */
export function doing<Options extends object = object>(
  work: (typed: Typed<Options>) => Promise<number | void> | number | void,
): (this: Command) => Promise<void> {
  return async function (this: Command): Promise<void> {
    const options = this.optsWithGlobals<Options & { json?: boolean; quiet?: boolean }>();
    const args = this.processedArgs as (string | undefined)[];
    const code = (await work({ options, args, out: outputFor(options) })) ?? EXIT.ok;
    // What there is to say has been said.
    if (code !== EXIT.ok) throw new Failure("", code);
  };
}

function written({ examples, environment = [] }: Manual): string {
  const variables = [...environment, "NO_COLOR" as const];
  return [
    "",
    "Examples:",
    ...examples.flatMap(([line, does]) => [`  $ ${line}`, `      ${does}`]),
    "",
    "Environment:",
    ...aligned(variables.map((name) => [name, ENVIRONMENT[name]])),
    "",
    "Exit codes:",
    "  0 done, 1 something was found or refused, 2 typed wrong, 3 not reachable",
  ].join("\n");
}

function aligned(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, what]) => `  ${name.padEnd(width)}  ${what}`);
}

/** The words by which somebody calls it. */
function pathOf(command: Command): string {
  const above = command.parent ? `${pathOf(command.parent)} ` : "";
  return above + command.name();
}

const endOf = (line: string): string => (/[.?)]$/.test(line) ? line : `${line}.`);
