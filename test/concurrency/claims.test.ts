// Claims under pressure: one guest, many hands; two guests of one person; guesses at once.
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTheatre, refusals, type Theatre, times, values } from "./theatre.ts";

interface Answer {
  ok: boolean;
  reason?: string;
  user_id?: string;
}

let theatre: Theatre;

beforeAll(async () => {
  theatre = await openTheatre();
  const { owner } = theatre;
  await owner`
    select tests.create_user(name) from unnest(array['mia', 'sid', 'ina', 'guess']) as name`;
  // The same person by a company's sign-in: another login with the same address.
  await owner`
    insert into auth.users (id, email, email_confirmed_at, is_sso_user)
    values (tests.id_for('ina_sso'), 'ina@example.test', now(), true)`;
  // A login that has done nothing yet: the guest becomes it.
  await owner`
    insert into auth.users (id, email, email_confirmed_at)
    values (tests.id_for('new'), 'new@example.test', now())`;
});
afterAll(() => theatre?.close());

/** A guest of somebody: their id and their token. */
async function guest(by: string, email: string) {
  const outcome = await theatre.as(by, async (sql) => {
    const [row] = await sql<{ made: { user_id: string; claim_token: string } }[]>`
      select public.create_guest_user(${email}, 'A', 'Guest', 'CREW') as made`;
    return row?.made;
  });
  if ("code" in outcome || !outcome.value) throw new Error("the guest was refused");
  return outcome.value;
}

const claim = (who: string, token: string) =>
  theatre.as(who, async (sql) => {
    const [row] = await sql<{ answer: Answer }[]>`
      select public.claim_guest_account(${token}) as answer`;
    return row?.answer as Answer;
  });

const claims = async () => {
  const [row] = await theatre.owner<{ count: number }[]>`
    select count(*)::integer from stagedoor_audit.leaves where event = 'account.claimed'`;
  return row?.count ?? 0;
};

it("a guest is claimed by one of two logins of the same address at once (F82)", async () => {
  for (const _ of times(3)) {
    const before = await claims();
    const { claim_token } = await guest("mia", "ina@example.test");
    const outcomes = await Promise.all(
      times(8).map((n) => claim(n % 2 === 0 ? "ina" : "ina_sso", claim_token)),
    );
    expect(refusals(outcomes)).toEqual([]);
    const won = values(outcomes).filter((answer) => answer.ok);
    // Whoever wins is answered the same each time; to the other the token is unknown.
    expect(new Set(won.map((answer) => answer.user_id)).size).toBe(1);
    expect(won).toHaveLength(4);
    const lost = values(outcomes).filter((answer) => !answer.ok);
    expect(new Set(lost.map((answer) => answer.reason))).toEqual(new Set(["invalid"]));
    expect(await claims()).toBe(before + 1);
    await theatre.owner`delete from stagedoor.rate_limits`;
    await theatre.owner`
      delete from public.crew_relationships as r using auth.users as u
      where u.id = r.crew_user_id and u.email = 'ina@example.test'`;
  }
});

it("two guests of one person become one account, whichever is claimed first (F82)", async () => {
  const guests = [
    await guest("mia", "new@example.test"),
    await guest("sid", "new@example.test"),
  ];
  const outcomes = await Promise.all(
    guests.flatMap(({ claim_token }) => times(3).map(() => claim("new", claim_token))),
  );
  expect(refusals(outcomes)).toEqual([]);
  expect(values(outcomes).every((answer) => answer.ok)).toBe(true);
  const managed = await theatre.owner`
    select from public.crew_relationships as r
    where r.crew_user_id = tests.id_for('new') and r.is_active`;
  expect(managed).toHaveLength(2);
});

it("a token that is reissued while it is claimed claims, or is void (F82)", async () => {
  const { user_id, claim_token } = await guest("mia", "guess@example.test");
  const [claimed, reissued] = await Promise.all([
    claim("guess", claim_token),
    theatre.as("mia", (sql) => sql`select public.reissue_claim_token(${user_id})`),
  ]);
  const won = values([claimed])[0]?.ok === true;
  // Behind a claim there is no guest of that id; behind a new token the old one is unknown.
  expect(won).not.toBe("value" in reissued);
});

it("twenty guesses at once are five guesses (F92)", async () => {
  await theatre.owner`delete from stagedoor.rate_limits`;
  const outcomes = await Promise.all(times(20).map((n) => claim("sid", `wrong ${n}`)));
  const reasons = values(outcomes).map((answer) => answer.reason);
  expect(reasons.filter((reason) => reason === "invalid")).toHaveLength(5);
  expect(reasons.filter((reason) => reason === "too_many_tries")).toHaveLength(15);
});

it("first things that are made at the same moment stand in one organization (F68)", async () => {
  const made = await Promise.all(
    times(6).map((n) =>
      theatre.as(
        "ina_sso",
        (sql) => sql`insert into public.venues (name) values (${`Hall ${n}`})`,
      ),
    ),
  );
  expect(refusals(made)).toEqual([]);
  const [row] = await theatre.owner<{ count: number }[]>`
    select count(distinct v.organization_id)::integer from public.venues as v
    where v.owner_id = tests.id_for('ina_sso')`;
  expect(row?.count).toBe(1);
});

it("assignments of one person at one place leave one access, however many come at once (F91)", async () => {
  await theatre.owner`
    insert into public.crew_relationships (manager_user_id, crew_user_id, accepted_at)
    values (tests.user_id('mia'), tests.user_id('sid'), now())`;
  const shows = await theatre.as(
    "mia",
    (sql) => sql<{ id: string }[]>`select public.create_show('Play') as id`,
  );
  const show = values([shows])[0]?.[0]?.id ?? "";
  const made = await Promise.all(
    ["CREW", "DRESSER", "CARPENTER", "WARDROBE", "VIDEO"].map((title) =>
      theatre.as(
        "mia",
        (sql) => sql`
          insert into public.show_assignments (project_id, user_id, user_role)
          values (${show}, tests.user_id('sid'), ${title})`,
      ),
    ),
  );
  expect(refusals(made)).toEqual([]);
  const held = () => theatre.owner`
    select from stagedoor.user_accesses as a
    where a.user_id = tests.user_id('sid') and a.scope_id = ${show} and a.status = 'Active'`;
  expect(await held()).toHaveLength(1);
  const ended = await Promise.all(
    ["CREW", "DRESSER", "CARPENTER", "WARDROBE", "VIDEO"].map((title) =>
      theatre.as(
        "mia",
        (sql) => sql`delete from public.show_assignments where user_role = ${title}`,
      ),
    ),
  );
  expect(refusals(ended)).toEqual([]);
  expect(await held()).toHaveLength(0);
});
