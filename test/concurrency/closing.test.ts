// A closed account holds nothing, also what is given at the moment in which it is closed.
import { afterAll, beforeAll, expect, describe, it } from "vitest";
import type { Database } from "../../scripts/dev/database.ts";
import { type Room, room, type Session } from "../attacks/session.ts";
import { testDatabase } from "../stack/database.ts";

let database: Database;
let here: Room;
let giver: Session;
let leaver: Session;
let give: string;
const close = "select (public.delete_my_account() ->> 'count')::integer";

beforeAll(async () => {
  database = await testDatabase({ from: "kit" });
  here = await room(database.url(), 2);
  [giver, leaver] = here.sessions as [Session, Session];
  await here.owner.unsafe(`
    select tests.create_user(name) from unnest(array['ada', 'early', 'late']) as name;
    select tests.create_project('Alpha', 'North');
    select tests.grant_role('ada', 'Alpha', 'owner')`);
  const [project] = await here.owner<{ id: string }[]>`
    select tests.scope_id('Alpha') as id`;
  give = `select public.grant_access('PERSON', '${project?.id}', 'permission', 'access:view')
    is not null`;
});
afterAll(async () => {
  await here?.end();
  await database?.drop();
});

async function idOf(name: string): Promise<string> {
  const [row] = await here.owner<{ id: string }[]>`select tests.user_id(${name}) as id`;
  return row?.id ?? "";
}

async function held(name: string): Promise<string[]> {
  const rows = await here.owner<{ status: string }[]>`
    select a.status from stagedoor.user_accesses as a
    where a.user_id = tests.user_id(${name})`;
  return rows.map(({ status }) => status);
}

describe("an account that is closed while it is given access (F73)", () => {
  it("loses what was given before", async () => {
    await giver.begin("ada");
    expect(await giver.ask(give.replace("PERSON", await idOf("early")))).toBe(true);
    await leaver.begin("early");
    const closing = leaver.ask(close);
    await here.untilBlocked(leaver);
    expect(await giver.commit()).toBe("commit");
    expect(await closing).toBe(0);
    expect(await leaver.commit()).toBe("commit");
    expect(await held("early")).toEqual(["Revoked"]);
  });

  it("is given nothing after", async () => {
    await leaver.begin("late");
    expect(await leaver.ask(close)).toBe(0);
    await giver.begin("ada");
    const giving = giver.ask(give.replace("PERSON", await idOf("late")));
    await here.untilBlocked(giver);
    expect(await leaver.commit()).toBe("commit");
    expect(await giving).toBe("23514");
    await giver.rollback();
    expect(await held("late")).toEqual([]);
  });
});
