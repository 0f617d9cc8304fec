// Stagedoor out of a database or a project: what it took is given back, in one transaction.
import * as fs from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { PARTS } from "../lib/migrations.ts";
import { inTransaction, refusedAs, type Sql, withSql } from "../lib/sql.ts";
import { Failure, misused } from "../lib/failure.ts";
import { pushedTo } from "./books.ts";
import { stateOf } from "./collisions.ts";
import { removeDeclared } from "./declared.ts";
import { type Asked, nothing, type Outcome } from "./outcome.ts";
import {
  datesAfter,
  needCopies,
  type Project,
  projectIn,
  versionsOf,
  writeWhole,
} from "./project.ts";
import { sourcesOf } from "./sources.ts";
import { REFUSED, uninstallSql } from "./uninstall-sql.ts";

/** What `stagedoor uninstall` was asked for. */
export interface AskedUninstall extends Asked {
  /** Go on where scopes, accesses and records are lost. */
  dropData: boolean;
}

/**
 * A database is cleared at once. A project gets a migration that does it wherever it is pushed,
 * or loses copies that no database has seen.
 */
export async function uninstall(asked: AskedUninstall): Promise<Outcome> {
  const project = projectIn(asked.directory);
  if (project) {
    needCopies(project);
    return ofProject(asked, project);
  }
  const { url } = asked;
  if (url === null) {
    throw misused(
      "Stagedoor is in no project here: name a database with --db-url, or run it where the folder supabase is.",
    );
  }
  const notices: string[] = [];
  return withSql(
    url,
    (sql) => ofDatabase(asked, sql, notices),
    (notice) => notices.push(notice.message ?? ""),
  ).catch(refusedAs("The database cannot be asked"));
}

async function ofDatabase(
  asked: AskedUninstall,
  sql: Sql,
  notices: string[],
): Promise<Outcome> {
  const outcome = nothing();
  const state = await stateOf(sql);
  if (state.is === "absent") {
    outcome.lines.push("Stagedoor is not in this database: nothing to do.");
    return outcome;
  }
  const names = sourcesOf(asked.release, PARTS).map(({ name }) => name);
  try {
    // A dry run does it as well, and takes it back.
    await inTransaction(sql, { isTrial: asked.dryRun }, async (tx) => {
      await tx.unsafe(uninstallSql(asked.release, asked.dropData));
      await closeBooks(tx, names);
    });
  } catch (error) {
    if (!(error instanceof postgres.PostgresError)) throw error;
    if (error.message !== REFUSED) {
      throw new Failure(
        `${[error.message, error.detail, error.hint].filter(Boolean).join(". ").replaceAll("\n", ", ")}. Nothing was changed.`,
      );
    }
    outcome.findings.push(...(error.detail ?? "").split("\n"));
    return outcome;
  }
  // Of cascades inside of what is ours there is nothing to say.
  const told = notices.filter((line) => !/^drop cascades to|does not exist/.test(line));
  outcome.lines.push(
    ...told,
    asked.dryRun
      ? "Stagedoor would be gone."
      : "Stagedoor is gone. The extensions that it uses stay.",
  );
  return outcome;
}

/** The books that init keeps: our rows, and the table where nobody else uses it. */
async function closeBooks(
  tx: postgres.TransactionSql,
  names: readonly string[],
): Promise<void> {
  const [books] = await tx<{ there: boolean }[]>`
    select to_regclass('pgmigrations.pgmigrations') is not null as there`;
  if (!books?.there) return;
  await tx`delete from pgmigrations.pgmigrations where name = any (${[...names]})`;
  const [left] = await tx`select from pgmigrations.pgmigrations limit 1`;
  const [others] = await tx`
    select from pg_class as c
    where c.relnamespace = 'pgmigrations'::regnamespace and c.relkind in ('r', 'v', 'm', 'f')
      and c.relname <> 'pgmigrations'`;
  if (!left && !others) await tx`drop schema pgmigrations cascade`;
}

async function ofProject(asked: AskedUninstall, project: Project): Promise<Outcome> {
  const outcome = nothing();
  const { dryRun, release, url } = asked;
  const folder = join(project.folder, "migrations");
  const found =
    url === null
      ? null
      : await withSql(url, async (sql) => ({
          pushed: await pushedTo(sql),
          state: await stateOf(sql),
        })).catch(refusedAs("The database cannot be asked"));
  const versions = new Set(found?.pushed.map(({ version }) => version));
  // Books are no proof that it is not there: somebody may have run the files another way.
  const isSeen =
    found?.state.is !== "absent" || versionsOf(project.copies).some((v) => versions.has(v));
  if (isSeen) {
    const [date = ""] = datesAfter(
      [...versionsOf(project.files), ...versions],
      1,
      asked.now,
    );
    const file = `${date}_stagedoor_uninstall.sql`;
    if (!dryRun) {
      writeWhole(
        join(folder, file),
        `-- Stagedoor ${release.version}: uninstall\n\n${uninstallSql(release, asked.dropData)}`,
      );
    }
    outcome.files.push(join("supabase", "migrations", file));
    outcome.lines.push(
      `${dryRun ? "Would write" : "Wrote"} supabase/migrations/${file}: it refuses where a role is held or data would be lost${asked.dropData ? ", but for what --drop-data gives up" : ""}.`,
    );
    outcome.next.push("npx supabase db push");
  } else {
    for (const { file } of project.copies) {
      outcome.files.push(join("supabase", "migrations", file));
      if (!dryRun) fs.rmSync(join(folder, file));
    }
    outcome.lines.push(
      `${dryRun ? "Would remove" : "Removed"} ${project.copies.length} files of supabase/migrations, which this database has not seen.`,
    );
  }
  const declared = removeDeclared(project, dryRun);
  outcome.files.push(...declared);
  for (const file of declared) {
    outcome.lines.push(`${dryRun ? "Would remove" : "Removed"} ${file}.`);
  }
  return outcome;
}
