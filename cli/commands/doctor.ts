import type { Command } from "commander";
import { examine, type Report } from "../doctor/examine.ts";
import { createCommand, databaseUrl, dbUrl, doing } from "../lib/command.ts";
import { DATABASE } from "../lib/environment.ts";
import { EXIT, misused } from "../lib/failure.ts";
import type { Output } from "../lib/output.ts";
import { refusedAs, withSql } from "../lib/sql.ts";

interface Options {
  dbUrl?: string;
  fix?: boolean;
  expect?: string;
  against?: string;
}

/** Whether everything that guards the log, the engine and protected tables is in place. */
export const doctor = (): Command =>
  createCommand(
    "doctor",
    "look whether an installation is whole, and everything that guards it in place",
    {
      examples: [
        ["stagedoor doctor", "of the database of the environment; writes nothing"],
        ["stagedoor doctor --fix", "repairs what a restore leaves behind, and says what"],
        ['stagedoor doctor --db-url "$TARGET_URL" --json', "of another, for a program"],
        ['stagedoor doctor --against "$STAGING_URL"', "names what differs from another"],
      ],
      environment: [...DATABASE],
    },
  )
    .argument("[url]", "the database, as --db-url")
    .addOption(dbUrl())
    .option("--fix", "repair what can be repaired (default: only look)")
    .option("--expect <hash>", "the fingerprint that the database has to have")
    .option("--against <url>", "another database that has to have the same fingerprint")
    .action(
      doing<Options>(async ({ options, args: [given], out }) => {
        const { fix = false, expect, against } = options;
        const url = databaseUrl(given === undefined ? options : { dbUrl: given });
        if (expect !== undefined && !/^[0-9a-f]{64}$/i.test(expect)) {
          throw misused(
            "A fingerprint is 64 hexadecimal digits: stagedoor doctor says it.",
          );
        }
        const wanted = {
          ...{ fix, expect },
          against: against === undefined ? undefined : databaseUrl({ dbUrl: against }),
        };
        const report = await withSql(url, (sql) => examine(sql, wanted)).catch(
          refusedAs("The database cannot be asked"),
        );
        const isWhole = report.problems.length === 0 && report.skipped.length === 0;
        out.result({ ok: isWhole, ...report }, told(report, out));
        if (isWhole) out.say("Everything is in place.");
        else out.complain(summaryOf(report));
        return isWhole ? EXIT.ok : EXIT.findings;
      }),
    );

/** Every check and what it found, then what was done. */
function told(
  { checks, repaired, rebuilt, notes, fingerprint }: Report,
  out: Output,
): string[] {
  return [
    ...checks.flatMap(({ name, outcome, lines, remedy }) => [
      `${out.mark(outcome)}  ${name}${outcome === "skip" ? `: ${lines.join()}` : ""}`,
      ...(outcome === "not ok" ? lines.map((line) => `        ${line}`) : []),
      ...(remedy ? [`        ${remedy}`] : []),
    ]),
    ...notes.map((line) => `note  ${line}`),
    ...repaired.map((line) => `Repaired: ${line}`),
    ...rebuilt.map(({ schema, rows }) => `Rebuilt: ${rows} rows of ${schema}`),
    ...(fingerprint ? [`Fingerprint: ${fingerprint}`] : []),
  ];
}

function summaryOf({ problems, skipped }: Report): string {
  const parts = [
    ...(problems.length > 0
      ? [`${counted(problems.length, "thing is", "things are")} not in place`]
      : []),
    ...(skipped.length > 0
      ? [`${counted(skipped.length, "check was", "checks were")} not made`]
      : []),
  ];
  return `${parts.join(", ")}.`;
}

const counted = (count: number, one: string, more: string): string =>
  `${count} ${count === 1 ? one : more}`;
