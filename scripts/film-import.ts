// npm run film:import -- --project ID --as EMAIL [--dry-run] [--create-departments] FILE
//
// Imports a chart of accounts from a CSV file into a production, as somebody who may: all of
// it, or nothing and a line for each row that is wrong. The password is read from
// STAGEDOOR_PASSWORD, the API from SUPABASE_URL and SUPABASE_PUBLISHABLE_KEY, which are those
// of npm start where they are not set.
import "./dev/websocket.ts";
import { parseArgs } from "node:util";
import type { SupabaseClient } from "@supabase/supabase-js";
import type { Database } from "../client/database.ts";
import { PUBLISHABLE_KEY } from "./devserver/tokens.ts";
import { complaints, importChart, readChart } from "./film/chart.ts";
import { Failure, run } from "./lib/failure.ts";

await run(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      project: { type: "string" },
      as: { type: "string" },
      "dry-run": { type: "boolean", default: false },
      "create-departments": { type: "boolean", default: false },
    },
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) {
    throw new Failure("Name one CSV file, as supabase/film/chart.csv.");
  }
  const { project, as: email } = values;
  if (project === undefined) throw new Failure("--project takes the id of a production.");
  if (email === undefined) throw new Failure("--as takes the address of who imports.");

  const rows = readChart(file);
  console.log(`${rows.length} rows in ${file}`);
  const supabase = await signIn(email);
  const begun = performance.now();
  const stop = tick(values["dry-run"] ? "checking" : "importing", rows.length, begun);
  const outcome = await importChart(supabase, rows, {
    project,
    dryRun: values["dry-run"],
    createDepartments: values["create-departments"],
  }).finally(stop);
  await supabase.auth.signOut();

  for (const line of complaints(outcome)) console.error(`${file}: ${line}`);
  if (outcome.rejected.length > 0) {
    console.error(`${outcome.rejected.length} rows are wrong: nothing was imported.`);
    return 1;
  }
  for (const name of outcome.departments) console.log(`department ${name}`);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(
    `${outcome.imported} codes ${values["dry-run"] ? "would be imported" : "imported"}, ` +
      `${outcome.unchanged} were there already (${seconds} s)`,
  );
  return 0;
});

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

/** On a terminal, say each second what is being done and for how long. */
function tick(doing: string, rows: number, begun: number): () => void {
  if (!process.stderr.isTTY) return () => {};
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
