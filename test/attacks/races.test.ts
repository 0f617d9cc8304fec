// Attacks by two sessions at once: what each may do alone, together they may not.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../scripts/dev/database.ts";
import { testDatabase } from "../stack/database.ts";
import { type Room, room, type Session } from "./session.ts";

let database: Database;
let here: Room;
let first: Session;
let second: Session;
let round = 0;
let scopes: { company: string; alpha: string };

beforeAll(async () => {
  database = await testDatabase({ from: "kit" });
  here = await room(database.url(), 2);
  [first, second] = here.sessions as [Session, Session];
  await here.owner`
    select tests.create_user(n)
    from unnest(array['olga', 'pia', 'lee', 'una', 'ed']) as n`;
}, 120_000);

afterAll(async () => {
  await here?.end();
  await database?.drop();
});

/** A company and a project of its own for each test: Olga produces one, Pia the other. */
beforeEach(async () => {
  round += 1;
  scopes = { company: `Company ${round}`, alpha: `Alpha ${round}` };
  await here.owner`delete from stagedoor.separation_rules`;
  await here.owner`select tests.create_organization(${scopes.company})`;
  await here.owner`select tests.create_project(${scopes.alpha}, ${scopes.company})`;
  await here.owner`select tests.grant_role('olga', ${scopes.company}, 'producer')`;
  await here.owner`select tests.grant_role('pia', ${scopes.alpha}, 'producer')`;
});

const company = () => `tests.scope_id('${scopes.company}')`;
const alpha = () => `tests.scope_id('${scopes.alpha}')`;
const role = (key: string) => `tests.role_id('${key}', '${scopes.alpha}')`;

const grant = (name: string, scope: string, key: string) =>
  `select public.grant_access(tests.user_id('${name}'), ${scope}, 'role', '${key}') is not null`;

/** What the owner of the database sees when both are done. */
async function sees(query: string): Promise<unknown> {
  const [row] = await here.owner.unsafe(query);
  return Object.values(row ?? {})[0];
}

/** Whether somebody can do something in Alpha now. */
async function can(name: string, key: string): Promise<unknown> {
  await first.begin(name);
  const answer = await first.ask(`select public.can('${key}', ${alpha()})`);
  await first.rollback();
  return answer;
}

describe("P4: a key that is taken away stays away", () => {
  beforeEach(async () => {
    await here.owner`
      select tests.create_role('outer_role', ${scopes.alpha}),
        tests.create_role('inner_role', ${scopes.company}, '{"budget:approve": "allow"}')`;
    await here.owner.unsafe(
      `insert into stagedoor.role_includes values (${role("outer_role")}, ${role("inner_role")})`,
    );
    await here.owner`select tests.grant_role('lee', ${scopes.alpha}, 'outer_role')`;
    expect(await can("lee", "budget:approve")).toBe(true);
  });

  for (const [how, query] of [
    [
      "taken out of",
      () => `set_role_permission(${role("inner_role")}, 'budget:approve', null)`,
    ],
    ["deleted with", () => `delete_role(${role("inner_role")})`],
  ] as const) {
    it(`when it is ${how} an included role while the role around it is edited`, async () => {
      await first.begin("olga");
      expect(await first.ask(`select public.${query()}`)).toBe(true);
      await second.begin("pia");
      const edited = second.ask(
        `select public.set_role_permission(${role("outer_role")}, 'script:view', 'allow')`,
      );
      await here.untilBlocked(second);
      expect(await first.commit()).toBe("commit");
      expect(await edited).toBe(true);
      expect(await second.commit()).toBe("commit");
      expect(await can("lee", "budget:approve")).toBe(false);
      expect(await can("lee", "script:view")).toBe(true);
    });
  }
});

describe("F101: two duties do not meet in one person", () => {
  beforeEach(async () => {
    await here.owner`
      insert into stagedoor.separation_rules
        (rule_key, kind, first_grant_id, second_grant_id, description)
      values ('two_duties', 'static', tests.role_id('line_producer'),
        tests.role_id('production_accountant'), 'For a test')`;
  });

  for (const isolation of ["read committed", "repeatable read", "serializable"]) {
    it(`given at two levels at once (${isolation})`, async () => {
      await first.begin("olga", isolation);
      await second.begin("olga", isolation);
      // Both have looked at the world before either writes.
      await second.ask(`select public.can('access:grant', ${company()})`);
      expect(await first.ask(grant("lee", company(), "line_producer"))).toBe(true);
      const given = second.ask(grant("lee", alpha(), "production_accountant"));
      await here.untilBlocked(second);
      expect(await first.commit()).toBe("commit");
      expect(["23514", "PT409"]).toContain(await given);
      await second.rollback();
      expect(await can("lee", "budget:approve")).toBe(true);
      expect(await can("lee", "transaction:approve")).toBe(false);
    });
  }

  it("where one is given while a role takes the other in", async () => {
    await here.owner`select tests.create_role('taker', ${scopes.company})`;
    await here.owner`select tests.grant_role('lee', ${scopes.alpha}, 'taker')`;
    await first.begin("olga");
    await first.ask(
      `select public.set_role_inclusion(${role("taker")}, ${role("production_accountant")}, true)`,
    );
    await second.begin("pia");
    const given = second.ask(grant("lee", alpha(), "line_producer"));
    // Whether the second waits or not: one of the two is refused in the end.
    const outcomes = [await first.commit(), await given, await second.commit()];
    expect(outcomes.some((o) => o === "23514" || o === "PT409")).toBe(true);
    const both = await sees(`
      select bool_or(c.rule_key is not null)
      from stagedoor.user_accesses as a
      cross join lateral stagedoor.separation_conflicts(a.id) as c
      where a.user_id = tests.user_id('lee') and a.status = 'Active'`);
    expect(both).toBeNull();
  });

  it("where two users take one each at the same time (control)", async () => {
    await first.begin("olga");
    await second.begin("olga");
    expect(await first.ask(grant("lee", company(), "line_producer"))).toBe(true);
    const given = second.ask(grant("una", alpha(), "production_accountant"));
    expect(await first.commit()).toBe("commit");
    expect(await given).toBe(true);
    expect(await second.commit()).toBe("commit");
  });
});

describe("F94: a grant holder stays", () => {
  it("when the last two leave at once", async () => {
    await here.owner`select tests.grant_role('una', ${scopes.company}, 'producer')`;
    await first.begin("olga");
    await second.begin("una");
    expect(await first.ask(`select public.leave_scope(${company()})`)).toBe(true);
    const left = second.ask(`select public.leave_scope(${company()})`);
    await here.untilBlocked(second);
    expect(await first.commit()).toBe("commit");
    expect(await left).toBe("23514");
    await second.rollback();
    expect(await sees(`select stagedoor.has_holder('access:grant', ${company()})`)).toBe(
      true,
    );
  });

  it("when one leaves a project while the other's role is edited above it", async () => {
    await here.owner`
      select tests.create_role('giver', ${scopes.company}, '{"access:grant": "allow"}')`;
    await here.owner`select tests.grant_role('lee', ${scopes.alpha}, 'giver')`;
    await here.owner`select tests.grant_key('ed', ${scopes.company}, 'role:edit')`;
    await here.owner.unsafe(`
      update stagedoor.user_accesses set status = 'Revoked'
      where user_id = tests.user_id('olga') and scope_id = ${company()}`);
    await first.begin("pia");
    await second.begin("ed");
    expect(await first.ask(`select public.leave_scope(${alpha()})`)).toBe(true);
    const edited = second.ask(
      `select public.set_role_permission(${role("giver")}, 'access:grant', null)`,
    );
    await here.untilBlocked(second);
    expect(await first.commit()).toBe("commit");
    expect(["23514", "PT409"]).toContain(await edited);
    await second.rollback();
    expect(await sees(`select stagedoor.has_holder('access:grant', ${alpha()})`)).toBe(
      true,
    );
  });
});

describe("F94: an invitation in a race", () => {
  const invite = () =>
    `select public.invite_user('lee@example.test', ${alpha()}, 'crew_member') ->> 'token'`;

  it("is accepted once by two sessions", async () => {
    await first.begin("pia");
    const token = String(await first.ask(invite()));
    await first.commit();
    await first.begin("lee");
    await second.begin("lee");
    const accept = `select public.accept_invitation('${token}') ->> 'access_id'`;
    const access = await first.ask(accept);
    const again = second.ask(accept);
    await here.untilBlocked(second);
    await first.commit();
    expect(await again).toBe(access);
    await second.commit();
    expect(
      await sees(`select count(*)::integer from stagedoor.user_accesses
        where user_id = tests.user_id('lee') and scope_id = ${alpha()}`),
    ).toBe(1);
  });

  it("is not accepted by a token that is replaced meanwhile", async () => {
    await first.begin("pia");
    const token = String(await first.ask(invite()));
    await first.commit();
    await first.begin("pia");
    const newer = String(await first.ask(invite()));
    await second.begin("lee");
    const accepted = second.ask(`select public.accept_invitation('${token}') ->> 'ok'`);
    await here.untilBlocked(second);
    await first.commit();
    expect(await accepted).toBe("false");
    await second.commit();
    await second.begin("lee");
    expect(await second.ask(`select public.accept_invitation('${newer}') ->> 'ok'`)).toBe(
      "true",
    );
    await second.commit();
  });

  it("is not accepted while it is cancelled", async () => {
    await first.begin("pia");
    const [token, id] = String(
      await first.ask(`select (i ->> 'token') || ' ' || (i ->> 'access_id')
        from public.invite_user('lee@example.test', ${alpha()}, 'crew_member') as i`),
    ).split(" ");
    await first.commit();
    await first.begin("pia");
    expect(await first.ask(`select public.cancel_invitation('${id}')`)).toBe(true);
    await second.begin("lee");
    const accepted = second.ask(`select public.accept_invitation('${token}') ->> 'reason'`);
    await here.untilBlocked(second);
    await first.commit();
    expect(await accepted).toBe("withdrawn");
    await second.commit();
    expect(await can("lee", "schedule:view")).toBe(false);
  });

  it("is not guessed twice as often by two sessions", async () => {
    const guess = "select public.accept_invitation(gen_random_uuid()::text) ->> 'reason'";
    for (let tries = 0; tries < 4; tries += 1) {
      await first.begin("una");
      expect(await first.ask(guess)).toBe("invalid");
      await first.commit();
    }
    await first.begin("una");
    await second.begin("una");
    expect(await first.ask(guess)).toBe("invalid");
    const sixth = second.ask(guess);
    await here.untilBlocked(second);
    await first.commit();
    expect(await sixth).toBe("too_many_tries");
    await second.commit();
  });
});

describe("P4: an access that is revoked while a user acts", () => {
  it("does not count for a grant that waited for the revocation", async () => {
    const access = await sees(`select id from stagedoor.user_accesses
      where user_id = tests.user_id('pia') and scope_id = ${alpha()}`);
    await first.begin("olga");
    expect(await first.ask(`select public.revoke_access('${String(access)}')`)).toBe(true);
    await second.begin("pia");
    const given = second.ask(grant("lee", alpha(), "crew_member"));
    await here.untilBlocked(second);
    await first.commit();
    expect(await given).toBe("42501");
    await second.rollback();
    await second.begin("olga");
    expect(await second.ask(grant("lee", alpha(), "crew_member"))).toBe(true);
    await second.commit();
  });

  it("takes along what is delegated from it at the same moment", async () => {
    await here.owner`select tests.grant_key('ed', ${scopes.company}, 'budget:approve')`;
    const access = await sees(`select id from stagedoor.user_accesses
      where user_id = tests.user_id('ed') and scope_id = ${company()}
        and status = 'Active' order by granted_at desc limit 1`);
    await first.begin("olga");
    await second.begin("ed");
    expect(
      await second.ask(`select cardinality(public.delegate_access(
        tests.user_id('lee'), ${alpha()}, '{budget:approve}', now() + interval '1 day'))`),
    ).toBe(1);
    expect(await first.ask(`select public.revoke_access('${String(access)}')`)).toBe(true);
    expect(await first.commit()).toBe("commit");
    expect(await second.commit()).toBe("commit");
    expect(await can("lee", "budget:approve")).toBe(false);
  });
});

describe("F118: an elevation that ends before the commit", () => {
  const session = "00000000-0000-4000-8000-00000000e1e0";
  const edit = () =>
    `select public.save_menu_item(${alpha()},
      '{"item_key": "elevated", "label": "X", "path": "/x"}') is not null`;
  const speak = () => `select tests.authenticate_as('una', 'aal1', '${session}')`;

  beforeEach(async () => {
    await here.owner`
      select tests.create_role('desk', ${scopes.alpha}, '{"menu:edit": "locked"}')`;
    await here.owner`select tests.grant_role('una', ${scopes.alpha}, 'desk')`;
    await here.owner`select tests.start_session('una', ${session})`;
    await here.owner`select tests.elevate('una', ${session}, ${scopes.alpha})`;
  });

  it("takes along what was written under it", async () => {
    await first.begin(null);
    await first.ask(speak());
    expect(await first.ask(edit())).toBe(true);
    await second.begin("olga");
    expect(
      await second.ask(
        `select public.end_member_elevations(tests.user_id('una'), ${alpha()})`,
      ),
    ).toBe(1);
    expect(await second.commit()).toBe("commit");
    expect(await first.commit()).toBe("42501");
    expect(
      await sees(`select count(*)::integer from stagedoor.menu_items
        where scope_id = ${alpha()}`),
    ).toBe(0);
  });

  it("waits for a commit that came first", async () => {
    await first.begin(null);
    await first.ask(speak());
    expect(await first.ask(edit())).toBe(true);
    expect(await first.commit()).toBe("commit");
    await second.begin("olga");
    await second.ask(
      `select public.end_member_elevations(tests.user_id('una'), ${alpha()})`,
    );
    await second.commit();
    await first.begin(null);
    await first.ask(speak());
    expect(await first.ask(edit())).toBe("42501");
    await first.rollback();
  });
});

describe("F12: a menu has an end", () => {
  it("where two items are put below each other at once", async () => {
    const item = (key: string) =>
      `select public.save_menu_item(${alpha()},
        '{"item_key": "${key}", "label": "X", "path": "/x"}')`;
    const below = (id: unknown, parent: unknown) =>
      `select public.save_menu_item(${alpha()},
        '{"id": "${String(id)}", "parent_id": "${String(parent)}"}') is not null`;
    await first.begin("pia");
    const one = await first.ask(item("one"));
    const two = await first.ask(item("two"));
    await first.commit();
    await first.begin("pia");
    await second.begin("pia");
    expect(await first.ask(below(one, two))).toBe(true);
    const other = second.ask(below(two, one));
    await here.untilBlocked(second);
    await first.commit();
    expect(["23514", "PT409"]).toContain(await other);
    await second.rollback();
  });
});
