// P12: whatever a caller sends to an RPC, they meet the errors of the contract and no others.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../scripts/dev/database.ts";
import { connect, type Sql } from "../../scripts/dev/sql.ts";
import { testDatabase } from "../stack/database.ts";
import { callable, type Rpc } from "./catalog.ts";
import { calls, isKnown } from "./fuzz-values.ts";
import { ATTEMPT, IDS, PERSONAS, WORLD } from "./fuzz-world.ts";

const SEED = Number(process.env.FUZZ_SEED ?? 20261122);
const CALLS_PER_PERSONA = Number(process.env.FUZZ_CALLS ?? 16);

let database: Database;
let sql: Sql;
let rpcs: Rpc[];
let ids: string[];

beforeAll(async () => {
  database = await testDatabase({ from: "kit" });
  sql = connect(database.url());
  // One transaction from here on: the temporary verb and the world end with it.
  await sql.unsafe(`begin; ${WORLD} ${ATTEMPT}`);
  ids = (await sql.unsafe<{ id: string }[]>(IDS)).map((row) => row.id);
  rpcs = await callable(sql);
}, 120_000);

afterAll(async () => {
  await sql?.unsafe("rollback");
  await sql?.end({ timeout: 5 });
  await database?.drop();
});

describe("P12: drawn arguments", () => {
  for (const persona of PERSONAS) {
    it(`meet the contract's errors only, as ${persona.name}`, async () => {
      const strange: string[] = [];
      let answered = 0;
      let refused = 0;
      for (const rpc of rpcs) {
        for (const call of calls(rpc, ids, SEED, persona.name, CALLS_PER_PERSONA)) {
          const [outcome] = await sql<
            { code: string | null; message: string; context: string }[]
          >`select * from pg_temp.attempt(
            ${persona.speak}, ${call}, ${rpc.is_stable}) as a`;
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
