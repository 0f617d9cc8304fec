// Invitations under pressure: one token, many hands, and guesses all at once.
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ISql } from "postgres";
import { openTheatre, refusals, type Theatre, times, values } from "./theatre.ts";

interface Answer {
  ok: boolean;
  reason?: string;
}

let theatre: Theatre;
let scopeId: string;

beforeAll(async () => {
  theatre = await openTheatre();
  const { owner } = theatre;
  await owner`select tests.create_user(name) from unnest(array['pat', 'ina', 'guess']) as name`;
  // The same person by a company's sign-in: another login with the same address.
  await owner`
    insert into auth.users (id, email, email_confirmed_at, is_sso_user)
    values (tests.id_for('ina_sso'), 'ina@example.test', now(), true)`;
  await owner`select stagedoor.ensure_account(tests.id_for('ina_sso'))`;
  const [project] = await owner<
    { id: string }[]
  >`select tests.create_project('Alpha') as id`;
  scopeId = project?.id ?? "";
  await owner`select tests.grant_role('pat', 'Alpha', 'producer')`;
});
afterAll(() => theatre?.close());

async function invite(role: string): Promise<{ access_id: string; token: string }> {
  const outcome = await theatre.as("pat", async (sql) => {
    const [row] = await sql<{ sent: { access_id: string; token: string } }[]>`
      select public.invite_user('ina@example.test', ${scopeId}, ${role}) as sent`;
    return row?.sent;
  });
  if ("code" in outcome || !outcome.value) throw new Error("the invitation was refused");
  return outcome.value;
}

const accept = (who: string, token: string) =>
  theatre.as(who, async (sql) => {
    const [row] = await sql<{ answer: Answer }[]>`
      select public.accept_invitation(${token}) as answer`;
    return row?.answer as Answer;
  });

/** Whether somebody waits for a lock. */
async function waits(sql: ISql = theatre.owner): Promise<boolean> {
  await sql`select pg_stat_clear_snapshot()`;
  const rows = await sql`
    select from pg_catalog.pg_locks as l
    join pg_catalog.pg_stat_activity as a on a.pid = l.pid
    where not l.granted and a.datname = current_database()`;
  return rows.length > 0;
}

const heldBy = async (accessId: string) =>
  theatre.owner<{ status: string; user_id: string | null }[]>`
    select a.status, a.user_id from stagedoor.user_accesses as a where a.id = ${accessId}`;

it("one invitation is accepted by one of two people at once (F11)", async () => {
  for (const role of ["crew_member", "coordinator", "line_producer", "department_head"]) {
    const { access_id, token } = await invite(role);
    const outcomes = await Promise.all(
      times(6).map((n) => accept(n % 2 === 0 ? "ina" : "ina_sso", token)),
    );
    expect(refusals(outcomes)).toEqual([]);
    const won = values(outcomes).filter((answer) => answer.ok);
    const lost = values(outcomes).filter((answer) => !answer.ok);
    // Whoever wins is answered the same thrice; the other is told that it is gone.
    expect(won).toHaveLength(3);
    expect(lost.map((answer) => answer.reason)).toEqual(Array(3).fill("withdrawn"));
    expect(await heldBy(access_id)).toMatchObject([{ status: "Active" }]);
  }
});

it("an invitation is accepted or cancelled, never both", async () => {
  for (const role of ["production_accountant", "producer"]) {
    const { access_id, token } = await invite(role);
    const [accepted, cancelled] = await Promise.all([
      accept("ina", token),
      theatre.as("pat", (sql) => sql`select public.cancel_invitation(${access_id})`),
    ]);
    const won = values([accepted])[0]?.ok === true;
    expect(won).not.toBe("value" in cancelled);
    expect(await heldBy(access_id)).toMatchObject([{ status: won ? "Active" : "Revoked" }]);
  }
});

it("a token that is replaced while its acceptance waits is worthless", async () => {
  const { token } = await invite("crew_member");
  let accepted: ReturnType<typeof accept> | undefined;
  await theatre.as("pat", async (sql) => {
    await sql`select public.invite_user('ina@example.test', ${scopeId}, 'crew_member')`;
    accepted = accept("ina", token);
    // It has found the old token and waits for this transaction.
    while (!(await waits())) await new Promise((resolve) => setTimeout(resolve, 5));
  });
  expect(accepted && values([await accepted])[0]).toMatchObject({ ok: false });
});

it("an invitation is not cancelled by somebody who loses the right while they wait (F95)", async () => {
  const { owner } = theatre;
  const { access_id } = await invite("crew_member");
  const cancel = () =>
    theatre.as("pat", (sql) => sql`select public.cancel_invitation(${access_id})`);
  let cancelled: ReturnType<typeof cancel> | undefined;
  await owner.begin(async (sql) => {
    await sql`select from stagedoor.scopes where id = ${scopeId} for no key update`;
    await sql`select tests.revoke(a.id) from stagedoor.user_accesses as a
      where a.user_id = tests.user_id('pat') and a.status = 'Active'`;
    cancelled = cancel();
    while (!(await waits(sql))) await new Promise((resolve) => setTimeout(resolve, 5));
  });
  expect(cancelled && refusals([await cancelled])).toEqual(["42501"]);
  expect(await heldBy(access_id)).toMatchObject([{ status: "Invited" }]);

  // The control: the right is back, and nobody is in the way.
  await owner`select tests.grant_role('pat', 'Alpha', 'producer')`;
  expect(refusals([await cancel()])).toEqual([]);
  expect(await heldBy(access_id)).toMatchObject([{ status: "Revoked" }]);
});

it("twenty guesses at once are five guesses", async () => {
  const outcomes = await Promise.all(times(20).map((n) => accept("guess", `wrong ${n}`)));
  const reasons = values(outcomes).map((answer) => answer.reason);
  expect(reasons.filter((reason) => reason === "invalid")).toHaveLength(5);
  expect(reasons.filter((reason) => reason === "too_many_tries")).toHaveLength(15);
});
