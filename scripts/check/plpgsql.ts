// plpgsql_check reads every function body as PostgreSQL would at its first call. No npm
// package has it; Debian's build for 15 also loads in the embedded 15.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { join } from "node:path";
import { postgresHome } from "../../cli/postgres/binaries.ts";
import { startCluster, SUPERUSER } from "../../cli/postgres/cluster.ts";
import { createDatabase } from "../dev/database.ts";
import { type Sql, withSql } from "../dev/sql.ts";
import { type Finding, type NotMade, unexcused } from "./allowed.ts";

const LIBRARY = "/usr/lib/postgresql/15/lib/plpgsql_check.so";
const EXTENSIONS = "/usr/share/postgresql/15/extension";

/** What it finds and nobody has explained. */
export async function plpgsqlProblems(): Promise<string[] | NotMade> {
  if (!fs.existsSync(LIBRARY)) aptInstall();
  if (!fs.existsSync(LIBRARY)) {
    return { because: "It needs Debian's package postgresql-15-plpgsql-check." };
  }
  addExtension(postgresHome(15));

  const cluster = await startCluster({ version: 15, name: "plpgsql" });
  try {
    const database = await createDatabase(cluster);
    const findings = await withSql(database.url(SUPERUSER), check);
    return unexcused(findings, "scripts/check/plpgsql.json");
  } finally {
    await cluster.stop();
  }
}

/** CI installs what it needs; a developer's machine is left alone. */
function aptInstall(): void {
  if (process.env.CI !== "true" || process.getuid?.() !== 0) return;
  spawnSync("apt-get", ["update", "-qq"], { stdio: "ignore" });
  const options = ["install", "-y", "-qq", "--no-install-recommends"];
  spawnSync("apt-get", [...options, "postgresql-15-plpgsql-check"], { stdio: "ignore" });
}

function addExtension(home: string): void {
  fs.copyFileSync(LIBRARY, join(home, "lib/postgresql/plpgsql_check.so"));
  for (const name of fs.readdirSync(EXTENSIONS)) {
    if (!name.startsWith("plpgsql_check")) continue;
    fs.copyFileSync(join(EXTENSIONS, name), join(home, "share/postgresql/extension", name));
  }
}

async function check(sql: Sql): Promise<Finding[]> {
  await sql`create extension plpgsql_check with schema extensions`;
  const rows = await sql<
    { routine: string; line: number | null; level: string; message: string }[]
  >`
    select distinct p.oid::regprocedure::text as routine, c.lineno as line, c.level, c.message
    from pg_proc as p
    join pg_namespace as n on n.oid = p.pronamespace
    join pg_language as l on l.oid = p.prolang
    left join pg_trigger as t on t.tgfoid = p.oid and not t.tgisinternal
    cross join lateral extensions.plpgsql_check_function_tb(
      p.oid, coalesce(t.tgrelid, 0),
      -- One function may serve triggers of each operation, each with its own of these.
      oldtable => (select max(o.tgoldtable) from pg_trigger as o where o.tgfoid = p.oid),
      newtable => (select max(o.tgnewtable) from pg_trigger as o where o.tgfoid = p.oid),
      extra_warnings => true, performance_warnings => false, security_warnings => true
    ) as c
    where l.lanname = 'plpgsql'
      and (n.nspname = 'public' or n.nspname like 'stagedoor%')
      and (p.prorettype <> 'trigger'::regtype or t.oid is not null)
      -- varchar of auth into text of ours: the same bytes.
      and c.message <> 'target type is different type than source type'
    order by 1, 2
  `;
  return rows.map(({ routine, line, level, message }) => ({
    names: [`${routine}: ${message}`],
    text: `${level} ${routine}:${line ?? 0}: ${message}`,
    excusable: !level.startsWith("error"),
  }));
}
