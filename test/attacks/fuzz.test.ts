// P12: whatever a caller sends to an RPC, they meet the errors of the contract and no others.
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../scripts/lib/database.ts";
import { connect, type Sql } from "../../scripts/lib/sql.ts";
import { testDatabase } from "../stack/database.ts";
import { PERSONAS, WORLD } from "./fuzz-world.ts";
import { argument, isKnown } from "./fuzz-values.ts";

const SEED = Number(process.env.FUZZ_SEED ?? 20261122);
const CALLS_PER_PERSONA = Number(process.env.FUZZ_CALLS ?? 24);

/** A function that a request can call, as the catalog has it. */
interface Rpc {
  name: string;
  types: string[];
  callers: string[];
}

let database: Database;
let sql: Sql;
let rpcs: Rpc[];
let ids: string[];

beforeAll(async () => {
  database = await testDatabase({ from: "kit" });
  sql = connect(database.url());
  // One transaction from here on: the temporary verb and the world end with it.
  await sql.unsafe(`begin; set local search_path = public, extensions; ${WORLD}`);
  ids = (await sql<{ id: string }[]>`select id from pg_temp.known_ids`).map((r) => r.id);
  rpcs = await sql<Rpc[]>`
    select
      p.oid::regproc::text as name,
      array(
        select format_type(t.type, null)
        from unnest(p.proargtypes) with ordinality as t (type, position)
        order by t.position
      ) as types,
      array(
        select r.role from unnest(array['anon', 'authenticated', 'service_role']) as r (role)
        where has_function_privilege(r.role, p.oid, 'execute')
      ) as callers
    from pg_proc as p
    where p.pronamespace::regnamespace::text ~ '^(public|stagedoor)'
      and p.prorettype <> 'trigger'::regtype
      and p.prokind = 'f'
      and exists (
        select from unnest(array['anon', 'authenticated', 'service_role']) as r (role)
        where has_function_privilege(r.role, p.oid, 'execute')
      )
      -- What an extension or the test kit brought is not ours to answer for.
      and not exists (
        select from pg_depend as d where d.objid = p.oid and d.deptype = 'e')
    order by 1, p.oid`;
}, 120_000);

afterAll(async () => {
  await sql?.end({ timeout: 5 });
  await database?.drop();
});

/** Calls of one function by one persona, drawn from the seed. */
function drawn(rpc: Rpc, persona: string): string[] {
  if (rpc.types.length === 0) return [`select * from ${rpc.name}()`];
  const values = fc.tuple(...rpc.types.map((type) => argument(type, ids)));
  const seed = SEED ^ hash(`${rpc.name} ${persona}`);
  return fc
    .sample(values, { seed, numRuns: CALLS_PER_PERSONA })
    .map((drawnValues) => `select * from ${rpc.name}(${drawnValues.join(", ")})`);
}

/** A small stable number of a text: each function and persona has draws of its own. */
function hash(text: string): number {
  let sum = 0;
  for (const character of text) {
    sum = (Math.imul(sum, 31) + (character.codePointAt(0) ?? 0)) | 0;
  }
  return sum;
}

describe("P12: drawn arguments", () => {
  for (const persona of PERSONAS) {
    it(`meet the contract's errors only, as ${persona.name}`, async () => {
      const strange: string[] = [];
      let answered = 0;
      let refused = 0;
      for (const rpc of rpcs) {
        for (const call of drawn(rpc, persona.name)) {
          const [outcome] = await sql<
            { code: string | null; message: string; context: string }[]
          >`select * from pg_temp.attempt(${persona.speak}, ${call})`;
          if (outcome?.code == null) answered += 1;
          else if (isKnown(outcome.code)) refused += 1;
          else {
            strange.push(
              `${outcome.code} ${outcome.message}: ${call.slice(0, 300)}\n${outcome.context.slice(0, 600)}`,
            );
          }
        }
      }
      expect(strange.slice(0, 20)).toEqual([]);
      // The draws reach both sides of the guards, or they would prove nothing.
      expect(refused).toBeGreaterThan(0);
      const isCaller = rpcs.some((rpc) => rpc.callers.includes(persona.role));
      expect(answered > 0).toBe(isCaller);
    }, 120_000);
  }
});
