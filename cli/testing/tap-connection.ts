// One connection that runs pgTAP scripts one after another, as psql would: `pg` streams the
// rows. Each script is one transaction, and nothing of it stays for the next.
import pg from "pg";
import { connect, type Sql } from "../lib/sql.ts";
import { lineAt } from "./line-at.ts";

/** A connection to a database that has pgTAP. */
export class TapConnection {
  readonly #client: pg.Client;
  /** Another connection: only from there can a script be stopped. */
  readonly #control: Sql;
  #pid = 0;
  #lost: string | null = null;

  private constructor(url: string) {
    this.#control = connect(url);
    this.#client = new pg.Client({ connectionString: url, statement_timeout: 120_000 });
    this.#client.on("error", (error) => {
      this.#lost ??= error.message;
    });
  }

  static async open(url: string): Promise<TapConnection> {
    const connection = new TapConnection(url);
    await connection.#client.connect();
    await connection.#client.query("set search_path = public, extensions");
    const { rows } = await connection.#client.query<{ pid: number }>(
      "select pg_backend_pid() as pid",
    );
    connection.#pid = rows[0]?.pid ?? 0;
    return connection;
  }

  /**
   * Send a script, the first column of every row up while that is wanted, and take it back.
   * Returns what went wrong, or null.
   */
  async run(text: string, onLine: (line: string) => boolean): Promise<string | null> {
    let wrong: string | null = null;
    let stopped: Promise<unknown> | undefined;
    await new Promise<void>((resolve) => {
      const config: pg.QueryArrayConfig = { text, rowMode: "array" };
      const query = new pg.Query<unknown[]>(config);
      query.on("row", ([first]: unknown[]) => {
        if (stopped || typeof first !== "string" || onLine(first)) return;
        stopped = this.#control`select pg_cancel_backend(${this.#pid})`.execute();
      });
      query.on("end", () => resolve());
      query.on("error", (error) => {
        if (!stopped) wrong = described(error, text);
        resolve();
      });
      this.#client.query(query);
    });
    await stopped;
    await this.#takeBack();
    return wrong ?? this.#lost;
  }

  async end(): Promise<void> {
    await Promise.all([this.#client.end(), this.#control.end()]);
  }

  /** All but what was read and planned: that serves the next script. */
  async #takeBack(): Promise<void> {
    const text = `rollback; deallocate all;
      select pg_advisory_unlock_all(), pg_stat_force_next_flush()`;
    await this.#client.query(text).catch(async (error: unknown) => {
      if (!(error instanceof pg.DatabaseError) || error.code !== QUERY_CANCELED)
        throw error;
      // It came too late for the script.
      await this.#client.query(text);
    });
  }
}

const QUERY_CANCELED = "57014";

function described(error: Error, text: string): string {
  if (!(error instanceof pg.DatabaseError)) return error.message;
  const at = error.position ? `line ${lineAt(text, Number(error.position))}: ` : "";
  const more = [error.detail, error.hint, error.where].filter(Boolean).join("\n  ");
  return `${at}${error.message} (${error.code ?? "no code"})${more ? `\n  ${more}` : ""}`;
}
