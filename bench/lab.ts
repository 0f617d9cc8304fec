// What the questions are asked in: loaded databases, and people who ask.
import { createHash } from "node:crypto";
import { clusterUrl, SUPERUSER } from "../scripts/lib/cluster.ts";
import { connect, type Sql } from "../scripts/lib/sql.ts";
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

  /** Somebody who asks through the API, on a connection of their own. */
  as(person: number, project?: string): Caller {
    return new Caller(this.connect("authenticator"), "authenticated", person, project);
  }

  /**
   * The same person's questions as the owner of the tables, whom no policy holds: for checks
   * written by hand, and for none.
   */
  owner(person = 1, world = this.world): Caller {
    return new Caller(this.connect("postgres", world), "postgres", person);
  }

  /** A connection as any login role. It is ended with the lab. */
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
  readonly sql: Sql;
  private readonly settings: string[];

  constructor(sql: Sql, role: string, person: number, project?: string) {
    this.sql = sql;
    this.settings = [role, claimsOf(person), headersOf(project)];
  }

  /** One request with one statement. `end` may be rollback, where nothing is to stay. */
  async ask(text: string, params: Param[] = [], end = "commit"): Promise<Rows> {
    await this.sql.unsafe("begin");
    await this.sql.unsafe(SETTINGS(true), this.settings, PREPARED);
    const rows = await this.sql.unsafe(text, params, PREPARED);
    await this.sql.unsafe(end);
    return rows as unknown as Rows;
  }

  /** How many rows a statement touches that is then rolled back. */
  async tries(text: string, params: Param[] = []): Promise<number> {
    return ((await this.ask(text, params, "rollback")) as unknown as { count: number })
      .count;
  }

  /** From now on, `bare` may ask without saying who. */
  async stay(): Promise<void> {
    await this.sql.unsafe(SETTINGS(false), this.settings);
  }

  /** The statement alone, over one round trip. */
  async bare(text: string, params: Param[] = []): Promise<Rows> {
    return (await this.sql.unsafe(text, params, PREPARED)) as unknown as Rows;
  }
}

const PREPARED = { prepare: true };

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
