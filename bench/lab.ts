// What the questions are asked in: loaded databases, and people who ask.
import { createHash } from "node:crypto";
import { Failure } from "../scripts/lib/failure.ts";
import { clusterUrl, SUPERUSER } from "../cli/postgres/cluster.ts";
import { connect, type Sql } from "../scripts/dev/sql.ts";
import type { Turns } from "./measure.ts";
import type { Row } from "./report.ts";
import type { World } from "./world.ts";

/** Two loaded databases, open connections, and where results go. */
export class Lab {
  /** The world that the table is about. */
  readonly world: World;
  /** The small one that it is compared with. */
  readonly small: World;
  /** Puts a line into the table. */
  readonly report: (row: Row) => void;
  private readonly open: Sql[] = [];
  private readonly shared = new Map<World, Sql>();

  constructor(world: World, small: World, report: (row: Row) => void) {
    this.world = world;
    this.small = small;
    this.report = report;
  }

  /** Turns for something that takes about so many milliseconds: some seconds a variant. */
  turns(milliseconds: number): Turns {
    const rounds = Math.round(2000 / milliseconds);
    return { batch: 1, rounds: Math.min(2000, Math.max(15, rounds)) };
  }

  /** Somebody who asks through the API. */
  as(person: number, project?: string): Caller {
    return this.caller("authenticated", person, project);
  }

  /**
   * The same person's questions as the owner of the tables, whom no policy holds: for checks
   * written by hand, and for none.
   */
  owner(person = 1, world = this.world): Caller {
    return this.caller("postgres", person, undefined, world);
  }

  /**
   * Somebody with any role. Who asks in turns does so over one connection: two servers of two
   * connections are not equally near to the client on a machine of two cores.
   */
  caller(role: string, person: number, project?: string, world = this.world): Caller {
    const desk = this.shared.get(world) ?? this.connect(SUPERUSER, world);
    this.shared.set(world, desk);
    const login = role === "postgres" ? role : "authenticator";
    return new Caller(desk, () => this.connect(login, world), role, person, project);
  }

  /** A connection that logs in as this role. It is ended with the lab. */
  connect(user: string = SUPERUSER, world = this.world): Sql {
    const sql = connect(clusterUrl(world.port, user, world.database));
    this.open.push(sql);
    return sql;
  }

  /** End every connection. */
  async close(): Promise<void> {
    await Promise.all(this.open.splice(0).map((sql) => sql.end()));
  }
}

/** A question adds its lines to the table. */
export type Question = (lab: Lab) => Promise<void>;

type Rows = Record<string, never>[];
type Param = string | number | string[];

/** Asks as PostgREST does: a transaction that says who asks, the question, its end. */
export class Caller {
  sql: Sql;
  private readonly open: () => Sql;
  private readonly settings: string[];
  private readonly mark: string;

  constructor(sql: Sql, open: () => Sql, role: string, person: number, project?: string) {
    this.sql = sql;
    this.open = open;
    this.settings = [role, claimsOf(person), headersOf(project)];
    // A statement prepared for one role is planned anew for another: each has its own.
    this.mark = ` -- ${role}`;
  }

  /** From now on over a connection of their own, as one of a crowd. */
  alone(): this {
    this.sql = this.open();
    present.set(this.sql, this);
    return this;
  }

  /** One request with one statement. `end` may be rollback, where nothing is to stay. */
  async ask(text: string, params: Param[] = [], end = "commit"): Promise<Rows> {
    await this.sql.unsafe("begin");
    await this.sql.unsafe(SETTINGS(true), this.settings, PREPARED);
    const rows = await this.sql.unsafe(text + this.mark, params, PREPARED);
    await this.sql.unsafe(end);
    return rows as unknown as Rows;
  }

  /** How many rows a statement touches that is then rolled back. */
  async tries(text: string, params: Param[] = []): Promise<number> {
    return ((await this.ask(text, params, "rollback")) as unknown as { count: number })
      .count;
  }

  /** Over a connection of their own, where `bare` may ask without saying who. */
  stay(): Promise<void> {
    return this.alone().arrive();
  }

  /** Until somebody else arrives there, `bare` may ask without saying who. */
  async arrive(): Promise<void> {
    present.set(this.sql, this);
    await this.sql.unsafe(SETTINGS(false), this.settings);
  }

  /** The statement alone, over one round trip. */
  async bare(text: string, params: Param[] = []): Promise<Rows> {
    if (present.get(this.sql) !== this) throw new Failure("Somebody else is there.");
    return (await this.sql.unsafe(text + this.mark, params, PREPARED)) as unknown as Rows;
  }
}

const PREPARED = { prepare: true };

/** Whose session a connection is, where it is somebody's. */
const present = new WeakMap<Sql, Caller>();

const SETTINGS = (isLocal: boolean): string => `
  select
    set_config('role', $1, ${isLocal}),
    set_config('request.jwt.claims', $2, ${isLocal}),
    set_config('request.headers', $3, ${isLocal})`;

/** What is in a token of the auth service, and about as long. */
function claimsOf(person: number): string {
  const sub = id("person", person);
  return JSON.stringify({
    iss: "https://abcdefghijklmnopqrst.supabase.co/auth/v1",
    sub,
    aud: "authenticated",
    exp: 4_102_444_800,
    iat: 4_102_441_200,
    email: `person${person}@example.org`,
    phone: "",
    app_metadata: { provider: "email", providers: ["email"] },
    user_metadata: { email: `person${person}@example.org`, email_verified: true, sub },
    role: "authenticated",
    aal: "aal1",
    amr: [{ method: "password", timestamp: 4_102_441_200 }],
    session_id: id("session", person),
    is_anonymous: false,
  });
}

/** What a browser sends through an API gateway, and about as long. */
function headersOf(project?: string): string {
  return JSON.stringify({
    accept: "*/*",
    "accept-encoding": "gzip, br",
    "accept-language": "en-GB,en;q=0.9",
    "accept-profile": "public",
    host: "abcdefghijklmnopqrst.supabase.co",
    origin: "https://app.example.org",
    referer: "https://app.example.org/",
    "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36",
    "x-client-info": "supabase-js-web/2.109.0",
    "x-forwarded-for": "203.0.113.7,203.0.113.7",
    "x-forwarded-proto": "https",
    ...(project === undefined ? {} : { "x-project-id": project }),
  });
}

/** The id that bench.id() gives in the database. */
export function id(kind: string, number: number): string {
  const hex = createHash("md5").update(`stagedoor bench ${kind} ${number}`).digest("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The projects of somebody who is a member of so many. */
export function projectsOf(count: number): string[] {
  const step = 20_000 / count;
  return Array.from({ length: count }, (_, n) =>
    id("project", 1 + (((n + 1) * step) % 20_000)),
  );
}
