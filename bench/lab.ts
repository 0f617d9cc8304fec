// What the questions are asked in: loaded databases, and people signed in to them.
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

  /** Turns for something that takes about so many milliseconds: two seconds a variant. */
  turns(milliseconds: number): Turns {
    const batch = Math.max(1, Math.round(1 / milliseconds));
    const rounds = Math.round(2000 / (batch * milliseconds));
    return { batch, rounds: Math.min(2000, Math.max(15, rounds)) };
  }

  /**
   * Somebody signed in as an API request is, on a connection of their own that stays open:
   * logged in as authenticator, become authenticated, with claims and headers.
   */
  async as(person: number, project?: string): Promise<Sql> {
    const sql = this.connect("authenticator");
    const claims = { sub: id("person", person), role: "authenticated", aal: "aal1" };
    const headers = project === undefined ? {} : { "x-project-id": project };
    await sql`
      select
        set_config('request.jwt.claims', ${JSON.stringify(claims)}, false),
        set_config('request.headers', ${JSON.stringify(headers)}, false)`;
    await sql`set role authenticated`;
    return sql;
  }

  /**
   * The owner of the product's objects, whom no policy holds, with somebody's claims: for
   * checks written by hand.
   */
  async owner(person?: number, world = this.world): Promise<Sql> {
    const sql = this.connect("postgres", world);
    if (person !== undefined) {
      const claims = JSON.stringify({ sub: id("person", person), role: "authenticated" });
      await sql`select set_config('request.jwt.claims', ${claims}, false)`;
    }
    return sql;
  }

  /** A connection as any login role. */
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
