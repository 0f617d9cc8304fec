// The three ways in: each installs the same files and ends with the same schema.
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { afterAll, describe, expect, inject, it } from "vitest";
import { clusterUrl, startCluster, SUPERUSER } from "../../cli/postgres/cluster.ts";
import { createDatabase, type Database } from "../../scripts/dev/database.ts";
import { migrate } from "../../scripts/dev/migrations.ts";
import { inRoot, ROOT } from "../../scripts/lib/paths.ts";
import { schemaDifferences } from "../../scripts/testing/schema-diff.ts";
import { runSqlFile, type Sql, withSql } from "../../scripts/dev/sql.ts";
import { pushMigrations, supabase } from "../../scripts/dev/supabase-cli.ts";
import { testDatabase } from "./database.ts";

const databases: Database[] = [];
const make = async (...options: Parameters<typeof testDatabase>) => {
  const database = await testDatabase(...options);
  databases.push(database);
  return database;
};
const superuser = (database: Database) => database.url(SUPERUSER);
afterAll(() => Promise.all(databases.map((database) => database.drop())));

/** The README's command for those who do not use the Supabase CLI. */
function nodePgMigrate(url: string) {
  return spawnSync(
    process.execPath,
    [
      inRoot("node_modules/node-pg-migrate/bin/node-pg-migrate.js"),
      ...["up", "--no-single-transaction", "--migrations-dir", "migrations"],
      ...["--migrations-schema", "pgmigrations", "--create-migrations-schema"],
    ],
    // It prints every statement.
    {
      cwd: ROOT,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, DATABASE_URL: url },
    },
  );
}

describe("an existing Supabase project", { timeout: 120_000 }, () => {
  it("F105, F121: the Supabase CLI and node-pg-migrate end with the same schema", async () => {
    const [byCli, byRunner, direct] = [
      await make({ from: "baseline" }),
      await make({ from: "baseline" }),
      await make({ from: "migrated" }),
    ];
    pushMigrations(byCli.url());
    const run = nodePgMigrate(byRunner.url());
    expect(run.stderr + run.stdout).toMatch(/Migrations complete/);

    const [cli, runner, templates] = [byCli, byRunner, direct].map(superuser);
    expect(await schemaDifferences(cli ?? "", runner ?? "")).toEqual([]);
    expect(await schemaDifferences(cli ?? "", templates ?? "")).toEqual([]);
  });

  it("F105: a difference is seen (control)", async () => {
    const [one, other] = [await make(), await make()];
    await withSql(other.url(), (sql) => sql`grant execute on function public.can to anon`);
    expect(await schemaDifferences(superuser(one), superuser(other))).toHaveLength(1);
  });

  it("F105: a second run changes nothing", async () => {
    const database = await make({ from: "baseline" });
    pushMigrations(database.url());
    const again = supabase([
      ...["db", "push", "--yes", "--db-url", `${database.url()}?sslmode=disable`],
    ]);
    expect(again.stdout).toMatch(/up to date/);
  });

  it.each(["revoked", "none"] as const)(
    "F105: the migrations end with the same grants under legacy and %s default grants",
    async (defaultGrants) => {
      const legacy = await make({ defaultGrants: "legacy" });
      const other = await make({ defaultGrants });
      // The regimes themselves differ; what the migrations made under them does not.
      const ignore = /defaultPrivilege|default_privilege/i;
      expect(await schemaDifferences(superuser(legacy), superuser(other), ignore)).toEqual(
        [],
      );
    },
  );

  it("F105: no role becomes a member of the platform's roles on the way", async () => {
    const members = (sql: Sql) => sql`
      select m.roleid::regrole::text as role, m.member::regrole::text as member
      from pg_auth_members as m
      where m.roleid::regrole::text not like 'stagedoor%'
        and m.member::regrole::text not like 'stagedoor%'
      order by 1, 2`;
    const cluster = await startCluster({ name: "members" });
    try {
      const database = await createDatabase(cluster, { from: "baseline" });
      const before = await withSql(database.url(), members);
      await withSql(database.url(), (sql) => migrate(sql));
      expect(await withSql(database.url(), members)).toEqual(before);
      expect(before.length).toBeGreaterThan(5);
    } finally {
      await cluster.stop();
    }
  });
});

describe("plain PostgreSQL", { timeout: 120_000 }, () => {
  it("F105: plain/ and the migrations install as the owner of a stock database", async () => {
    const cluster = await startCluster({ name: "plain" });
    try {
      const admin = (work: (sql: Sql) => Promise<unknown>, database = "postgres") =>
        withSql(cluster.url(SUPERUSER, database), work);
      await admin(async (sql) => {
        await sql`create role app_owner login createrole password 'postgres'`;
        await sql`create database app owner app_owner`;
      });
      for (let run = 0; run < 2; run++) {
        await admin((sql) => runSqlFile(sql, inRoot("plain/roles.sql")), "app");
        await withSql(cluster.url("app_owner", "app"), (sql) =>
          runSqlFile(sql, inRoot("plain/auth.sql")),
        );
      }
      await withSql(cluster.url("app_owner", "app"), (sql) => migrate(sql));

      const answer = await admin(
        (sql) =>
          sql.begin(async (tx) => {
            const [user] = await tx`
              insert into auth.users (id, email, email_confirmed_at)
              values (gen_random_uuid(), 'ada@example.com', now()) returning id`;
            const claims = JSON.stringify({ sub: user?.id, role: "authenticated" });
            await tx`select set_config('request.jwt.claims', ${claims}, true)`;
            await tx`set local role authenticated`;
            const [scope] = await tx`select public.create_organization('Plain') as id`;
            return tx`select
              public.can('project:create', ${scope?.id}) as own,
              public.can('project:create', gen_random_uuid()) as other`;
          }),
        "app",
      );
      expect(answer).toEqual([{ own: true, other: false }]);

      // The first organization, as the README has it.
      const readme = fs.readFileSync(inRoot("README.md"), "utf8");
      const [, first = ""] = /^```sql\n(.*?)^```/ms.exec(readme) ?? [];
      await admin((sql) => sql.unsafe(first).simple(), "app");
      const company = await admin(
        (sql) => sql`
          select count(*)::integer as accesses
          from stagedoor.scopes as s
          join stagedoor.live_accesses as a on a.scope_id = s.id
          where s.name = 'My company'`,
        "app",
      );
      expect(company).toEqual([{ accesses: 2 }]);
    } finally {
      await cluster.stop();
    }
  });

  it("F105: plain/auth.sql refuses a Supabase project", async () => {
    const database = await make({ from: "baseline" });
    const run = withSql(
      clusterUrl(inject("clusterPort"), SUPERUSER, database.name),
      (sql) => runSqlFile(sql, inRoot("plain/auth.sql")),
    );
    await expect(run).rejects.toThrow(/this is a Supabase project/);
  });
});
