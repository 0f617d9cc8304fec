import type { SupabaseClient } from "@supabase/supabase-js";
import type { Database as Ours, Json } from "./database.ts";
import { type AnySupabaseClient, calls, type Served } from "./supabase.ts";

type Calls = Ours["public"]["Functions"];
type Performed = "submit_transaction" | "approve_transaction" | "reallocate_budget";

/** A call that `run_under_override` performs, with its arguments. */
export type Operation = {
  [Call in Performed]: { call: Call; args: Calls[Call]["Args"] };
}[Performed];

/** A row that carries the override under which it was written (F112). */
export interface WrittenRow {
  table: (typeof TABLES)[number];
  id: string;
}

/** What work under an override is told. */
export interface OverrideWindow {
  overrideId: string;
  /** When the database stops letting anything through. */
  endsAt: Date;
  /** Aborted at that moment, for requests that take long. */
  signal: AbortSignal;
}

/** Work under an override failed: why, and what of it stays. */
export class EmergencyOverrideError extends Error {
  override readonly name = "EmergencyOverrideError";
  readonly overrideId: string;
  /**
   * Rows that were written under the override and are still there. Null where they could not
   * be read: what carries `override_id` in the tables then says.
   */
  readonly written: readonly WrittenRow[] | null;

  /** `cause` is the error of the work, or of the call that was refused. */
  constructor(overrideId: string, written: readonly WrittenRow[] | null, cause: unknown) {
    super(`Work under override ${overrideId} failed: ${messageOf(cause)}`, { cause });
    this.overrideId = overrideId;
    this.written = written;
  }
}

/** Both halves of the API. */
interface Reached {
  calls: Pick<SupabaseClient<Ours>, "rpc">;
  tables: Pick<ReturnType<SupabaseClient<Ours>["schema"]>, "from">;
}

/** 10,080 minutes, in milliseconds. */
const LONGEST_WINDOW = 10_080 * 60_000;

const TABLES = [
  "budget_lines",
  "budget_moves",
  "cost_transactions",
  "transaction_approvals",
] as const;

/**
 * Work under an emergency override that was granted, and end it in any case (F42).
 *
 * A list of operations is performed by one call, all of them or none: where one is refused,
 * nothing stays. Answers their results.
 *
 * A callback works through calls of its own, each of which commits by itself. **Where it fails,
 * what it has written stays**: the error lists the rows, and whoever reads it takes them back, a
 * cost with `void_transaction`, a move by moving it back. Answers what the callback answers.
 *
 * The override is completed where the work succeeds, failed where it does not, and always
 * revoked, also where an answer was lost or the database broke off. A process that dies in
 * between revokes nothing: the window ends the override, at the very next statement behind it.
 * Only its requester can work under one.
 *
 * @throws EmergencyOverrideError where the work fails; the `PostgrestError` of the call where
 *   the database refused to begin it, which leaves the override as it was.
 */
export function withEmergencyOverride(
  supabase: SupabaseClient<Ours> | AnySupabaseClient,
  overrideId: string,
  work: readonly Operation[],
  served?: Served,
): Promise<Json[]>;
export function withEmergencyOverride<T>(
  supabase: SupabaseClient<Ours> | AnySupabaseClient,
  overrideId: string,
  work: (window: OverrideWindow) => Promise<T>,
  served?: Served,
): Promise<T>;
export async function withEmergencyOverride<T>(
  supabase: SupabaseClient<Ours> | AnySupabaseClient,
  overrideId: string,
  work: readonly Operation[] | ((window: OverrideWindow) => Promise<T>),
  served: Served = {},
): Promise<T | Json[]> {
  const ours: Reached = {
    calls: calls(supabase, served),
    // Tables stand in public, wherever the calls are served.
    tables: (supabase as SupabaseClient<Ours>).schema("public"),
  };
  return typeof work === "function"
    ? perform(ours, overrideId, work)
    : runList(ours, overrideId, work);
}

async function runList(
  ours: Reached,
  overrideId: string,
  operations: readonly Operation[],
): Promise<Json[]> {
  const { data, error, status } = await ours.calls.rpc("run_under_override", {
    p_override_id: overrideId,
    p_operations: operations as unknown as Json,
  });
  if (!error) return (data as { results: Json[] }).results;
  // An outcome has ended the override. What was raised has changed nothing.
  if ("ok" in error) throw new EmergencyOverrideError(overrideId, [], error);
  if (isRefusal(status, error)) throw error;
  throw await ended(ours, overrideId, error);
}

async function perform<T>(
  ours: Reached,
  overrideId: string,
  work: (window: OverrideWindow) => Promise<T>,
): Promise<T> {
  const { data, error, status } = await ours.calls.rpc("start_override", {
    p_override_id: overrideId,
  });
  if (error) throw isRefusal(status, error) ? error : await ended(ours, overrideId, error);
  const endsAt = new Date((data as { ends_at: string }).ends_at);
  // By a clock that may be wrong: no timer waits longer than a window can be.
  const rest = Math.min(Math.max(0, endsAt.getTime() - Date.now()), LONGEST_WINDOW);
  try {
    const done = await work({ overrideId, endsAt, signal: AbortSignal.timeout(rest) });
    await ours.calls.rpc("complete_override", { p_override_id: overrideId }).throwOnError();
    return done;
  } catch (cause) {
    throw await ended(ours, overrideId, cause);
  }
}

/**
 * Whether the database said no, or was never reached: nothing has changed. Of what a gateway says
 * in their place nobody knows what came of the call, and one that was broken off is work that
 * failed.
 */
const isRefusal = (status: number, error: { code?: string }): boolean =>
  [401, 403, 413, 429].includes(status) ||
  (status >= 400 && status < 500 && Boolean(error.code)) ||
  /^PGRST00[0-3]$/.test(error.code ?? "");

/** Fail what is active, and revoke it whatever it is: the error of the work comes first. */
async function ended(
  ours: Reached,
  overrideId: string,
  cause: unknown,
): Promise<EmergencyOverrideError> {
  const message = reasonOf(cause);
  const failed = await ours.calls
    .rpc("fail_override", { p_override_id: overrideId, p_error: message })
    .then(({ error }) => error === null);
  if (!failed) {
    await ours.calls.rpc("revoke_override", {
      p_override_id: overrideId,
      p_reason: message,
    });
  }
  const written = await Promise.all(
    TABLES.map((table) => readWritten(ours, table, overrideId)),
  );
  return new EmergencyOverrideError(
    overrideId,
    written.includes(null) ? null : written.flatMap((rows) => rows ?? []),
    cause,
  );
}

/** The rows of a table that carry the override, as far as its requester sees them. */
async function readWritten(
  ours: Reached,
  table: WrittenRow["table"],
  overrideId: string,
): Promise<WrittenRow[] | null> {
  const rows: WrittenRow[] = [];
  // A project answers so many rows at once, and does not say how many.
  for (;;) {
    const page = ours.tables.from(table).select("id").eq("override_id", overrideId);
    const last = rows.at(-1)?.id;
    const { data, error } = await (last === undefined ? page : page.gt("id", last)).order(
      "id",
    );
    if (error || data === null) return null;
    if (data.length === 0) return rows;
    rows.push(...data.map(({ id }) => ({ table, id })));
  }
}

/** What a cause says, as far as a reason takes it: 1,000 characters that PostgreSQL knows. */
function reasonOf(cause: unknown): string {
  const text = messageOf(cause)
    .replaceAll("\0", "")
    .replaceAll(/\p{Surrogate}/gu, "\uFFFD");
  return Array.from(text.trim()).slice(0, 1000).join("").trim() || "The work failed";
}

function messageOf(cause: unknown): string {
  if (typeof cause === "object" && cause !== null && "message" in cause) {
    return String(cause.message);
  }
  return String(cause);
}
