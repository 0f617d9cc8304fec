// The whole examination, in order: what is installed comes first, for nothing else can be
// told of half an installation.
import type { TransactionSql } from "postgres";
import type { Outcome } from "../lib/output.ts";
import { inTransaction, type Sql } from "../lib/sql.ts";
import type { Check } from "./check.ts";
import { engineChecks } from "./checks.ts";
import { differences, fingerprint } from "./fingerprint.ts";
import { whatIsInstalled } from "./installed.ts";
import { policyChanges } from "./policies.ts";
import { OLDEST, serverNotes, serverProblems } from "./server.ts";
import { THEIR_CHECKS, THEIR_NOTES } from "./theirs.ts";

/** How one check ended. */
export interface Examined {
  name: string;
  outcome: Outcome;
  /** What was found, one line each; of a skip, why it was not made. */
  lines: string[];
  remedy?: string;
}

/** What an examination found, and what it did about it. */
export interface Report {
  checks: Examined[];
  parts: string[];
  fingerprint: string | null;
  repaired: string[];
  rebuilt: { schema: string; rows: number }[];
  problems: string[];
  notes: string[];
  skipped: string[];
}

/** What to do beside looking. */
export interface Wanted {
  /** Repair what can be repaired. Nothing is written without it. */
  fix: boolean;
  /** The fingerprint that it has to be. */
  expect?: string | undefined;
  /** Another database, which has to have the same. */
  against?: string | undefined;
}

/** Examine a database through one connection. */
export async function examine(sql: Sql, wanted: Wanted): Promise<Report> {
  const report: Report = {
    ...{ checks: [], parts: [], fingerprint: null, repaired: [], rebuilt: [] },
    ...{ problems: [], notes: [], skipped: [] },
  };
  const [server] = await sql<{ number: number }[]>`
    select current_setting('server_version_num')::int as number`;
  const version = server?.number ?? OLDEST;
  note(report, { name: "server", found: serverProblems(version) });
  report.notes.push(...serverNotes(version));
  const { parts, problems } = await whatIsInstalled(sql);
  report.parts = parts;
  note(report, {
    name: "migrations",
    found: problems,
    remedy:
      parts.length === 0
        ? "Run stagedoor init."
        : "Apply what is pending, then look again.",
  });
  const cannot = report.problems.length > 0 ? "what is installed is not whole" : null;

  const checks = [
    ...engineChecks(parts.filter((part) => part !== "engine")),
    ...THEIR_CHECKS,
  ];
  // One repair puts right what another check has found: all of it is told.
  const before = new Map<Check, string[]>();
  for (const check of wanted.fix && !cannot ? checks : []) {
    // Whatever goes wrong does so again below, where it is said.
    await ask(sql, check).then(
      (lines) => before.set(check, lines),
      () => {},
    );
  }
  for (const check of checks) {
    if (cannot) skip(report, check.name, cannot);
    else await make(sql, report, check, wanted, before.get(check));
  }
  if (cannot) {
    skip(report, "derived rows", cannot);
    skip(report, "fingerprint", cannot);
    return report;
  }
  await trying(report, "derived rows", async () => {
    note(report, { name: "derived rows", ...(await rebuild(sql, report, wanted)) });
  });
  await trying(report, "notes", async () => {
    for (const { problem, sql: text } of THEIR_NOTES) {
      const rows = await sql.unsafe<{ found: string }[]>(text);
      report.notes.push(...rows.map(({ found }) => `${found} is ${problem}`));
    }
  });
  await trying(report, "policy history", async () => {
    report.notes.push(...(await policyChanges(sql, wanted.fix)));
  });
  const isCompared = wanted.expect !== undefined || wanted.against !== undefined;
  await trying(report, "fingerprint", async () => {
    report.fingerprint = await fingerprint(sql);
    if (!isCompared) return;
    const differing = await differences(sql, report.fingerprint, wanted);
    note(report, { name: "fingerprint", found: differing });
  });
  return report;
}

/** One check: look, and with --fix repair and look again. */
async function make(
  sql: Sql,
  report: Report,
  check: Check,
  { fix }: Wanted,
  seen?: string[],
): Promise<void> {
  await trying(report, check.name, async () => {
    const before = seen ?? (await ask(sql, check));
    let after = before;
    if (fix && before.length > 0) {
      await check.repair?.(sql);
      after = await ask(sql, check);
      report.repaired.push(...before.filter((line) => !after.includes(line)));
    }
    const remedy = check.repair && !fix ? "Run stagedoor doctor --fix." : check.remedy;
    note(report, { name: check.name, found: after, remedy });
  });
}

/** Ask: whatever the question turns out to be, it changes nothing. */
async function ask(sql: Sql, check: Check): Promise<string[]> {
  const rows = await sql.begin("read only", (transaction) =>
    transaction.unsafe<{ found: string }[]>(check.sql),
  );
  return rows.map((row) => `${check.problem}: ${row.found}`);
}

/** What is refused to whoever asks, or cannot be done there, was not looked at. */
async function trying(report: Report, name: string, work: () => Promise<void>) {
  try {
    await work();
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code === "42501") skip(report, name, `${message}: use the owner of the engine`);
    else if (code === "25006") skip(report, name, "the server only reads");
    else throw error;
  }
}

interface Noted {
  name: string;
  found: string[];
  remedy?: string | undefined;
}

function note(report: Report, { name, found: lines, remedy }: Noted): void {
  const outcome = lines.length === 0 ? "ok" : "not ok";
  report.checks.push({
    ...{ name, outcome, lines },
    ...(remedy && lines.length > 0 && { remedy }),
  });
  report.problems.push(...lines);
}

function skip(report: Report, name: string, why: string): void {
  report.checks.push({ name, outcome: "skip", lines: [why] });
  report.skipped.push(`${name}: ${why}`);
}

/** Rows that follow from others may have been written without their triggers. */
async function rebuild(sql: Sql, report: Report, { fix }: Wanted) {
  const lines: string[] = [];
  for (const { schema } of await rebuilders(sql)) {
    const rows = fix ? await rebuilt(sql, schema) : await wouldBeRebuilt(sql, schema);
    if (rows === 0) continue;
    if (fix) report.rebuilt.push({ schema, rows });
    else
      lines.push(
        `rows that do not follow from others as they should: ${rows} of ${schema}`,
      );
  }
  return { found: lines, remedy: "Run stagedoor doctor --fix." };
}

async function rebuilt(sql: Sql | TransactionSql, schema: string): Promise<number> {
  const [row] = await sql`select ${sql(schema)}.rebuild() as rows`;
  return Number(row?.rows);
}

/** What a rebuild would change, which is rolled back. */
const wouldBeRebuilt = (sql: Sql, schema: string): Promise<number> =>
  inTransaction(sql, { isTrial: true, mode: "read write" }, (tx) => rebuilt(tx, schema));

/** The engine, and each part that derives rows. */
function rebuilders(sql: Sql) {
  return sql<{ schema: string }[]>`
    select n.nspname as schema
    from pg_proc as f
    join pg_namespace as n on n.oid = f.pronamespace
    where n.nspname like 'stagedoor%' and f.proname = 'rebuild' and f.pronargs = 0
    order by n.nspname`;
}
