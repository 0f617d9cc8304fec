/**
 * Random worlds and the questions to ask in them. Left to chance, nearly every answer would be
 * `no_permission`; so most questions are steered towards something that somebody holds, and
 * windows, policies and elevations are weighted until every reason is common.
 */
import fc from "fast-check";
import { drawAccesses, drawPast, keysOf, READING_KEYS } from "./accesses.ts";
import type { Dice } from "./dice.ts";
import { diceOf, idOf, NOWHERE } from "./dice.ts";
import { CORE_KEYS, NOT_KEYS, OWN_KEYS } from "./keys.ts";
import type {
  Access,
  Account,
  Alert,
  Elevation,
  Event,
  Implication,
  Link,
  MenuItem,
  Permission,
  Policy,
  Role,
  Row,
  Scope,
  Separation,
  Session,
  World,
} from "./world.ts";
import { isAtOrBelow, projectOf } from "./world.ts";

export interface Question {
  session: Session;
  key: string;
  scope: string | null;
  owner: string | null;
}

/** What does a user hold at a scope: a menu and a list of permissions. */
export interface ListQuestion {
  session: Session;
  user: string;
  scope: string;
}

/** Where does the session hold a key: the sets that policies ask for. */
export interface SetQuestion {
  session: Session;
  key: string;
}

/** What does a console show of a scope, whole and in pages of so many rows. */
export interface PageQuestion {
  session: Session;
  scope: string;
  limit: number;
}

export interface Case {
  world: World;
  sessions: Session[];
  questions: Question[];
  lists: ListQuestion[];
  sets: SetQuestion[];
  pages: PageQuestion[];
}

const drawScopes = ({ pick, chance, between }: Dice): Scope[] => {
  const scopes: Scope[] = [];
  const add = (type: Scope["type"], parents: Scope["type"] | null, count: number): void => {
    for (let n = 0; n < count; n += 1) {
      const above = scopes.filter((scope) => scope.type === parents);
      if (parents !== null && above.length === 0) return;
      scopes.push({
        id: idOf("scope", scopes.length),
        type,
        parent: parents === null ? null : pick(above).id,
        archived: chance({ organization: 1, project: 5, department: 12, unit: 5 }[type]),
      });
    }
  };
  add("organization", null, between(1, 2));
  add("project", "organization", between(1, 4));
  add("department", "project", between(0, 4));
  add("unit", "department", between(0, 1));
  return scopes;
};

/** A ban is over at the moment at which it ends. */
const drawAccounts = ({ many, chance }: Dice, now: number): Account[] =>
  many(2, 5, (index) => ({
    id: idOf("account", index),
    kind: index > 1 && chance(8) ? "guest" : "verified",
    email: `person${index}@example.org`,
    emailConfirmed: chance(80),
    bannedUntil: chance(95) ? null : now + (chance(50) ? 1 : 0),
    deleted: chance(2),
    anonymous: chance(2),
  }));

const drawPermissions = ({ chance }: Dice): Permission[] =>
  [...OWN_KEYS, ...CORE_KEYS].map((key) => ({
    key,
    requiresAal2: OWN_KEYS.includes(key) && chance(20),
    isDelegable: !OWN_KEYS.includes(key) || chance(90),
  }));

/** `:all` always implies its `:assigned`; the rest may go any way that makes no circle. */
const drawImplications = ({ chance }: Dice): Implication[] =>
  OWN_KEYS.flatMap((key, index) =>
    OWN_KEYS.slice(index + 1)
      .filter((implies) => implies === key.replace(":all", ":assigned") || chance(12))
      .map((implies) => ({ key, implies })),
  );

const POLICIES: Policy[] = [
  ...Array<Policy>(8).fill("allow"),
  ...Array<Policy>(5).fill("own"),
  ...Array<Policy>(7).fill("locked"),
  ...Array<Policy>(3).fill("deny"),
];

const drawRoles = ({ many, pick, chance }: Dice, scopes: Scope[]): Role[] => {
  const roles: Role[] = many(2, 6, (index) => {
    const links = many(
      1,
      4,
      (): Link => ({
        key: pick(chance(80) ? OWN_KEYS : CORE_KEYS),
        policy: pick(POLICIES),
      }),
    );
    return {
      id: idOf("role", index),
      key: `oracle_role_${index}`,
      scope: chance(25) ? pick(scopes).id : null,
      links: [...new Map(links.map((link) => [link.key, link])).values()],
      includes: [],
    };
  });
  // What shuts somebody out of lists, and nothing else.
  if (chance(50)) {
    const links = READING_KEYS.map((key): Link => ({ key, policy: "deny" }));
    const index = roles.length;
    const key = `oracle_role_${index}`;
    roles.push({ id: idOf("role", index), key, scope: null, links, includes: [] });
  }
  for (const role of roles) {
    const others = roles.filter(
      (other) =>
        other !== role &&
        other.includes.length === 0 &&
        !roles.some((each) => each.includes.includes(role.id)) &&
        (other.scope === null || other.scope === role.scope),
    );
    if (others.length > 0 && chance(30)) role.includes = [pick(others).id];
  }
  return roles;
};

/** One session of each level for everybody who can sign in, and nobody's. */
const drawSessions = ({ chance, pick }: Dice, world: World): Session[] => {
  const sessions: Session[] = [];
  for (const { id: user, kind } of world.accounts) {
    if (kind === "guest") continue;
    for (const aal of ["aal1", "aal1", "aal2"] as const) {
      const named = pick([...world.scopes.map((scope) => scope.id), NOWHERE]);
      const isNarrow =
        chance(25) && (named === NOWHERE || projectOf(world, named) !== undefined);
      sessions.push({
        user,
        id: chance(95) ? idOf("session", sessions.length) : null,
        clientId: chance(3) ? "oracle_app" : null,
        aal,
        alive: chance(92),
        factorGone: aal === "aal2" && chance(8),
        narrowedTo: isNarrow ? named : null,
      });
    }
  }
  return [
    ...sessions,
    {
      user: null,
      id: null,
      clientId: null,
      aal: "aal1",
      alive: false,
      factorGone: false,
      narrowedTo: null,
    },
  ];
};

/** Some of it is over or was ended. None lies ahead: an elevation begins when the code is given. */
const drawElevations = (dice: Dice, world: World, sessions: Session[]): Elevation[] => {
  const { between, chance, pick } = dice;
  const able = sessions.flatMap(({ user, id }) =>
    user === null || id === null ? [] : [{ user, id }],
  );
  if (able.length === 0) return [];
  const drawn = Array.from({ length: between(3, 10) }, (_, index) => {
    const session = pick(able);
    const [from, until] = drawPast(dice, world.now);
    const high = world.scopes.filter(({ type }) => type === "organization");
    return {
      id: idOf("elevation", index),
      user: session.user,
      scope: pick(chance(50) ? high : world.scopes).id,
      session: session.id,
      from,
      until: until ?? from + 30,
      ended: chance(10),
    };
  });
  // One open elevation per session and scope.
  return drawn.filter(
    (each, index) =>
      each.ended ||
      !drawn
        .slice(0, index)
        .some(
          (other) =>
            !other.ended && other.session === each.session && other.scope === each.scope,
        ),
  );
};

const drawSeparations = ({ many, pick }: Dice, world: World): Separation[] =>
  many(
    0,
    2,
    (index): Separation => ({
      id: idOf("separation", index),
      roles: [pick(world.roles).id, pick(world.roles).id],
    }),
  ).filter(({ roles: [one, other] }) => one !== other);

const drawMenu = ({ chance }: Dice, world: World): MenuItem[] =>
  [null, ...world.permissions.map(({ key }) => key)].map((key, index) => ({
    id: idOf("item", index),
    key,
    active: chance(95),
  }));

const drawRows = ({ pick, chance, many }: Dice, world: World): Row[] => {
  const places = world.scopes.filter(
    ({ type }) => type === "project" || type === "department",
  );
  return many(3, 10, (index) => {
    const place = pick(places);
    return {
      id: idOf("row", index),
      project: projectOf(world, place.id)?.id ?? place.id,
      department: place.type === "department" ? place.id : null,
      owner: chance(70) ? pick(world.accounts).id : null,
    };
  });
};

/** What is open is open once for the same person. */
const drawAlerts = ({ pick, chance, many, between }: Dice, world: World): Alert[] => {
  const drawn = many(0, 5, (index) => ({
    id: idOf("alert", index),
    scope: pick(world.scopes).id,
    subject: chance(30) ? null : pick(world.accounts).id,
    raised: world.now - between(0, 2),
    acknowledged: chance(30),
  }));
  return drawn.filter(
    (each, index) =>
      each.acknowledged ||
      !drawn
        .slice(0, index)
        .some(
          (other) =>
            !other.acknowledged &&
            other.scope === each.scope &&
            other.subject === each.subject,
        ),
  );
};

/** Each in the log of its project or organization; a few of a department that is gone. */
const drawEvents = ({ pick, chance, many }: Dice, world: World): Event[] =>
  many(2, 8, (index) => {
    const { id: scope } = pick(world.scopes);
    const sequence = projectOf(world, scope)?.id ?? scope;
    return { id: idOf("event", index), sequence, scope: chance(10) ? NOWHERE : scope };
  });

/** Aimed at an access most of the time, else at random, and now and then at what does not exist. */
const drawQuestion = (dice: Dice, world: World, sessions: Session[]): Question => {
  const { chance, pick } = dice;
  const access = world.accesses.length > 0 ? pick(world.accesses) : undefined;
  const theirs = sessions.filter(({ user }) => user !== null && user === access?.user);
  const question: Question = {
    session: pick(sessions),
    key: pick([...OWN_KEYS, ...CORE_KEYS]),
    scope: pick(world.scopes).id,
    owner: chance(30) ? null : pick(world.accounts).id,
  };
  if (access !== undefined && theirs.length > 0 && chance(85)) {
    const elevated = theirs.filter(({ id }) =>
      world.elevations.some((elevation) => elevation.session === id),
    );
    question.session = pick(elevated.length > 0 && chance(80) ? elevated : theirs);
    const below = world.scopes.filter(({ id }) => isAtOrBelow(world, id, access.scope));
    if (chance(95)) question.scope = pick(below).id;
    const keys = keysOf(world, access);
    if (keys.length > 0 && chance(95)) question.key = pick(keys);
  }
  if (chance(40)) question.owner = question.session.user;
  if (chance(2)) question.key = pick(NOT_KEYS);
  if (chance(1)) question.scope = pick([NOWHERE, null]);
  return question;
};

/** About oneself as often as about somebody else. */
const drawListQuestion = (dice: Dice, world: World, sessions: Session[]): ListQuestion => {
  const { session, scope } = drawQuestion(dice, world, sessions);
  const other = dice.pick(world.accounts).id;
  const user = session.user !== null && dice.chance(50) ? session.user : other;
  return { session, user, scope: scope ?? NOWHERE };
};

/** Mostly by somebody who reads lists at or above the scope, and of a project. */
const drawPageQuestion = (dice: Dice, world: World, sessions: Session[]): PageQuestion => {
  const { between, chance, pick } = dice;
  const question = {
    session: pick(sessions),
    scope: chance(98) ? pick(world.scopes).id : NOWHERE,
    limit: between(1, 4),
  };
  const readers = world.accesses.filter(
    (access) =>
      sessions.some(({ user }) => user !== null && user === access.user) &&
      keysOf(world, access).some((key) => READING_KEYS.includes(key)),
  );
  if (readers.length === 0 || chance(20)) return question;
  // Below a project somebody is shut out more often than they read.
  const isBelow = ({ scope }: Access): boolean => projectOf(world, scope)?.id !== scope;
  const shut = readers.filter(
    (access) => projectOf(world, access.scope) !== undefined && isBelow(access),
  );
  const reader = pick(shut.length > 0 && chance(50) ? shut : readers);
  question.session = pick(sessions.filter(({ user }) => user === reader.user));
  const around = world.scopes.filter(
    ({ id }) =>
      isAtOrBelow(world, id, reader.scope) || projectOf(world, reader.scope)?.id === id,
  );
  const projects = around.filter(({ type }) => type === "project");
  question.scope = pick(projects.length > 0 && chance(65) ? projects : around).id;
  return question;
};

const drawCase = (gen: fc.GeneratorValue, questions: number): Case => {
  const dice = diceOf(gen);
  const scopes = drawScopes(dice);
  const now = dice.between(0, 3);
  const world: World = {
    now,
    scopes,
    accounts: drawAccounts(dice, now),
    permissions: drawPermissions(dice),
    implications: drawImplications(dice),
    roles: drawRoles(dice, scopes),
    accesses: [],
    elevations: [],
    separations: [],
    menu: [],
    rows: [],
    alerts: [],
    events: [],
  };
  world.accesses = drawAccesses(dice, world);
  const sessions = drawSessions(dice, world);
  world.elevations = drawElevations(dice, world, sessions);
  world.separations = drawSeparations(dice, world);
  world.menu = drawMenu(dice, world);
  world.rows = drawRows(dice, world);
  world.alerts = drawAlerts(dice, world);
  world.events = drawEvents(dice, world);
  return {
    world,
    sessions,
    questions: Array.from({ length: questions }, () => drawQuestion(dice, world, sessions)),
    lists: Array.from({ length: 16 }, () => drawListQuestion(dice, world, sessions)),
    sets: Array.from({ length: 32 }, () => drawQuestion(dice, world, sessions)),
    pages: Array.from({ length: 6 }, () => drawPageQuestion(dice, world, sessions)),
  };
};

/** Worlds of a handful of scopes and people, each with so many questions. */
export const cases = (questions: number): fc.Arbitrary<Case> =>
  fc.gen().map((gen) => drawCase(gen, questions));
