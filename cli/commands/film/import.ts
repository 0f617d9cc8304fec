import type { SupabaseClient } from "@supabase/supabase-js";
import type { Command } from "commander";
import type { Database } from "../../../client/database.ts";
import { apiOf } from "../../../functions/_shared/api.ts";
import { complaints, importChart } from "../../film/chart.ts";
import { type Row, readRows } from "../../film/csv.ts";
import { importPayroll, payrollComplaints } from "../../film/payroll.ts";
import { createCommand, doing } from "../../lib/command.ts";
import { valueOf } from "../../lib/environment.ts";
import { EXIT, Failure, misused } from "../../lib/failure.ts";
import type { Output } from "../../lib/output.ts";
import { isUnreachable } from "../../lib/system-errors.ts";

interface Options {
  project: string;
  as: string;
  dryRun?: boolean;
  createDepartments?: boolean;
  key?: string;
  partial?: boolean;
}

/** A chart of accounts, or a week of payroll, from a CSV file into a production. */
export const filmImport = (): Command =>
  createCommand(
    "import",
    "import a chart of accounts, or a week of payroll, from a CSV file into a production: all of it, or nothing and a line for each row that is wrong",
    {
      examples: [
        [
          "stagedoor film import --project ID --as sarah@example.com --dry-run chart.csv",
          "checks a chart of accounts",
        ],
        [
          "stagedoor film import payroll --project ID --as priya@example.com week.csv",
          "imports a week of payroll, once",
        ],
      ],
      environment: [
        "STAGEDOOR_PASSWORD",
        "SUPABASE_URL",
        "SUPABASE_PUBLISHABLE_KEY",
        "STAGEDOOR_API_SCHEMA",
      ],
    },
  )
    .usage("[options] FILE | payroll FILE")
    .argument("[file]", "the chart of accounts; or the word payroll, and then its file")
    .argument("[payroll]", "the week of payroll")
    .requiredOption("--project <id>", "the production")
    .requiredOption("--as <email>", "who imports: what they may not enter is refused")
    .option("--dry-run", "check a chart, and import nothing")
    .option("--create-departments", "make the departments that a chart names")
    .option(
      "--key <key>",
      "the key under which a payroll goes in once (default: its rows')",
    )
    .option("--partial", "leave the wrong rows of a payroll out")
    .action(
      doing<Options>(async ({ options, args: [first, second], out }) => {
        const isPayroll = first === "payroll";
        const file = isPayroll ? second : first;
        if (file === undefined || (!isPayroll && second !== undefined)) {
          throw misused(
            `Name one CSV file, as supabase/film/${isPayroll ? "payroll" : "chart"}.csv.`,
          );
        }
        const rows = readRows(file);
        out.say(`${rows.length} rows in ${file}`);
        const supabase = await signIn(options.as);
        const begun = performance.now();
        const { value, wrong, verdict, done } = isPayroll
          ? await payroll(supabase, rows, options, out)
          : await chart(supabase, rows, options, out);
        await supabase.auth.signOut();

        for (const line of wrong) out.complain(`${file}: ${line}`);
        if (wrong.length > 0) out.complain(verdict);
        const seconds = ((performance.now() - begun) / 1000).toFixed(1);
        out.result(
          value,
          done.map((line, i) => (i === done.length - 1 ? `${line} (${seconds} s)` : line)),
        );
        return wrong.length > 0 ? EXIT.findings : EXIT.ok;
      }),
    );

/** What came of it: the answer, lines for wrong rows, what they mean, and what was done. */
interface Report {
  value: unknown;
  wrong: string[];
  verdict: string;
  done: string[];
}

async function chart(
  supabase: SupabaseClient<Database>,
  rows: Row[],
  { project, dryRun = false, createDepartments = false }: Options,
  out: Output,
): Promise<Report> {
  const outcome = await out.during(
    `${dryRun ? "checking" : "importing"} ${rows.length} rows`,
    () => importChart(supabase, rows, { project, dryRun, createDepartments }),
  );
  const wrong = complaints(outcome);
  const { imported, unchanged, departments } = outcome;
  return {
    value: outcome,
    wrong,
    verdict: `${wrong.length} rows are wrong: nothing was imported.`,
    done:
      wrong.length > 0
        ? []
        : [
            ...departments.map((name) => `department ${name}`),
            `${imported} codes ${dryRun ? "would be imported" : "imported"}, ` +
              `${unchanged} were there already`,
          ],
  };
}

async function payroll(
  supabase: SupabaseClient<Database>,
  rows: Row[],
  options: Options,
  out: Output,
): Promise<Report> {
  const outcome = await out.during(`importing ${rows.length} rows`, () =>
    importPayroll(supabase, rows, options),
  );
  const { imported } = outcome;
  const wrong = payrollComplaints(rows, outcome);
  return {
    value: outcome,
    wrong,
    verdict: `${wrong.length} rows are wrong: ${imported > 0 ? "they were left out" : "nothing was imported"}.`,
    done: imported > 0 ? [`${imported} costs imported`] : [],
  };
}

/** What `npm start` serves, where nothing else is named. */
const HERE = { url: "http://127.0.0.1:55321", key: "sb_publishable_stagedoor_development" };

async function signIn(email: string): Promise<SupabaseClient<Database>> {
  const password = valueOf("STAGEDOOR_PASSWORD");
  if (!password) throw misused("STAGEDOOR_PASSWORD is not set: who imports signs in.");
  const url = valueOf("SUPABASE_URL") ?? HERE.url;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw misused("SUPABASE_URL is no address: https://project.supabase.co");
  }
  const { createClient } = await quietly(() => import("@supabase/supabase-js"));
  const supabase = createClient<Database>(
    url,
    valueOf("SUPABASE_PUBLISHABLE_KEY") ?? HERE.key,
    {
      auth: { persistSession: false },
      db: apiOf(() => valueOf("STAGEDOOR_API_SCHEMA")),
      // Nothing is listened to, and Node 20 has no WebSocket to do it with.
      realtime: { transport: NoSocket as never },
    },
  );
  const { error } = await supabase.auth.signInWithPassword({ email, password });
  if (!error) return supabase;
  const isDown = error.name === "AuthRetryableFetchError" || isUnreachable(error);
  throw new Failure(
    `${email} cannot sign in: ${error.message}.`,
    isDown ? EXIT.unreachable : EXIT.findings,
  );
}

class NoSocket extends EventTarget {}

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
