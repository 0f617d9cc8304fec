// A team application that never heard of this engine, and the statements that put it under the
// keys, as docs/adoption.md writes them: from sign-up to a transaction of another team, with
// supabase-js.
import { randomBytes } from "node:crypto";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withSql } from "../../scripts/dev/sql.ts";
import { PUBLISHABLE_KEY, SECRET_KEY } from "../../scripts/devserver/tokens.ts";
import { inRoot } from "../../scripts/lib/paths.ts";
import { runSqlFile } from "../../scripts/dev/sql.ts";
import { type Stack, startStack } from "../stack/stack.ts";

const STATEMENTS = [
  `select * from stagedoor.track_scopes('public.teams', 'organization', name => 'name')`,
  `select * from stagedoor.track_scopes('public.tracker_projects', 'project',
     parent => 'team_id', name => 'name', archived => 'deleted_at')`,
  `select * from stagedoor.protect('public.teams', 'team', scope => 'id',
     roles => '{"owner": {"edit": "allow"}, "member": {"view": "allow"}}')`,
  `select * from stagedoor.protect('public.tracker_projects', 'tracker', scope => 'id',
     roles => '{"owner": {"edit": "allow"}, "member": {"view": "allow"}}')`,
  `select * from stagedoor.protect('public.tracker_entries', 'entry', scope => 'project_id',
     owner => 'assigned_id', stamp_owner => false,
     roles => '{"owner": {"edit": "allow"}, "member": {"view": "allow", "edit": "own"}}')`,
  `select * from stagedoor.protect('public.transactions', 'invoice', scope => 'team_id',
     owner => 'created_by', soft_delete => 'deleted_at',
     roles => '{"owner": {"edit": "allow"}, "member": {"view": "allow", "edit": "own"}}')`,
  `select * from stagedoor.protect('public.attachments', 'file',
     scope_via => 'transaction_id -> public.transactions.team_id',
     roles => '{"owner": {"edit": "allow"}, "member": {"view": "allow", "edit": "allow"}}')`,
  `select * from stagedoor.track_members('public.users_on_team', scope_id => 'team_id',
     role => 'role', map => '{"owner": "owner", "member": "member"}', null_role => 'member',
     names => '{"fullname_first": "full_name"}')`,
];

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
const steps: string[] = [];

beforeAll(async () => {
  stack = await startStack({ parts: [] }, (database) =>
    withSql(database.url(), async (sql) => {
      await runSqlFile(sql, inRoot("test/sql/engine/samples/teams.sql"));
      // Where no default grants give them, an application gives its tables itself.
      await sql`grant all on all tables in schema public
        to anon, authenticated, service_role`;
    }),
  );
  service = client(SECRET_KEY);
  ann = await signUp("ann");
  ben = await signUp("ben");
  carl = await signUp("carl");
  await ok(
    service
      .from("tracker_projects")
      .insert(
        [ann, carl].map(({ team }, i) => ({ team_id: team, name: i ? "Carls" : "Anns" })),
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

const client = (key: string) =>
  createClient(stack.url, key, {
    auth: { persistSession: false, autoRefreshToken: false },
  });

async function signUp(name: string): Promise<Person> {
  const supabase = client(PUBLISHABLE_KEY);
  const { data, error } = await supabase.auth.signUp({
    email: `${name}.${randomBytes(6).toString("hex")}@example.com`,
    password: "correct horse",
    options: { data: { full_name: name, team_name: `${name}s team` } },
  });
  if (error) throw error;
  const id = data.user?.id ?? "";
  const [row] = await rows(
    service.from("users_on_team").select("team_id").eq("user_id", id),
  );
  return { id, team: String(row?.team_id), supabase };
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

describe("a team application", () => {
  it("shows everybody every transaction before (control)", async () => {
    expect(await seen(carl, "transactions")).toBe(4);
  });

  it("is put under the keys by at most 12 statements (F107, F130)", async () => {
    await withSql(stack.database.url(), async (sql) => {
      for (const statement of STATEMENTS) {
        const answer = await sql.unsafe<{ step: string }[]>(statement);
        steps.push(answer.at(-1)?.step ?? "");
      }
    });
    console.log(STATEMENTS.map((sql, i) => `${i + 1}. ${sql}\n   ${steps[i]}`).join("\n"));
    expect(STATEMENTS.length).toBeLessThanOrEqual(12);
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
