// npm run film:import -- --project ID --as EMAIL [--dry-run] [--create-departments] FILE
// npm run film:import -- payroll --project ID --as EMAIL [--key KEY] [--partial] FILE
//
// Imports a chart of accounts, or a week of payroll, from a CSV file into a production, as
// somebody who may: all of it, or nothing and a line for each row that is wrong; --partial
// leaves the wrong rows of a payroll out. A payroll goes in once under its key, which is that
// of its rows where none is named. The password is read from STAGEDOOR_PASSWORD, the API from
// SUPABASE_URL and SUPABASE_PUBLISHABLE_KEY, which are those of npm start where they are not
// set.
import "./dev/websocket.ts";
import { parseArgs } from "node:util";
import type { SupabaseClient } from "@supabase/supabase-js";
import type { Database } from "../client/database.ts";
import { PUBLISHABLE_KEY } from "./devserver/tokens.ts";
import { complaints, importChart } from "./film/chart.ts";
import { type Row, readRows } from "./film/csv.ts";
import { importPayroll, payrollComplaints } from "./film/payroll.ts";
import { Failure, run } from "./lib/failure.ts";

await run(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      project: { type: "string" },
      as: { type: "string" },
      "dry-run": { type: "boolean", default: false },
      "create-departments": { type: "boolean", default: false },
      key: { type: "string" },
      partial: { type: "boolean", default: false },
    },
  });
  const isPayroll = positionals[0] === "payroll";
  const [file, ...others] = positionals.slice(isPayroll ? 1 : 0);
  if (file === undefined || others.length > 0) {
    throw new Failure(
      `Name one CSV file, as supabase/film/${isPayroll ? "payroll" : "chart"}.csv.`,
    );
  }
  const { project, as: email } = values;
  if (project === undefined) throw new Failure("--project takes the id of a production.");
  if (email === undefined) throw new Failure("--as takes the address of who imports.");

  const rows = readRows(file);
  console.log(`${rows.length} rows in ${file}`);
  const supabase = await signIn(email);
  const begun = performance.now();
  const seconds = () => ((performance.now() - begun) / 1000).toFixed(1);
  const { wrong, verdict, done } = isPayroll
    ? await payroll(supabase, rows, { ...values, project })
    : await chart(supabase, rows, { ...values, project });
  await supabase.auth.signOut();

  for (const line of wrong) console.error(`${file}: ${line}`);
  if (wrong.length > 0) console.error(verdict);
  for (const line of done) console.log(`${line} (${seconds()} s)`);
  return wrong.length > 0 ? 1 : 0;
});

/** What came of it: lines for wrong rows, what they mean, and what was done. */
interface Report {
  wrong: string[];
  verdict: string;
  done: string[];
}

async function chart(
  supabase: SupabaseClient<Database>,
  rows: Row[],
  how: { project: string; "dry-run": boolean; "create-departments": boolean },
): Promise<Report> {
  const dryRun = how["dry-run"];
  const outcome = await watched(dryRun ? "checking" : "importing", rows.length, () =>
    importChart(supabase, rows, {
      project: how.project,
      dryRun,
      createDepartments: how["create-departments"],
    }),
  );
  const wrong = complaints(outcome);
  if (wrong.length === 0) {
    for (const name of outcome.departments) console.log(`department ${name}`);
  }
  return {
    wrong,
    verdict: `${wrong.length} rows are wrong: nothing was imported.`,
    done:
      wrong.length > 0
        ? []
        : [
            `${outcome.imported} codes ${dryRun ? "would be imported" : "imported"}, ` +
              `${outcome.unchanged} were there already`,
          ],
  };
}

async function payroll(
  supabase: SupabaseClient<Database>,
  rows: Row[],
  how: { project: string; key?: string; partial: boolean },
): Promise<Report> {
  const outcome = await watched("importing", rows.length, () =>
    importPayroll(supabase, rows, how),
  );
  const { imported } = outcome;
  const wrong = payrollComplaints(rows, outcome);
  return {
    wrong,
    verdict: `${wrong.length} rows are wrong: ${imported > 0 ? "they were left out" : "nothing was imported"}.`,
    done: imported > 0 ? [`${imported} costs imported`] : [],
  };
}

async function signIn(email: string): Promise<SupabaseClient<Database>> {
  const { createClient } = await quietly(() => import("@supabase/supabase-js"));
  const password = process.env.STAGEDOOR_PASSWORD;
  if (!password) throw new Failure("STAGEDOOR_PASSWORD is not set: who imports signs in.");
  const supabase = createClient<Database>(
    process.env.SUPABASE_URL ?? "http://127.0.0.1:55321",
    process.env.SUPABASE_PUBLISHABLE_KEY ?? PUBLISHABLE_KEY,
    { auth: { persistSession: false } },
  );
  const { error } = await supabase.auth.signInWithPassword({ email, password });
  if (error) throw new Failure(`${email} cannot sign in: ${error.message}.`);
  return supabase;
}

/** Load what warns, on its arrival, of a Node that it will leave behind. */
async function quietly<T>(load: () => Promise<T>): Promise<T> {
  const { warn } = console;
  console.warn = () => {};
  try {
    return await load();
  } finally {
    console.warn = warn;
  }
}

/** Do it, and say on a terminal that it is being done. */
async function watched<T>(doing: string, rows: number, work: () => Promise<T>): Promise<T> {
  const stop = tick(doing, rows);
  return work().finally(stop);
}

/** On a terminal, say each second what is being done and for how long. */
function tick(doing: string, rows: number): () => void {
  if (!process.stderr.isTTY) return () => {};
  const begun = performance.now();
  const say = () => {
    const seconds = Math.round((performance.now() - begun) / 1000);
    process.stderr.write(`\r${doing} ${rows} rows, ${seconds} s `);
  };
  say();
  const timer = setInterval(say, 1000);
  return () => {
    clearInterval(timer);
    process.stderr.write("\r\u001B[K");
  };
}
