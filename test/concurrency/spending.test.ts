// Spending authority under concurrent approvals: no sum is ever exceeded, nothing is lost.
import type postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../scripts/dev/database.ts";
import { connect, type Sql } from "../../scripts/dev/sql.ts";
import { type Room, room, type Session } from "../attacks/session.ts";
import { testDatabase } from "../stack/database.ts";

let database: Database;
let here: Room;
let owner: Sql;
let many: Sql;
let one: Session;
let other: Session;

beforeAll(async () => {
  database = await testDatabase({ from: "kit" });
  here = await room(database.url(), 2);
  owner = here.owner;
  many = connect(database.url(), 50);
  [one, other] = here.sessions as [Session, Session];
  await owner.unsafe(`
    select tests.create_user(n)
    from unnest(array['sarah', 'lin', 'una', 'pam', 'pia', 'eve']) as n;
    select tests.create_project('Alpha');
    select tests.grant_role(r.name, 'Alpha', r.role_key)
    from (values ('sarah', 'producer'), ('lin', 'line_producer'), ('una', 'line_producer'),
      ('pam', 'production_accountant'), ('pia', 'production_accountant'),
      ('eve', 'executive_producer')) as r (name, role_key);
    insert into public.productions (project_id, currency, phase, executive_producer_id)
    values (tests.project_id('Alpha'), 'USD', 'principal_photography', tests.user_id('eve'));
    insert into public.cost_codes (project_id, code, name, category)
    values (tests.project_id('Alpha'), '3300', 'Camera', 'below_line');
    insert into public.budgets (project_id, name, currency, created_by, edited_by)
    values (tests.project_id('Alpha'), 'Shooting', 'USD', tests.user_id('sarah'),
      tests.user_id('sarah'));
    insert into public.budget_lines (project_id, budget_id, cost_code_id, currency, amount)
    select b.project_id, b.id, c.id, 'USD', 100000
    from public.budgets as b cross join public.cost_codes as c;
    insert into public.cost_policies (project_id, permission_role_id, category, phase)
    values (tests.project_id('Alpha'), tests.role_id('line_producer'), 'below_line', 'wrap');`);
});
afterAll(async () => {
  await many?.end({ timeout: 2 });
  await here?.end();
  await database?.drop();
});
beforeEach(async () => {
  await owner.unsafe(`
    update public.spending_authorities set ended_at = now(), end_reason = 'over'
    where ended_at is null;
    update public.productions set phase = 'principal_photography'`);
});

/** One statement as somebody, in a transaction of its own; the SQLSTATE of a refusal. */
async function ask(sql: Sql, name: string, statement: string): Promise<string> {
  try {
    return await sql.begin(async (transaction) => {
      await transaction`select tests.authenticate_as(${name}, 'aal2')`;
      const [row] = await transaction.unsafe(statement);
      return String(Object.values(row ?? {})[0]);
    });
  } catch (error) {
    return (error as postgres.PostgresError).code;
  }
}

async function give(name: string, cumulative: number): Promise<string> {
  return ask(
    owner,
    "eve",
    `select public.grant_spending_authority(tests.project_id('Alpha'),
       tests.user_id('${name}'), (select id from public.cost_codes), 'USD', 100,
       ${cumulative})`,
  );
}

let keys = 0;
/** Costs that Pam has entered, to be signed. */
async function enter(count: number, amount: number, more = ""): Promise<string[]> {
  const ids: string[] = [];
  for (let left = count; left > 0; left -= 1) {
    keys += 1;
    ids.push(
      await ask(
        owner,
        "pam",
        `select public.submit_transaction((select id from public.cost_codes),
           (select id from public.budget_lines), ${amount}, 'USD', 'A cost', 'key ${keys}'${more})`,
      ),
    );
  }
  return ids;
}

const approve = (id: string) => `select public.approve_transaction('${id}') ->> 'status'`;

/** How often each answer was given. */
function tally(answers: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const answer of answers) counts[answer] = (counts[answer] ?? 0) + 1;
  return counts;
}

interface Ledger {
  spent: number;
  reserved: number;
  /** What live signatures took from it. */
  signed: number;
}

async function ledger(id: string): Promise<Ledger> {
  const [row] = await owner<Ledger[]>`
    select a.spent::float as spent, a.reserved::float as reserved, coalesce((
      select sum(s.amount) from public.transaction_approvals as s
      where s.authority_id = a.id and s.released_at is null), 0)::float as signed
    from public.spending_authorities as a where a.id = ${id}`;
  return row as Ledger;
}

describe("fifty approvals at once", () => {
  it.each([1, 2, 3])("never exceed one authority (F113, round %i)", async () => {
    const authority = await give("lin", 1000);
    const costs = await enter(50, 30);

    const answers = await Promise.all(costs.map((id) => ask(many, "lin", approve(id))));

    expect(tally(answers)).toEqual({ signed: 33, "42501": 17 });
    expect(await ledger(authority)).toEqual({ spent: 990, reserved: 0, signed: 990 });
  });

  it.each([1, 2, 3])(
    "never exceed two authorities of one person (F113, round %i)",
    async () => {
      const first = await give("lin", 700);
      const second = await give("lin", 500);
      const costs = await enter(50, 30);

      const answers = await Promise.all(costs.map((id) => ask(many, "lin", approve(id))));

      expect(tally(answers)).toEqual({ signed: 39, "42501": 11 });
      expect(await ledger(first)).toEqual({ spent: 690, reserved: 0, signed: 690 });
      expect(await ledger(second)).toEqual({ spent: 480, reserved: 0, signed: 480 });
    },
  );

  it("of two people take each from their own authority (F113)", async () => {
    const first = await give("lin", 300);
    const second = await give("una", 300);
    const costs = await enter(50, 30);

    const answers = await Promise.all(
      costs.map((id, index) => ask(many, index % 2 ? "lin" : "una", approve(id))),
    );

    expect(tally(answers)).toEqual({ signed: 20, "42501": 30 });
    expect(await ledger(first)).toEqual({ spent: 300, reserved: 0, signed: 300 });
    expect(await ledger(second)).toEqual({ spent: 300, reserved: 0, signed: 300 });
  });

  it("of one cost are one signature (F116)", async () => {
    const authority = await give("lin", 1000);
    const [cost = ""] = await enter(1, 30);

    const answers = await Promise.all(
      Array.from({ length: 50 }, () => ask(many, "lin", approve(cost))),
    );

    // Behind the first the next step is posting, for which a line producer has no key.
    expect(tally(answers)).toEqual({ signed: 1, "42501": 49 });
    expect(await ledger(authority)).toEqual({ spent: 30, reserved: 0, signed: 30 });
  });

  it("beside voids and parts that are passed on keep the ledger whole (F113)", async () => {
    const authority = await give("lin", 1000);
    const old = await enter(10, 30);
    for (const id of old) expect(await ask(owner, "lin", approve(id))).toBe("signed");
    const costs = await enter(30, 30);

    const answers = await Promise.all([
      ...costs.map((id) => ask(many, "lin", approve(id))),
      ...old.map((id) =>
        ask(many, "pia", `select public.void_transaction('${id}', 'wrong')`),
      ),
      ...Array.from({ length: 10 }, () =>
        ask(
          many,
          "lin",
          `select public.delegate_spending_authority('${authority}', tests.user_id('una'), 50,
             60) is not null`,
        ),
      ),
    ]);

    expect(answers.filter((answer) => /^(40|55|PT409|23)/.test(answer))).toEqual([]);
    const { spent, reserved, signed } = await ledger(authority);
    expect(spent).toBe(signed);
    expect(spent + reserved).toBeLessThanOrEqual(1000);
    expect(reserved % 60).toBe(0);
  });
});

describe("fifty costs at once", () => {
  it("never draw more on an order than is left (F113)", async () => {
    await give("lin", 1000);
    const [order = ""] = await enter(1, 100, ", 'order'");
    expect(await ask(owner, "lin", approve(order))).toBe("signed");

    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        ask(
          many,
          "pam",
          `select public.submit_transaction((select id from public.cost_codes),
             (select id from public.budget_lines), 7, 'USD', 'A cost', 'draw ${index}',
             p_relieves_id => '${order}') is not null`,
        ),
      ),
    );

    expect(tally(answers)).toEqual({ true: 14, "23514": 36 });
  });

  it("under one key are one cost", async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        ask(
          many,
          "pam",
          `select public.submit_transaction((select id from public.cost_codes),
             (select id from public.budget_lines), 7, 'USD', 'A cost', 'the key')`,
        ),
      ),
    );

    expect(Object.values(tally(answers))).toEqual([50]);
    expect(answers[0]).toMatch(/^[0-9a-f-]{36}$/);
  });
});

/** The first holds its commit; the second waits for it, then is answered. */
async function race(
  first: [name: string, statement: string],
  second: [name: string, statement: string],
): Promise<unknown[]> {
  await one.begin(first[0]);
  const ahead = await one.ask(first[1]);
  await other.begin(second[0]);
  const behind = other.ask(second[1]);
  await here.untilBlocked(other);
  const committed = await one.commit();
  const answer = await behind;
  await other.rollback();
  return [ahead, committed, answer];
}

describe("an approval", () => {
  const ending = (id: string) => `select public.end_spending_authority('${id}', 'over')`;
  const phase =
    "select public.set_production_phase(tests.project_id('Alpha'), 'wrap', 'over')";

  it("that waits for the end of its authority is refused (F113)", async () => {
    const authority = await give("lin", 1000);
    const [cost = ""] = await enter(1, 30);

    expect(await race(["eve", ending(authority)], ["lin", approve(cost)])).toEqual([
      true,
      "commit",
      "42501",
    ]);
    expect(await ledger(authority)).toEqual({ spent: 0, reserved: 0, signed: 0 });
  });

  it("that came first is spent before its authority ends (F113)", async () => {
    const authority = await give("lin", 1000);
    const [cost = ""] = await enter(1, 30);

    expect(await race(["lin", approve(cost)], ["eve", ending(authority)])).toEqual([
      "signed",
      "commit",
      true,
    ]);
    expect(await ledger(authority)).toEqual({ spent: 30, reserved: 0, signed: 30 });
  });

  it("that waits for another phase is judged by it (F36)", async () => {
    const authority = await give("lin", 1000);
    const [cost = ""] = await enter(1, 30);

    const [, committed, answer] = await race(["sarah", phase], ["lin", approve(cost)]);
    expect([committed, answer]).toEqual(["commit", "42501"]);
    expect(await ledger(authority)).toEqual({ spent: 0, reserved: 0, signed: 0 });
  });

  it("that came first holds the phase until it is done (F36)", async () => {
    await give("lin", 1000);
    const [cost = ""] = await enter(1, 30);

    const [signed, committed] = await race(["lin", approve(cost)], ["sarah", phase]);
    expect([signed, committed]).toEqual(["signed", "commit"]);
  });

  it("that waits for a void of its cost is refused (F113)", async () => {
    const authority = await give("lin", 1000);
    const [cost = ""] = await enter(1, 30);

    expect(
      await race(
        ["pia", `select public.void_transaction('${cost}', 'wrong') ->> 'status'`],
        ["lin", approve(cost)],
      ),
    ).toEqual(["voided", "commit", "23514"]);
    expect(await ledger(authority)).toEqual({ spent: 0, reserved: 0, signed: 0 });
  });

  it("that waits for a period to close does not post into it (F120)", async () => {
    await give("lin", 1000);
    const [cost = ""] = await enter(1, 30, ", p_transaction_date => '2020-01-01'");
    expect(await ask(owner, "lin", approve(cost))).toBe("signed");

    expect(
      await race(
        [
          "sarah",
          `select public.close_period(tests.project_id('Alpha'), '2020-01-04') ->> 'ends_on'`,
        ],
        ["pia", approve(cost)],
      ),
    ).toEqual(["2020-01-04", "commit", "23514"]);
  });
});
