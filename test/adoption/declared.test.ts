// A project with declarative schemas: after init and protect, pg-delta finds nothing that the
// migrations have and the declarations have not.
import * as fs from "node:fs";
import { join } from "node:path";
import { diff, extract, loadSqlFiles } from "@supabase/pg-delta";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { init } from "../../cli/init/init.ts";
import { uninstall } from "../../cli/init/uninstall.ts";
import type { Database } from "../../scripts/dev/database.ts";
import { withSql } from "../../scripts/dev/sql.ts";
import {
  asking,
  databaseWith,
  filesIn,
  migrationsOf,
  projectWith,
  SAMPLES,
} from "./stage.ts";

const OURS = "supabase/schemas/00000000000000_stagedoor.sql";
const KEYS = `
  select * from stagedoor.track_scopes('public.teams', 'organization', name => 'name');
  select * from stagedoor.protect('public.transactions', 'invoice', scope => 'team_id',
    owner => 'created_by', soft_delete => 'deleted_at', roles => '{"owner": {"edit": "allow"}}');`;

const declaring = (config = "") =>
  projectWith("teams", {
    "supabase/config.toml": `project_id = "sample"\n${config}`,
    "supabase/schemas/10_app.sql": fs.readFileSync(SAMPLES.teams, "utf8"),
  });

async function withPool<T>(database: Database, work: (pool: pg.Pool) => Promise<T>) {
  const pool = new pg.Pool({ connectionString: database.url() });
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

/** What a sync would propose: the declarations, loaded as pg-delta does, beside the migrations. */
async function proposed(project: string): Promise<string[]> {
  const [migrated, shadow] = [await databaseWith([]), await databaseWith([])];
  const folder = join(project, "supabase/migrations");
  await withSql(migrated.url(), async (sql) => {
    for (const file of migrationsOf(project)) {
      await sql.unsafe(fs.readFileSync(join(folder, file), "utf8"));
    }
  });
  const declared = Object.entries(filesIn(join(project, "supabase/schemas"))).map(
    ([name, sql]) => ({ name, sql }),
  );
  const loaded = await withPool(shadow, (pool) =>
    loadSqlFiles(declared, pool, { mode: "isolatedCluster" }),
  );
  const facts = await withPool(migrated, async (pool) => (await extract(pool)).factBase);
  return diff(facts, loaded.factBase).map((delta) => JSON.stringify(delta));
}

const install = async (directory: string) =>
  init({
    ...asking({ directory, url: (await databaseWith(["teams"])).url() }),
    parts: [],
    apiSchema: null,
    isUnchecked: false,
  });

describe("declarative schemas", { timeout: 180_000 }, () => {
  it("propose nothing after init and protect, and the lack of either is seen (F105, F107)", async () => {
    const project = declaring();
    const { files, next } = await install(project);
    expect(files.at(-1)).toBe(OURS);
    expect(next.join()).toMatch(/into the last file of supabase\/schemas/);
    fs.writeFileSync(join(project, "supabase/migrations/99990101000000_keys.sql"), KEYS);
    expect((await proposed(project)).join("\n")).toContain("stagedoor_select");
    fs.writeFileSync(join(project, "supabase/schemas/99_keys.sql"), KEYS);
    expect(await proposed(project)).toEqual([]);
  });

  it("are written as well where a project declares its schemas later (F105)", async () => {
    const project = projectWith("teams");
    const { files } = await install(project);
    expect(files).not.toContain(OURS);
    fs.mkdirSync(join(project, "supabase/schemas"));
    const copies = migrationsOf(project);
    expect((await install(project)).files).toEqual([OURS]);
    expect(migrationsOf(project)).toEqual(copies);
    const text = fs.readFileSync(join(project, OURS), "utf8");
    expect(text).toMatch(/^create schema (if not exists )?stagedoor;$/m);
    expect(text).not.toMatch(/^create schema (if not exists )?stagedoor_film;$/m);
    expect((await install(project)).files).toEqual([]);
  });

  it("say where their own list of files leaves ours out, and lose it with the rest (F105)", async () => {
    const list = '[db.migrations]\nschema_paths = ["./schemas/10_app.sql"]\n';
    const project = declaring(list);
    const { next } = await install(project);
    expect(next.join()).toMatch(/"\.\/schemas\/0+_stagedoor\.sql" first into schema_paths/);
    const glob = declaring('[db.migrations]\nschema_paths = ["./schemas/*.sql"]\n');
    expect((await install(glob)).next.join()).not.toMatch(/schema_paths/);
    await uninstall({ ...asking({ directory: glob }), dropData: false });
    expect(Object.keys(filesIn(join(glob, "supabase/schemas")))).toEqual(["10_app.sql"]);
  });
});
