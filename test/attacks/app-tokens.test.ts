// A token that the platform issued to an app carries the person's sub and a client_id. Until a
// person can allow an app something, it holds nothing, at every call and every table (F131).
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../scripts/dev/database.ts";
import { connect, type Sql } from "../../scripts/dev/sql.ts";
import { testDatabase } from "../stack/database.ts";
import { callable, type Rpc } from "./catalog.ts";
import { calls } from "./fuzz-values.ts";
import { IDS, SESSION, WORLD } from "./fuzz-world.ts";

const SEED = Number(process.env["FUZZ_SEED"] ?? 20261129);
const CALLS = Number(process.env["FUZZ_CALLS"] ?? 40);

/** What a call came to: its rows, or the SQLSTATE of its refusal, and how many events it left. */
interface Answer {
  code: string | null;
  hint: string | null;
  rows: unknown[] | null;
  events: number;
}

/** Makes one call with these claims added to those of the owner of everything, and undoes it. */
const ASK = `
create function pg_temp.ask(p_claims jsonb, p_call text, out code text, out hint text,
  out rows jsonb, out events bigint)
language plpgsql
as $$
begin
  begin
    perform tests.authenticate_as('owner', 'aal2', '${SESSION}');
    perform set_config('request.jwt.claims',
      (current_setting('request.jwt.claims')::jsonb || p_claims)::text, true);
    execute format('select coalesce(jsonb_agg(to_jsonb(x)), ''[]'') from (%s) as x', p_call)
    into rows;
    perform tests.clear_authentication();
    select count(*) into events from stagedoor.event_queue;
    raise sqlstate 'ZZ000';
  exception
    when others then
      get stacked diagnostics code = returned_sqlstate, hint = pg_exception_hint;
  end;
  code := nullif(code, 'ZZ000');
end;
$$;
`;

let database: Database;
let sql: Sql;
let rpcs: Rpc[];
let ids: string[];

beforeAll(async () => {
  database = await testDatabase({ from: "kit" });
  sql = connect(database.url());
  await sql.unsafe(`begin; ${WORLD} ${ASK}`);
  ids = (await sql.unsafe<{ id: string }[]>(IDS)).map((row) => row.id);
  rpcs = (await callable(sql)).filter((rpc) => rpc.callers.includes("authenticated"));
}, 120_000);

afterAll(async () => {
  await sql?.unsafe("rollback");
  await sql?.end({ timeout: 5 });
  await database?.drop();
});

async function ask(claims: Record<string, unknown>, call: string): Promise<Answer> {
  const [answer] = await sql<Answer[]>`
    select a.code, a.hint, a.rows, a.events::integer as events
    from pg_temp.ask(${sql.json(claims as never)}, ${call}) as a`;
  if (!answer) throw new Error("no answer");
  return answer;
}

const APP = { client_id: "8b5f2c1e-7d3a-4c52-9a66-0c1f6f6f7a01" };

/** What the token itself says, the clock, and what is computed from arguments alone. */
const CLAIMS = new Set(
  [
    "access_state",
    "claims",
    "client_id",
    "token_subject",
    "session_id",
    "session_aal",
    "instant",
  ].map((name) => `stagedoor.${name}`),
);

/** A no: nothing, or an outcome that says so. */
function isNo(value: unknown): boolean {
  if (value === null || value === false || value === "") return true;
  if (Array.isArray(value)) return value.every(isNo);
  if (typeof value !== "object") return false;
  const answer = value as Record<string, unknown>;
  if ("ok" in answer) return answer["ok"] === false;
  // A step of an explanation: the last of them says that the answer is no.
  if ("outcome" in answer) return answer["outcome"] !== "pass";
  if ("allowed" in answer) return answer["reason"] === "client_not_allowed";
  // What costs may be written to is answered in a word of its own (F32).
  if ("resolve_cost_access" in answer) return answer["resolve_cost_access"] === "denied";
  if ("access" in answer) return answer["access"] === "denied";
  return Object.values(answer).every(isNo);
}

describe("F131: a token with a client_id", () => {
  it("gets a no from every call, with any arguments, and writes no event", async () => {
    const yes = new Map<string, string>();
    let told = 0;
    for (const rpc of rpcs) {
      for (const call of calls(rpc, ids, SEED, "an app", CALLS)) {
        const { code, hint, rows, events } = await ask(APP, call);
        if (hint === "client_not_allowed") told += 1;
        if (code === null && !CLAIMS.has(rpc.name) && (!isNo(rows) || events > 0))
          yes.set(rpc.name, `${call}: ${JSON.stringify(rows)}, ${events} events`);
      }
    }
    expect(Object.fromEntries(yes)).toEqual({});
    // Refusals name the reason where the caller may know that there is one.
    expect(told).toBeGreaterThan(0);
  }, 240_000);

  it("is refused where its person's own token gets a yes from most calls (control)", async () => {
    let yes = 0;
    for (const rpc of rpcs) {
      for (const call of calls(rpc, ids, SEED, "an app", CALLS)) {
        const { code, rows } = await ask({}, call);
        if (code === null && !isNo(rows)) {
          yes += 1;
          break;
        }
      }
    }
    expect(yes).toBeGreaterThan(rpcs.length / 4);
  }, 240_000);

  it("sees no row of any table, which its person does", async () => {
    const tables = await sql<{ name: string }[]>`
      select c.oid::regclass::text as name
      from pg_class as c
      where c.relkind in ('r', 'p', 'v', 'm')
        and c.relnamespace::regnamespace::text in ('public', 'stagedoor')
        and has_any_column_privilege('authenticated', c.oid, 'select')
      order by 1`;
    const rows = async (claims: Record<string, unknown>, table: string) =>
      (await ask(claims, `select 1 from ${table}`)).rows?.length ?? 0;
    const seen: string[] = [];
    let own = 0;
    for (const { name } of tables) {
      if ((await rows(APP, name)) > 0) seen.push(name);
      own += await rows({}, name);
    }
    expect(seen).toEqual([]);
    expect(own).toBeGreaterThan(100);
  });

  it.each([
    ["under an escaped name", `{"client\\u005fid": "app"}`],
    ["that is a number", `{"client_id": 7}`],
    ["that is an object", `{"client_id": {}}`],
    ["that is empty", `{"client_id": ""}`],
    ["of ten thousand letters", `{"client_id": "${"x".repeat(10_000)}"}`],
  ])("is one with a client_id %s", async (_how, claims) => {
    const [answer] = await sql<{ id: string | null; caller: string | null }[]>`
      select stagedoor.client_id() as id, stagedoor.caller_id() as caller
      from (select set_config('request.jwt.claims', ${claims}, true)) as said`;
    expect(answer?.id).not.toBeNull();
    expect(answer?.caller).toBeNull();
  });

  it.each([
    ["null", `{"sub": "00000000-0000-4000-8000-000000000001", "client_id": null}`],
    [
      "in a value",
      `{"sub": "00000000-0000-4000-8000-000000000001", "app_metadata": {"x": "client_id"}}`,
    ],
    [
      "in what users can edit",
      `{"sub": "00000000-0000-4000-8000-000000000001", "user_metadata": {"client_id": "x"}}`,
    ],
  ])("is none where client_id stands %s", async (_where, claims) => {
    const [answer] = await sql<{ id: string | null; caller: string | null }[]>`
      select stagedoor.client_id() as id, stagedoor.caller_id() as caller
      from (select set_config('request.jwt.claims', ${claims}, true)) as said`;
    expect(answer?.id).toBeNull();
    expect(answer?.caller).not.toBeNull();
  });
});
