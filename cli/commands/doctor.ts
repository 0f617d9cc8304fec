import type { Command } from "commander";
import { type Check, CHECKS } from "../doctor/checks.ts";
import { createCommand, databaseUrl, dbUrl, doing } from "../lib/command.ts";
import { DATABASE } from "../lib/environment.ts";
import { EXIT } from "../lib/failure.ts";
import { refusedAs, type Sql, withSql } from "../lib/sql.ts";

/** What an examination found, and what it did about it. */
interface Report {
  repaired: string[];
  rebuilt: { schema: string; rows: number }[];
  problems: string[];
}

/** Whether everything that guards the log and the engine is in place. */
export const doctor = (): Command =>
  createCommand(
    "doctor",
    "look whether everything is in place; repair what a restore leaves behind, and name what cannot be repaired",
    {
      examples: [
        ["stagedoor doctor", "of the database of the environment"],
        ['stagedoor doctor --db-url "$TARGET_URL" --json', "of another, for a program"],
      ],
      environment: [...DATABASE],
    },
  )
    .argument("[url]", "the database, as --db-url")
    .addOption(dbUrl())
    .action(
      doing<{ dbUrl?: string }>(async ({ options, args: [given], out }) => {
        const url = databaseUrl(given === undefined ? options : { dbUrl: given });
        const report = await withSql(url, examine).catch(
          refusedAs("The database cannot be asked"),
        );
        const { problems } = report;
        out.result({ ok: problems.length === 0, ...report }, [
          ...report.repaired.map((line) => `Repaired: ${line}`),
          ...report.rebuilt.map(({ schema, rows }) => `Rebuilt: ${rows} rows of ${schema}`),
          ...problems,
        ]);
        if (problems.length === 0) out.say("Everything is in place.");
        else out.complain(`${problems.length} things are not in place.`);
        return problems.length === 0 ? EXIT.ok : EXIT.findings;
      }),
    );

/** Repair what can be repaired; the rest, one line each. */
async function examine(sql: Sql): Promise<Report> {
  const report: Report = { repaired: [], rebuilt: [], problems: [] };
  for (const check of CHECKS) {
    const before = await found(sql, check);
    if (before.length === 0) continue;
    await check.repair?.(sql);
    const after = check.repair ? await found(sql, check) : before;
    report.repaired.push(...before.filter((line) => !after.includes(line)));
    report.problems.push(...after);
  }
  // What follows from other rows may have been written without its triggers.
  for (const { schema } of await rebuilders(sql)) {
    const [row] = await sql`select ${sql(schema)}.rebuild() as rows`;
    if (row?.rows > 0) report.rebuilt.push({ schema, rows: Number(row?.rows) });
  }
  return report;
}

async function found(sql: Sql, check: Check): Promise<string[]> {
  const rows = await sql.unsafe<{ found: string }[]>(check.sql);
  return rows.map((row) => `${check.problem}: ${row.found}`);
}

/** The engine, and each part that derives rows. */
function rebuilders(sql: Sql) {
  return sql<{ schema: string }[]>`
    select n.nspname as schema
    from pg_proc as f
    join pg_namespace as n on n.oid = f.pronamespace
    where n.nspname like 'stagedoor%' and f.proname = 'rebuild' and f.pronargs = 0
    order by n.nspname`;
}
