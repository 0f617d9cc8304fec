// Two applications that never heard of this engine, and what puts them under the keys, as
// README.md and docs/adoption.md write it: from their own migrations by `stagedoor init` to a
// transaction of another team that Carl does not see, with supabase-js.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { join } from "node:path";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { withSql } from "../../scripts/dev/sql.ts";
import { pushMigrations } from "../../scripts/dev/supabase-cli.ts";
import { PUBLISHABLE_KEY, SECRET_KEY } from "../../scripts/devserver/tokens.ts";
import { inRoot } from "../../scripts/lib/paths.ts";
import { filesIn, migrationsOf, projectWith } from "../adoption/stage.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import type { DefaultGrants } from "../../scripts/dev/database.ts";
import { stagedoorProgram } from "../cli/command-line.ts";

/** The statements of the first SQL block below a heading. */
function statementsOf(page: string, heading: string): string[] {
  const [, text = ""] = fs.readFileSync(inRoot(page), "utf8").split(`\n## ${heading}\n`);
  const [, block = ""] = /^```sql\n(.*?)^```/ms.exec(text) ?? [];
  return block
    .split(/;\n/)
    .map((statement) => statement.trim())
    .filter(Boolean);
}

/** The command line as somebody runs it in their project. */
function stagedoor(cwd: string, ...words: string[]): string {
  const env = { ...process.env };
  for (const name of ["SUPABASE_DB_URL", "DATABASE_URL"]) delete env[name];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [stagedoorProgram(), ...words],
    { cwd, encoding: "utf8", env },
  );
  expect([status, stderr]).toEqual([0, ""]);
  return stdout;
}

/** Write a migration behind all others, as `supabase migration new` would. */
function newMigration(project: string, name: string, text: string): void {
  const last = migrationsOf(project).at(-1) ?? "0";
  const file = `${BigInt(last.slice(0, 14)) + 100n}_${name}.sql`;
  fs.writeFileSync(join(project, "supabase/migrations", file), text);
}

/** Each statement with its last step. */
async function stepsOf(stack: Stack, statements: readonly string[]): Promise<string> {
  const lines = await withSql(stack.database.url(), async (sql) => {
    const steps: string[] = [];
    for (const statement of statements) {
      const answer = await sql.unsafe<{ step: string }[]>(statement);
      steps.push(answer.at(-1)?.step ?? "");
    }
    return steps;
  });
  return statements.map((sql, i) => `${i + 1}. ${sql}\n   ${lines[i]}`).join("\n");
}

/** Of the two samples one is under each regime, here and on the other servers. */
const OTHER_GRANTS = inject("defaultGrants") === "legacy" ? "revoked" : "legacy";

const TEAMS = statementsOf("README.md", "Adopt it");
const CHAT = statementsOf("docs/adoption.md", "Numbers as keys");

interface Person {
  id: string;
  team: string;
  supabase: SupabaseClient;
}

let stack: Stack;
let service: SupabaseClient;
let ann: Person;
let ben: Person;
let carl: Person;

/** Their application, as it stands in a database and a folder. */
async function theirApplication(
  sample: "teams" | "chat",
  defaultGrants: DefaultGrants,
  schemas: string[],
): Promise<string> {
  const project = projectWith(sample);
  const options = { from: "baseline", defaultGrants, schemas } as const;
  stack = await startStack(options, async (database) => {
    pushMigrations(database.url(), { cwd: project });
    // Where no default grants give them, an application gives its tables itself.
    await withSql(
      database.url(),
      (sql) => sql`grant all on all tables in schema public
        to anon, authenticated, service_role`,
    );
  });
  service = client(SECRET_KEY);
  ann = await signUp("ann");
  ben = await signUp("ben");
  carl = await signUp("carl");
  return project;
}

const client = (key: string) =>
  createClient(stack.url, key, {
    auth: { persistSession: false, autoRefreshToken: false },
  });

/** The team that somebody has by signing up; none in a chat. */
async function teamOf(userId: string): Promise<string> {
  const { data } = await service
    .from("users_on_team")
    .select("team_id")
    .eq("user_id", userId);
  return String(data?.[0]?.team_id);
}

async function signUp(name: string): Promise<Person> {
  const supabase = client(PUBLISHABLE_KEY);
  const { data, error } = await supabase.auth.signUp({
    email: `${name}.${randomBytes(6).toString("hex")}@example.com`,
    password: "correct horse",
    options: { data: { full_name: name, team_name: `${name}s team` } },
  });
  if (error) throw error;
  const id = data.user?.id ?? "";
  return { id, team: await teamOf(id), supabase };
}

async function ok(answer: PromiseLike<{ error: unknown }>): Promise<void> {
  const { error } = await answer;
  if (error) throw error;
}

async function rows(
  answer: PromiseLike<{ data: unknown; error: unknown }>,
): Promise<Record<string, unknown>[]> {
  const { data, error } = await answer;
  if (error) throw error;
  return data as Record<string, unknown>[];
}

const seen = async ({ supabase }: Person, table: string) =>
  (await rows(supabase.from(table).select("*"))).length;

describe("a team application", { timeout: 180_000 }, () => {
  let project = "";

  beforeAll(async () => {
    project = await theirApplication("teams", inject("defaultGrants"), ["public"]);
    await ok(
      service.from("tracker_projects").insert(
        [ann, carl].map(({ team }, i) => ({
          team_id: team,
          name: i ? "Carls" : "Anns",
        })),
      ),
    );
    await ok(
      service.from("transactions").insert(
        [ann, ann, ben, carl].map(({ id, team }) => ({
          team_id: team,
          amount: 10,
          created_by: id,
        })),
      ),
    );
  });
  afterAll(() => stack?.stop());

  it("shows everybody every transaction before (control)", async () => {
    expect(await seen(carl, "transactions")).toBe(4);
  });

  it("takes the engine by init and db push, and a second init changes nothing (F105)", () => {
    const url = stack.database.url();
    expect(stagedoor(project, "init")).toMatch(/^Wrote \d+ files to supabase\/migrations/);
    pushMigrations(url, { cwd: project });
    const before = filesIn(project);
    expect(stagedoor(project, "init")).toMatch(/is in this project: nothing to do/);
    expect(filesIn(project)).toEqual(before);
  });

  it("is put under the keys by at most 12 statements (F107, F130)", async () => {
    newMigration(project, "keys", `${TEAMS.join(";\n")};\n`);
    pushMigrations(stack.database.url(), { cwd: project });
    // Again, they change nothing, and say what came of it.
    console.log(await stepsOf(stack, TEAMS));
    expect(TEAMS.length).toBeGreaterThan(5);
    expect(TEAMS.length).toBeLessThanOrEqual(12);
  });

  it("shows Carl his project and nothing of the other team's transactions (F107)", async () => {
    const projects = await rows(carl.supabase.from("tracker_projects").select("name"));
    expect(projects).toEqual([{ name: "Carls" }]);
    const transactions = await rows(carl.supabase.from("transactions").select("team_id"));
    expect(transactions).toEqual([{ team_id: carl.team }]);
    expect(await seen(carl, "teams")).toBe(1);
  });

  it("refuses Carl a transaction of another team, and returns him his own (F107)", async () => {
    const insert = (team_id: string) =>
      carl.supabase
        .from("transactions")
        .insert({ team_id, amount: 1 })
        .select("created_by");
    expect((await insert(ann.team)).status).toBe(403);
    expect(await rows(insert(carl.team))).toEqual([{ created_by: carl.id }]);
    expect(
      await rows(
        carl.supabase
          .from("tracker_projects")
          .insert({ team_id: carl.team, name: "Next" })
          .select("name"),
      ),
    ).toEqual([{ name: "Next" }]);
  });

  it("lets Ann add Ben by a row, and Ben sees at once what a member sees (F130)", async () => {
    expect(await seen(ben, "transactions")).toBe(1);
    const add = (who: Person, role: string) =>
      who.supabase
        .from("users_on_team")
        .insert({ user_id: ben.id, team_id: ann.team, role });
    expect((await add(ben, "owner")).status).toBe(404);
    await ok(add(ann, "member"));
    expect(await seen(ben, "transactions")).toBe(3);
    expect(
      await rows(
        ben.supabase
          .from("transactions")
          .update({ amount: 0 })
          .eq("team_id", ann.team)
          .select("id"),
      ),
    ).toEqual([]);
    await ok(
      ann.supabase
        .from("users_on_team")
        .delete()
        .match({ user_id: ben.id, team_id: ann.team }),
    );
    expect(await seen(ben, "transactions")).toBe(1);
  });

  it("gives whoever signs up later a team of their own, under the keys (F130)", async () => {
    const dora = await signUp("dora");
    expect(await seen(dora, "teams")).toBe(1);
    expect(await seen(dora, "transactions")).toBe(0);
    const { data } = await dora.supabase.rpc("can", {
      p_permission_key: "invoice:edit",
      p_scope_id: dora.team,
    });
    expect(data).toBe(true);
  });

  it("hides what is marked as deleted in a view, and lets a holder mark it (F107)", async () => {
    const live = () => seen(ann, "transactions_live");
    expect(await live()).toBe(2);
    await ok(
      ann.supabase
        .from("transactions")
        .update({ deleted_at: new Date().toISOString() })
        .eq("team_id", ann.team),
    );
    expect(await live()).toBe(0);
    expect(await seen(ann, "transactions")).toBe(2);
  });

  it("tells a back end what Carl may do, and nobody else about him (F96)", async () => {
    const ask = (who: SupabaseClient, about = carl.id) =>
      who.rpc("authorize_for", {
        p_user_id: about,
        p_permission_key: "invoice:edit",
        p_scope_id: ann.team,
      });
    expect((await ask(service)).data).toMatchObject({
      allowed: false,
      reason: "not_a_member",
    });
    expect((await ask(ann.supabase)).data).toMatchObject({ reason: "not_a_member" });
    expect((await ask(carl.supabase)).status).toBe(404);
    // Whoever was a member once knows that the team is there.
    expect((await ask(ben.supabase)).status).toBe(403);
  });
});

describe("a chat with keys of its own", { timeout: 180_000 }, () => {
  let project = "";

  beforeAll(async () => {
    project = await theirApplication("chat", OTHER_GRANTS, ["public", "access"]);
    await ok(service.from("channels").insert([{ slug: "general" }, { slug: "secret" }]));
    await ok(
      service.from("channel_members").insert([
        { channel_id: 1, user_id: ann.id },
        { channel_id: 2, user_id: ann.id },
        { channel_id: 1, user_id: carl.id },
      ]),
    );
    await ok(
      service.from("messages").insert([
        { channel_id: 1, user_id: ann.id, message: "Hello" },
        { channel_id: 2, user_id: ann.id, message: "Psst" },
      ]),
    );
  });
  afterAll(() => stack?.stop());

  const messages = async ({ supabase }: Person) =>
    (await rows(supabase.from("messages").select("message").order("id"))).map(
      ({ message }) => message,
    );

  it("shows everybody every message before (control)", async () => {
    expect(await messages(carl)).toEqual(["Hello", "Psst"]);
  });

  it("is refused beside its own authorize, and takes the calls in another schema (F105)", () => {
    const url = stack.database.url();
    const { status, stderr } = spawnSync(
      process.execPath,
      [stagedoorProgram(), ...["init", "--db-url", url]],
      { cwd: project, encoding: "utf8" },
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/^function public\.authorize\(.*\nNothing was changed\.\n$/);
    expect(migrationsOf(project)).toHaveLength(1);
    expect(stagedoor(project, "init", "--api-schema", "access", "--db-url", url)).toMatch(
      /Serve the schema access/,
    );
    pushMigrations(url, { cwd: project });
  });

  it("is put under the keys by at most 12 statements (F107, F130)", async () => {
    newMigration(project, "keys", `${CHAT.join(";\n")};\n`);
    pushMigrations(stack.database.url(), { cwd: project });
    console.log(await stepsOf(stack, CHAT));
    expect(CHAT.length).toBeGreaterThan(3);
    expect(CHAT.length).toBeLessThanOrEqual(12);
  });

  it("shows Carl the messages of his channel and no other (F107, F130)", async () => {
    expect(await messages(carl)).toEqual(["Hello"]);
    expect(await messages(ann)).toEqual(["Hello", "Psst"]);
    expect(await messages(ben)).toEqual([]);
    const write = (channel_id: number) =>
      carl.supabase
        .from("messages")
        .insert({ channel_id, message: "Mine" })
        .select("message");
    expect((await write(2)).status).toBe(403);
    expect(await rows(write(1))).toEqual([{ message: "Mine" }]);
    await ok(service.from("channel_members").insert({ channel_id: 2, user_id: carl.id }));
    expect(await messages(carl)).toEqual(["Hello", "Psst", "Mine"]);
  });

  it("answers its own authorize as before, and the engine's beside it (F105)", async () => {
    const own = await carl.supabase.rpc("authorize", {
      requested_permission: "messages.delete",
      user_id: carl.id,
    });
    expect(own.data).toBe(false);
    const [channel] = await rows(
      service.from("channels").select("stagedoor_scope_id").eq("id", 1),
    );
    const { data } = await carl.supabase.schema("access").rpc("authorize", {
      p_permission_key: "message:view",
      p_scope_id: channel?.stagedoor_scope_id,
    });
    expect(data).toMatchObject({ allowed: true, policy: "allow" });
  });
});
