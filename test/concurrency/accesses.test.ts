// What must hold however many act at once: last holders, duties, equal grants, revocation.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTheatre, refusals, type Theatre, times, values } from "./theatre.ts";

let theatre: Theatre;

beforeAll(async () => {
  theatre = await openTheatre();
  await theatre.owner`
    select tests.create_user(name) from unnest(array['ada', 'ben', 'ned']) as name`;
});
afterAll(() => theatre?.close());

/** A project of its own for each round, with Ada and Ben in it. */
async function production(name: string, role = "producer"): Promise<string> {
  const { owner } = theatre;
  const [project] = await owner<{ id: string }[]>`
    select tests.create_project(${name}, ${`${name} company`}) as id`;
  for (const who of ["ada", "ben"]) {
    await owner`select tests.grant_role(${who}, ${name}, ${role})`;
  }
  return project?.id ?? "";
}

async function activeAccess(user: string, scopeId: string): Promise<string> {
  const [row] = await theatre.owner<{ id: string }[]>`
    select a.id from stagedoor.user_accesses as a
    where a.user_id = tests.user_id(${user}) and a.scope_id = ${scopeId}
      and a.status = 'Active'`;
  return row?.id ?? "";
}

async function holders(scopeId: string): Promise<number> {
  const [row] = await theatre.owner<{ holders: number }[]>`
    select count(*)::integer as holders from stagedoor.user_accesses as a
    where a.scope_id = ${scopeId} and a.status = 'Active'`;
  return row?.holders ?? 0;
}

const ROUNDS = 6;

describe("the last grant holder", () => {
  it("stays when two holders revoke each other at once (F94)", async () => {
    for (const round of times(ROUNDS)) {
      const scopeId = await production(`Duel ${round}`);
      const [adas, bens] = [
        await activeAccess("ada", scopeId),
        await activeAccess("ben", scopeId),
      ];
      const outcomes = await Promise.all([
        theatre.as("ada", (sql) => sql`select public.revoke_access(${bens})`),
        theatre.as("ben", (sql) => sql`select public.revoke_access(${adas})`),
      ]);
      expect(await holders(scopeId)).toBe(1);
      // The second has lost the right, or meets the last holder, or the race.
      expect(["42501", "PT404", "23514", "PT409"]).toContain(refusals(outcomes)[0]);
    }
  });

  it("stays when both leave at once", async () => {
    for (const round of times(ROUNDS)) {
      const scopeId = await production(`Exit ${round}`);
      const outcomes = await Promise.all(
        ["ada", "ben"].map((who) =>
          theatre.as(who, (sql) => sql`select public.leave_scope(${scopeId})`),
        ),
      );
      expect(await holders(scopeId)).toBe(1);
      expect(["23514", "PT409"]).toContain(refusals(outcomes)[0]);
    }
  });

  it("stays when one leaves while the role of the other is emptied", async () => {
    for (const round of times(ROUNDS)) {
      const name = `Emptied ${round}`;
      const { owner } = theatre;
      const [project] = await owner<{ id: string }[]>`
        select tests.create_project(${name}, ${`${name} company`}) as id`;
      const scopeId = project?.id ?? "";
      const [role] = await owner<{ id: string }[]>`
        select tests.create_role('boss', ${name},
          '{"access:grant": "allow", "role:edit": "allow"}') as id`;
      await owner`select tests.grant_role('ada', ${name}, 'boss')`;
      await owner`select tests.grant_key('ben', ${name}, 'access:grant')`;

      const outcomes = await Promise.all([
        theatre.as(
          "ada",
          (sql) =>
            sql`select public.set_role_permission(${role?.id ?? ""}, 'access:grant', null)`,
        ),
        theatre.as("ben", (sql) => sql`select public.leave_scope(${scopeId})`),
      ]);
      const [left] = await owner<{ holds: boolean }[]>`
        select stagedoor.has_holder('access:grant', ${scopeId}) as holds`;
      expect(left?.holds).toBe(true);
      expect(["23514", "PT409"]).toContain(refusals(outcomes)[0]);
    }
  });

  it("is not left behind when nobody else acts (control)", async () => {
    const scopeId = await production("Calm");
    const bens = await activeAccess("ben", scopeId);
    const outcome = await theatre.as(
      "ada",
      (sql) => sql`select public.revoke_access(${bens})`,
    );
    expect(refusals([outcome])).toEqual([]);
    expect(await holders(scopeId)).toBe(1);
  });
});

describe("separation of duty", () => {
  it("holds when both duties are given at once (F101)", async () => {
    const { owner } = theatre;
    await owner`
      insert into stagedoor.separation_rules
        (rule_key, kind, first_grant_id, second_grant_id, description)
      values ('kit_apart', 'static', tests.role_id('crew_member'),
        tests.role_id('coordinator'), 'For a test')`;
    for (const round of times(ROUNDS)) {
      const scopeId = await production(`Duties ${round}`);
      const give = (who: string, role: string) =>
        theatre.as(
          who,
          (sql) =>
            sql`select public.grant_access(
              ${ned}, ${scopeId}, 'role', ${role})`,
        );
      const ned = (await owner<{ id: string }[]>`select tests.user_id('ned') as id`)[0]
        ?.id as string;
      const outcomes = await Promise.all([
        give("ada", "crew_member"),
        give("ben", "coordinator"),
      ]);
      expect(refusals(outcomes)).toHaveLength(1);
      expect(["23514", "PT409"]).toContain(refusals(outcomes)[0]);
      // Two producers and one of the duties.
      expect(await holders(scopeId)).toBe(3);
    }
    await owner`delete from stagedoor.separation_rules where rule_key = 'kit_apart'`;
  });
});

describe("one access", () => {
  it("is given once, however many give it at once (F18)", async () => {
    const scopeId = await production("Equal");
    const [ned] = await theatre.owner<{ id: string }[]>`select tests.user_id('ned') as id`;
    const outcomes = await Promise.all(
      times(10).map((n) =>
        theatre.as(n % 2 === 0 ? "ada" : "ben", async (sql) => {
          const [row] = await sql<{ id: string }[]>`
            select public.grant_access(
              ${ned?.id ?? ""}, ${scopeId}, 'role', 'crew_member') as id`;
          return row?.id;
        }),
      ),
    );
    expect(new Set(values(outcomes)).size).toBe(1);
    for (const code of refusals(outcomes)) expect(code).toBe("PT409");
    expect(await holders(scopeId)).toBe(3);
  });

  it("is delegated once, however often it is delegated at once (F20)", async () => {
    const scopeId = await production("Delegated");
    const [ned] = await theatre.owner<{ id: string }[]>`select tests.user_id('ned') as id`;
    const outcomes = await Promise.all(
      times(6).map(() =>
        theatre.as("ada", async (sql) => {
          const [row] = await sql<{ ids: string[] }[]>`
            select public.delegate_access(${ned?.id ?? ""}, ${scopeId},
              '{schedule:view}', '2099-01-01') as ids`;
          return row?.ids[0];
        }),
      ),
    );
    expect(new Set(values(outcomes)).size).toBe(1);
    expect(await holders(scopeId)).toBe(3);
  });
});

describe("a revocation", () => {
  it("is met by no stale yes after it has committed (F95)", async () => {
    const scopeId = await production("Revoked");
    const bens = await activeAccess("ben", scopeId);
    let committed = false;
    const seen = { asked: 0, before: 0, stale: 0 };

    // Each loop asks on a connection of its own, some of them inside one long transaction.
    const ask = (long: boolean) =>
      theatre.as("ben", async (sql) => {
        while (seen.asked < 100_000) {
          const wasCommitted = committed;
          const [row] = await sql<{ can: boolean }[]>`
            select public.can('budget:edit:all', ${scopeId})
              or ${scopeId}::uuid = any (stagedoor.scopes_with('budget:edit:all')) as can`;
          seen.asked += 1;
          if (row?.can && wasCommitted) seen.stale += 1;
          if (row?.can && !wasCommitted) seen.before += 1;
          if (wasCommitted) return;
          if (!long && seen.asked % 7 === 0)
            await new Promise((resolve) => setImmediate(resolve));
        }
      });
    const loops = times(4).map((n) => ask(n % 2 === 0));
    while (seen.before < 20) await new Promise((resolve) => setTimeout(resolve, 1));
    await theatre.as("ada", (sql) => sql`select public.revoke_access(${bens})`);
    committed = true;
    await Promise.all(loops);

    expect(seen.before).toBeGreaterThanOrEqual(20);
    expect(seen.stale).toBe(0);
  });
});

describe("places", () => {
  it("never form a ring, nor wait for each other for ever, when moved at once (F93)", async () => {
    const { owner } = theatre;
    await owner`select tests.create_project('P1', 'Left')`;
    await owner`select tests.create_project('P2', 'Right')`;
    for (const scope of ["Left", "Right"]) {
      await owner`select tests.grant_role('ada', ${scope}, 'producer')`;
      await owner`select tests.grant_key('ada', ${scope}, 'access:escalate')`;
    }
    const move = (project: string, to: string) =>
      theatre.as(
        "ada",
        (sql) =>
          sql`select public.move_scope(tests.scope_id(${project}), tests.scope_id(${to}))`,
      );
    for (const round of times(ROUNDS)) {
      const [here, there] = round % 2 === 0 ? ["Right", "Left"] : ["Left", "Right"];
      const outcomes = await Promise.all([move("P1", here), move("P2", there)]);
      for (const code of refusals(outcomes)) expect(code).toBe("PT409");
      const [wrong] = await owner<{ wrong: number }[]>`
        select count(*)::integer as wrong
        from stagedoor.scopes as s
        join stagedoor.scopes as p on p.id = s.parent_id
        where s.path <> p.path || s.id`;
      expect(wrong?.wrong).toBe(0);
    }
  });
});
