// The world of one test: what there is, and who speaks.
import type postgres from "postgres";
import { resume, speakAs, speaker, type Who } from "./persona.ts";
import { type AccessQuestion, type RowsQuestion, verdicts } from "./verdicts.ts";

type Tx = postgres.TransactionSql;

/** When an access counts, and whether it does. */
export interface Window {
  validFrom?: Date;
  validUntil?: Date;
  /** Active, Invited or Revoked. */
  status?: string;
}

/** The verbs of the kit: the same names and meanings as in SQL. */
export interface World {
  /** The transaction. Outside `asUser` it speaks as the owner of the database. */
  sql: Tx;
  /** Sign a user up, by the triggers on auth.users. Returns the id. */
  createUser(
    name: string,
    user?: {
      email?: string;
      isConfirmed?: boolean;
      isAnonymous?: boolean;
      /** raw_user_meta_data: what a sign-up form adds. */
      userData?: Record<string, unknown>;
    },
  ): Promise<string>;
  /** Make an account without a login. Returns the id. */
  createGuest(name: string, createdBy?: string): Promise<string>;
  /** Make an organization without any access. Returns its id. */
  createOrganization(name: string): Promise<string>;
  /** Make a project of an organization, The company unless named. Returns its id. */
  createProject(name: string, organization?: string): Promise<string>;
  /** Make a department of a project. Returns its id. */
  createDepartment(name: string, project: string): Promise<string>;
  /** Let a row that is there be a scope, or a user, of the test. Returns the id. */
  adopt(
    table: string,
    id: string,
    as?: { name?: string; parent?: string; scopeType?: string },
  ): Promise<string>;
  /** Make sure that a key is in the catalogue. */
  createPermission(
    key: string,
    options?: { requiresAal2?: boolean; isDelegable?: boolean },
  ): Promise<string>;
  /** Make a role of a scope, or a built-in one for null, from keys and policies. */
  createRole(
    key: string,
    scope: string | null,
    links: Record<string, "allow" | "own" | "locked" | "deny">,
  ): Promise<string>;
  /** Grant a user a role at a scope. Returns the id of the access. */
  grantRole(user: string, scope: string, role: string, window?: Window): Promise<string>;
  /** Grant a user one key at a scope. Returns the id of the access. */
  grantKey(user: string, scope: string, key: string, window?: Window): Promise<string>;
  /** Deny a user one key at a scope and below. Returns the id of the access. */
  deny(user: string, scope: string, key: string): Promise<string>;
  /** Revoke one access. */
  revoke(accessId: string): Promise<void>;
  /** Elevate a user in a session at a scope. */
  elevate(user: string, session: string, scope: string, minutes?: number): Promise<void>;
  /** Archive a scope and with it all below. */
  archive(scope: string): Promise<void>;
  /** The id of a user. Throws for a name that nobody has. */
  userId(name: string): Promise<string>;
  /** The id of the one scope of this name. Throws where there are none or more. */
  scopeId(name: string): Promise<string>;
  /** Let decisions be taken at one moment from now on. */
  freezeTime(at: Date): Promise<void>;
  /** Let the clock run again. */
  unfreezeTime(): Promise<void>;
  /** Do now what a commit would do: events, versions, closed windows. */
  flush(): Promise<void>;
  /**
   * Do something as somebody. What it writes stays for the rest of the test; where it throws,
   * all that it wrote is taken back and the test can go on. The speaker before speaks again.
   */
  asUser<T>(who: Who, work: (sql: Tx) => Promise<T>): Promise<T>;
  /**
   * Assert what `authorize` answers somebody about a key at a scope: `allowed`, `refused` or a
   * reason, as `needs_aal2`. Another word is an error.
   *
   * @throws AssertionError
   */
  accessIs(
    who: Who,
    scope: string,
    key: string,
    expected: string,
    question?: AccessQuestion,
  ): Promise<void>;
  /**
   * Assert how many rows of a table or view somebody sees. Fails where there is no row that
   * could be seen or hidden, and where the right to select is missing.
   *
   * @throws AssertionError
   */
  seesRows(
    who: Who,
    table: string,
    expected: number,
    question?: RowsQuestion,
  ): Promise<void>;
}

/** The verbs over a transaction of the owner, in a database that has the kit. */
export function worldOf(sql: Tx): World {
  const make = async (call: postgres.PendingQuery<{ id: string }[]>) => {
    const [row] = await call;
    return row?.id ?? "";
  };
  const json = (value: unknown) => sql.json((value ?? null) as postgres.JSONValue);
  const asUser: World["asUser"] = (who, work) => asSomebody(sql, who, work);
  return {
    sql,
    createUser: (name, { email, isConfirmed = true, isAnonymous = false, userData } = {}) =>
      make(sql`select tests.create_user(
        ${name}, ${email ?? null}, ${isConfirmed}, ${isAnonymous},
        ${userData ? json(userData) : null}) as id`),
    createGuest: (name, createdBy) =>
      make(sql`select tests.create_guest(${name}, ${createdBy ?? null}) as id`),
    createOrganization: (name) =>
      make(sql`select tests.create_organization(${name}) as id`),
    createProject: (name, organization = "The company") =>
      make(sql`select tests.create_project(${name}, ${organization}) as id`),
    createDepartment: (name, project) =>
      make(sql`select tests.create_department(${name}, ${project}) as id`),
    adopt: (table, id, { name, parent, scopeType } = {}) =>
      make(sql`select tests.adopt(
        ${table}::text::regclass, ${id}, ${name ?? null}, ${parent ?? null},
        ${scopeType ?? null}) as id`),
    createPermission: (key, { requiresAal2 = false, isDelegable = true } = {}) =>
      make(
        sql`select tests.create_permission(${key}, ${requiresAal2}, ${isDelegable}) as id`,
      ),
    createRole: (key, scope, links) =>
      make(sql`select tests.create_role(${key}, ${scope}, ${json(links)}) as id`),
    grantRole: (user, scope, role, { validFrom, validUntil, status = "Active" } = {}) =>
      make(sql`select tests.grant_role(${user}, ${scope}, ${role}, ${validFrom ?? null},
        ${validUntil ?? null}, ${status}) as id`),
    grantKey: (user, scope, key, { validFrom, validUntil, status = "Active" } = {}) =>
      make(sql`select tests.grant_key(${user}, ${scope}, ${key}, ${validFrom ?? null},
        ${validUntil ?? null}, ${status}) as id`),
    deny: (user, scope, key) =>
      make(sql`select tests.deny(${user}, ${scope}, ${key}) as id`),
    revoke: async (accessId) => {
      await sql`select tests.revoke(${accessId})`;
    },
    elevate: async (user, session, scope, minutes = 5) => {
      await sql`select tests.elevate(${user}, ${session}, ${scope}, ${minutes})`;
    },
    archive: async (scope) => {
      await sql`select tests.archive(${scope})`;
    },
    userId: (name) => make(sql`select tests.user_id(${name}) as id`),
    scopeId: (name) => make(sql`select tests.scope_id(${name}) as id`),
    freezeTime: async (at) => {
      await sql`select tests.freeze_time(${at})`;
    },
    unfreezeTime: async () => {
      await sql`select tests.unfreeze_time()`;
    },
    flush: async () => {
      await sql`select tests.flush()`;
    },
    asUser,
    accessIs: (who, scope, key, expected, { owner } = {}) =>
      asUser(who, (inner) =>
        verdicts(inner, called(who)).access(scope, key, expected, owner),
      ),
    seesRows: (who, table, expected, { where } = {}) =>
      asUser(who, (inner) => verdicts(inner, called(who)).rows(table, expected, where)),
  };
}

async function asSomebody<T>(sql: Tx, who: Who, work: (sql: Tx) => Promise<T>): Promise<T> {
  let result!: T;
  await sql.savepoint(async (inner) => {
    const before = await speaker(inner);
    await speakAs(inner, who);
    result = await work(inner);
    await resume(inner, before);
  });
  return result;
}

const called = (who: Who): string =>
  typeof who === "string" ? who : (who.name ?? who.role ?? "anon");
