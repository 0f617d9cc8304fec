// What init took, uninstall gives back.
import * as fs from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { init } from "../../cli/init/init.ts";
import { partsNamed } from "../../cli/lib/migrations.ts";
import { uninstall } from "../../cli/init/uninstall.ts";
import { upgrade } from "../../cli/init/upgrade.ts";
import { startCluster, SUPERUSER } from "../../cli/postgres/cluster.ts";
import { createDatabase, type Database } from "../../scripts/dev/database.ts";
import { withSql } from "../../scripts/dev/sql.ts";
import { schemaDifferences } from "../../scripts/testing/schema-diff.ts";
import { asking, databaseWith, migrationsOf, projectWith } from "./stage.ts";

const install = (database: Database, parts = "engine", apiSchema: string | null = null) =>
  init({
    ...asking({ url: database.url() }),
    parts: partsNamed(parts),
    apiSchema,
    isUnchecked: false,
  });
const remove = (database: Database, more: { dropData?: boolean; dryRun?: boolean } = {}) =>
  uninstall({
    ...asking({ url: database.url(), dryRun: more.dryRun ?? false }),
    dropData: more.dropData ?? false,
  });
const run = (database: Database, ...statements: string[]) =>
  withSql(database.url(), async (sql) => {
    for (const statement of statements) await sql.unsafe(statement);
  });

/** What differs, but for the extensions, which may be somebody else's by now. */
const differences = async (one: Database, other: Database) =>
  (await schemaDifferences(one.url(SUPERUSER), other.url(SUPERUSER))).filter(
    (line) => !/btree_gist|pgcrypto|stagedoor_(auditor|probe)/.test(line),
  );

describe("uninstall", { timeout: 240_000 }, () => {
  it.each(["engine", "all"])(
    "gives back what %s took from a database (F105)",
    async (parts) => {
      const [before, database] = [
        await databaseWith(["teams"]),
        await databaseWith(["teams"]),
      ];
      await install(database, parts);
      // On a hosted project its event triggers are there as well.
      await withSql(
        database.url(SUPERUSER),
        (sql) => sql`select stagedoor.watch_policies()`,
      );
      expect((await differences(before, database)).length).toBeGreaterThan(100);
      expect(await remove(database, { dryRun: true })).toMatchObject({ findings: [] });
      expect((await differences(before, database)).length).toBeGreaterThan(100);
      const { findings, lines } = await remove(database);
      expect(findings).toEqual([]);
      expect(lines.at(-1)).toMatch(/^Stagedoor is gone/);
      expect(await differences(before, database)).toEqual([]);
      expect((await remove(database)).lines).toEqual([
        "Stagedoor is not in this database: nothing to do.",
      ]);
    },
  );

  it("refuses while roles are held, and gives tables back as they were when told (F105, F107)", async () => {
    const [before, database] = [
      await databaseWith(["teams", "chat"]),
      await databaseWith(["teams", "chat"]),
    ];
    await install(database, "engine", "access");
    // What the platform lets its owner do.
    for (const each of [before, database]) {
      await withSql(
        each.url(SUPERUSER),
        (sql) => sql`alter table storage.objects owner to postgres`,
      );
    }
    await run(
      database,
      `insert into auth.users (id, email, raw_user_meta_data)
       select gen_random_uuid(), n || '@example.com', jsonb_build_object('team_name', n)
       from unnest(array['ann', 'carl']) as n`,
      `insert into public.channels (slug) values ('general')`,
      `insert into storage.buckets (id, name, public) values ('scripts', 'scripts', false)`,
      `select stagedoor.track_scopes('public.teams', 'organization', name => 'name')`,
      `select stagedoor.track_scopes('public.channels', 'organization', name => 'slug')`,
      `select stagedoor.track_members('public.users_on_team', scope_id => 'team_id',
         role => 'role', map => '{"owner": "owner", "member": null}',
         p_accept_policies => '{"Members add members"}')`,
      `select stagedoor.protect('public.transactions', 'invoice', scope => 'team_id',
         owner => 'created_by', soft_delete => 'deleted_at',
         roles => '{"owner": {"edit": "allow"}}')`,
      `select stagedoor.protect_bucket('scripts', 'script')`,
    );
    const { findings } = await remove(database);
    expect(findings).toEqual([
      "The role owner is held by 2 users: revoke it, or say --drop-data.",
      "3 scopes would be lost: say --drop-data.",
      "2 accesses, past ones too, would be lost: say --drop-data.",
      "2 accounts would be lost: say --drop-data.",
      expect.stringMatching(
        /^\d+ events of the audit log would be lost: say --drop-data\.$/,
      ),
    ]);
    const { lines } = await remove(database, { dropData: true });
    expect(lines).toContain("unprotected transactions");
    expect(await differences(before, database)).toEqual([]);
    const [left] = await withSql(
      database.url(),
      (sql) => sql`
        select (select count(*)::integer from public.teams) as teams,
          (select count(*)::integer from public.channels) as channels,
          (select count(*)::integer from public.users_on_team) as members`,
    );
    expect(left).toEqual({ teams: 2, channels: 1, members: 2 });
  });

  it("names what of theirs would go along, and leaves all as it is (F105)", async () => {
    const database = await databaseWith(["teams"]);
    await install(database);
    await run(
      database,
      `create policy "By hand" on public.attachments for select to authenticated using (
         transaction_id = any ((select stagedoor.scopes_with('x:view'))::uuid[]))`,
      `create view public.all_scopes as select id from stagedoor.scopes`,
      `create table public.badges (
         scope_id uuid references stagedoor.scopes (id) on delete cascade)`,
      `create function public.mine() returns boolean language sql
         as 'select stagedoor.caller_id() is not null'`,
    );
    const { findings } = await remove(database, { dropData: true });
    expect(findings.map((line) => line.replace(/ uses .*/, ""))).toEqual([
      "constraint badges_scope_id_fkey on table badges",
      "policy By hand on table attachments",
      "rule _RETURN on view all_scopes",
    ]);
    expect(findings[1]).toBe(
      "policy By hand on table attachments uses function stagedoor.scopes_with(text): change or drop it first.",
    );
    await run(
      database,
      `drop policy "By hand" on public.attachments`,
      `drop view public.all_scopes`,
      `drop table public.badges`,
    );
    expect((await remove(database)).lines).toContain(
      "look at the function mine(): its body names stagedoor",
    );
  });

  it("is not kept from it by a protected table that was dropped since (F105, F107)", async () => {
    const database = await databaseWith(["teams"]);
    await install(database);
    await run(
      database,
      `select stagedoor.protect('public.transactions', 'invoice', scope => 'team_id',
         scope_type => 'organization', roles => '{"owner": {"edit": "allow"}}')`,
      `drop table public.transactions cascade`,
    );
    expect((await remove(database)).lines.at(-1)).toMatch(/^Stagedoor is gone/);
  });

  it("takes its roles along where no other database needs them (F105)", async () => {
    const cluster = await startCluster({ name: "uninstall" });
    try {
      const roles = () =>
        withSql(
          cluster.url(SUPERUSER),
          (sql) => sql`select rolname from pg_roles where rolname ~ '^stagedoor'`,
        );
      const [one, two] = [
        await createDatabase(cluster, { from: "baseline" }),
        await createDatabase(cluster, { from: "baseline" }),
      ];
      await install(one);
      await install(two);
      expect((await remove(one)).lines).toEqual([
        expect.stringMatching(/^kept the role stagedoor_auditor: another database/),
        expect.stringMatching(/^kept the role stagedoor_probe: another database/),
        expect.stringMatching(/^Stagedoor is gone/),
      ]);
      expect(await roles()).toHaveLength(2);
      expect((await remove(two)).lines).toHaveLength(1);
      expect(await roles()).toEqual([]);
      await install(two);
      expect(await roles()).toHaveLength(2);
    } finally {
      await cluster.stop();
    }
  });

  it("writes a migration for a project, after which init begins again (F105)", async () => {
    const directory = projectWith("teams");
    const database = await databaseWith(["teams"]);
    const url = database.url();
    const ask = {
      ...asking({ directory, url }),
      parts: [],
      apiSchema: null,
      isUnchecked: false,
    };
    const theirs = migrationsOf(directory);
    await init(ask);
    // Nothing of it was pushed: the copies go.
    const removed = await uninstall({ ...asking({ directory, url }), dropData: false });
    expect(removed.lines.join()).toMatch(/^Removed \d+ files/);
    expect(migrationsOf(directory)).toEqual(theirs);

    await init(ask);
    const copies = migrationsOf(directory);
    const written = await uninstall({ ...asking({ directory }), dropData: false });
    const [file = ""] = written.files;
    expect(file).toMatch(/^supabase\/migrations\/\d{14}_stagedoor_uninstall\.sql$/);
    expect(migrationsOf(directory)).toHaveLength(copies.length + 1);
    await run(
      database,
      ...migrationsOf(directory)
        .slice(1)
        .map((name) =>
          fs.readFileSync(join(directory, "supabase/migrations", name), "utf8"),
        ),
    );
    expect(await differences(await databaseWith(["teams"]), database)).toEqual([]);
    const again = await init(ask);
    expect(again.findings).toEqual([]);
    expect(again.files).toHaveLength(copies.length - 1);
  });

  it("keeps the copies of a project whose database holds them in no books (F105)", async () => {
    const directory = projectWith("teams");
    const database = await databaseWith(["teams"]);
    const url = database.url();
    await init({
      ...asking({ directory, url }),
      parts: [],
      apiSchema: null,
      isUnchecked: false,
    });
    const copies = migrationsOf(directory);
    await install(database);
    const { files } = await uninstall({ ...asking({ directory, url }), dropData: false });
    expect(migrationsOf(directory)).toEqual([...copies, files[0]?.split("/").at(-1)]);

    // The migration is to be pushed: a second run in the project does nothing at once.
    await expect(
      uninstall({ ...asking({ directory, url }), dropData: false }),
    ).rejects.toThrow(/^Stagedoor is not in this project/);
    await expect(upgrade(asking({ directory, url }))).rejects.toThrow(
      /^Stagedoor is not in this project/,
    );
    expect((await remove(database)).lines.at(-1)).toMatch(/^Stagedoor is gone/);
  });

  it("refuses a schema stagedoor that is somebody else's (F105)", async () => {
    const database = await databaseWith([]);
    await run(database, "create schema stagedoor");
    expect((await remove(database, { dropData: true })).findings).toEqual([
      "The schema stagedoor has no version: somebody else's, or the begin of an installation.",
    ]);
  });
});
