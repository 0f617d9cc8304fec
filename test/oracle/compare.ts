/** Where the database and the oracle answer differently. */
import type { Answers } from "./ask.ts";
import { ABOUT_PER_PAGE, asksOf, explainedWith, newRowsOf } from "./ask.ts";
import { explainedOf, itemExplainedOf } from "./explained.ts";
import {
  isWithin,
  menuOf,
  permissionsOf,
  scopesWith,
  scopesWithOwn,
  sessionPermissionsOf,
} from "./lists.ts";
import { changesAt } from "./horizon.ts";
import {
  accessesAt,
  alertsAt,
  delegationsOf,
  eventsAt,
  exportOf,
  inPages,
  invitationsAt,
  matrixAt,
  projectsOf,
  rolesAt,
  type Shown,
} from "./pages.ts";
import { decide } from "./oracle.ts";
import { at, ROW_KEYS } from "./sql.ts";
import { textOf } from "./text.ts";
import { type MenuItem, personOf, type Row, type Session, type World } from "./world.ts";
import type { Case } from "./worlds.ts";

/** One question that got two answers. `asked` is SQL, to be run as the session. */
export interface Difference {
  session: Session;
  asked: string;
  oracle: unknown;
  database: unknown;
}

const literal = (value: string | null): string =>
  value === null ? "null" : `'${value.replaceAll("'", "''")}'`;

const call = (name: string, ...values: (string | null)[]): string =>
  `select ${name}(${values.map(literal).join(", ")})`;

const itemsOf = (menu: Map<MenuItem, boolean> | null): Map<string, boolean> | null =>
  menu && new Map([...menu].map(([item, opens]) => [item.id, opens]));

const policiesOf = (
  session: Answers["lists"][0]["session"] | undefined,
): Map<string, string> =>
  new Map(session?.permissions.map(({ key, policy }) => [key, policy]));

/** Everything that one session was told, against what the oracle says. */
const differencesOf = (drawn: Case, session: Session, told: Answers): Difference[] => {
  const { world } = drawn;
  const asks = asksOf(drawn, session);
  const found: Difference[] = [];
  const compare = (asked: string, oracle: unknown, database: unknown): void => {
    if (textOf(oracle) !== textOf(database))
      found.push({ session, asked, oracle, database });
  };

  /** An answer that says until when it holds must not hold longer (F114). */
  const compareHorizon = (
    asked: string,
    answer: (then: World) => unknown,
    validUntil: string | null,
  ): void => {
    const changes = changesAt(world, answer);
    if (changes === null) return;
    const isInTime =
      validUntil !== null && Date.parse(validUntil) <= Date.parse(at(changes));
    if (isInTime) return;
    const oracle = { valid_until: `${at(changes)} or earlier` };
    found.push({ session, asked, oracle, database: { valid_until: validUntil } });
  };

  for (const [index, { key, scope, owner }] of asks.questions.entries()) {
    const decision = decide(world, session, key, scope, owner);
    const answer = told.decisions[index];
    const { allowed, policy, reason, remedy } = answer?.authorize ?? {};
    compare(call("public.can", key, scope, owner), decision.allowed, answer?.can);
    compare(call("public.authorize", key, scope, owner), decision, {
      allowed,
      policy,
      reason,
      remedy,
    });
    compareHorizon(
      `${call("public.authorize", key, scope, owner)} -> 'valid_until'`,
      (then) => decide(then, session, key, scope, owner).allowed,
      answer?.authorize.valid_until ?? null,
    );
    const enforced = told.enforced[index];
    if (enforced === undefined) continue;
    const refusal = decision.reason === "unknown_scope" ? "PT404" : "42501";
    compare(
      call("public.enforce", key, scope, owner),
      decision.allowed ? "ok" : refusal,
      enforced,
    );
    compare(
      call("public.explain_access", session.user, key, scope, owner),
      explainedOf(world, session, session.user, key, scope, owner),
      told.explained[index],
    );
  }

  for (const { key, scopes_with, scopes_with_own } of told.sets) {
    compare(
      call("stagedoor.scopes_with", key),
      scopesWith(world, session, key),
      scopes_with,
    );
    compare(
      call("stagedoor.scopes_with_own", key),
      scopesWithOwn(world, session, key),
      scopes_with_own,
    );
  }

  for (const [index, { user, scope }] of asks.lists.entries()) {
    const answer = told.lists[index];
    const menu = menuOf(world, session, user, scope);
    compare(call("public.get_user_project_menu", user, scope), itemsOf(menu), answer?.menu);
    compare(
      call("public.get_user_permissions", user, scope),
      permissionsOf(world, session, user, scope),
      answer?.permissions,
    );
    const about = explainedWith(world, asks, index);
    if (about.item !== null)
      compare(
        `${call("public.explain_menu", user, scope)}: of the item ${about.item}`,
        itemExplainedOf(world, session, user, scope, about.item),
        answer?.item_explained,
      );
    const asked = call("public.get_my_session", scope);
    const permissions = (then: World) => sessionPermissionsOf(then, session, scope);
    const person = personOf(session);
    const own = (then: World) =>
      person === null ? null : itemsOf(menuOf(then, session, person, scope));
    compare(`${asked} -> 'permissions'`, permissions(world), policiesOf(answer?.session));
    // An app is refused; who is nobody is shown nothing.
    const menuOfOwn = session.clientId === null ? (own(world) ?? {}) : undefined;
    compare(`${asked} -> 'menu'`, menuOfOwn, answer?.session?.menu);
    compareHorizon(
      `${asked} -> 'valid_until'`,
      (then) => [textOf(own(then)), textOf(permissions(then))],
      answer?.session?.valid_until ?? null,
    );
  }

  const inOrder = (shown: Shown | undefined): string =>
    typeof shown === "string" ? shown : (shown ?? []).join(" | ");
  for (const [index, { scope, limit }] of asks.pages.entries()) {
    const answer = told.pages[index];
    const place = literal(scope);
    const accesses = accessesAt(world, session, scope);
    const alerts = alertsAt(world, session, scope);
    const events = eventsAt(world, session, scope);
    const ordered: [string, Shown, Shown | undefined][] = [
      [`select * from public.list_accesses(${place})`, accesses, answer?.accesses],
      [
        `select * from public.list_accesses(${place}, ${limit}, null): and so on`,
        inPages(accesses, limit),
        answer?.accesses_in_pages,
      ],
      [
        `select * from public.list_invitations(${place})`,
        invitationsAt(world, session, scope),
        answer?.invitations,
      ],
      [`select * from public.list_alerts(${place})`, alerts, answer?.alerts],
      [
        `select * from public.list_alerts(${place}, ${limit})`,
        typeof alerts === "string" ? alerts : alerts.slice(0, limit),
        answer?.first_alerts,
      ],
      [`select * from public.get_audit_events(${place})`, events, answer?.events],
      [
        `select * from public.get_audit_events(${place}, ${limit}, null): and so on`,
        inPages(events, limit),
        answer?.events_in_pages,
      ],
      [
        `select public.export_audit(${place})`,
        exportOf(world, session, scope),
        answer?.export,
      ],
      [
        "select * from public.list_my_delegations()",
        delegationsOf(world, session),
        answer?.delegations,
      ],
    ];
    for (let turn = 0; turn < ABOUT_PER_PAGE; turn += 1) {
      const about = explainedWith(world, asks, index * ABOUT_PER_PAGE + turn);
      compare(
        call("public.explain_access", about.about, about.key, scope, about.owner),
        explainedOf(world, session, about.about, about.key, scope, about.owner),
        answer?.explained[turn],
      );
    }
    for (const [asked, shown, answered] of ordered)
      compare(asked, inOrder(shown), inOrder(answered));
    // Sorted by a name, which is for people: what is in them counts.
    compare(
      `select * from public.list_roles(${place})`,
      rolesAt(world, session, scope),
      answer?.roles,
    );
    compare(
      `select * from public.get_role_matrix(${place})`,
      matrixAt(world, session, scope),
      answer?.matrix,
    );
    compare(
      "select * from public.get_my_projects()",
      projectsOf(world, session),
      answer?.projects,
    );
  }

  const within = (operation: keyof typeof ROW_KEYS, row: Row): boolean =>
    isWithin(world, session, ROW_KEYS[operation], row);
  const seen = (row: Row): boolean => within("select", row);
  const rows = (accepts: (row: Row) => boolean): string[] =>
    world.rows.filter(accepts).map(({ id }) => id);
  const tried = (accepts: (row: Row & { replaces: string }) => boolean): string[] =>
    newRowsOf(drawn)
      .filter(accepts)
      .map(({ id }) => id);
  compare("select id from public.oracle_rows", rows(seen), told.rows.selected);
  compare(
    "update public.oracle_rows set note = 'changed' returning id",
    rows((row) => seen(row) && within("update", row)),
    told.rows.updated,
  );
  compare(
    "delete from public.oracle_rows returning id",
    rows((row) => seen(row) && within("delete", row)),
    told.rows.deleted,
  );
  compare(
    "insert into public.oracle_rows: the first rows again",
    tried((row) => within("insert", row)),
    told.rows.inserted,
  );
  compare(
    "update public.oracle_rows: places and owner of the first rows into the row before each",
    tried((row) => {
      const old = world.rows.find(({ id }) => id === row.replaces) ?? row;
      return seen(old) && within("update", old) && seen(row) && within("update", row);
    }),
    told.rows.moved,
  );
  return found;
};

/** Every difference of a case. */
export const compareAll = (drawn: Case, answers: Answers[]): Difference[] =>
  drawn.sessions.flatMap((session, index) => {
    const told = answers[index];
    return told === undefined ? [] : differencesOf(drawn, session, told);
  });
