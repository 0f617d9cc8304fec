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
  /** Rows that were written under the override and are still there. */
  readonly written: readonly WrittenRow[];

  /** `cause` is the error of the work, or of the call that was refused. */
  constructor(overrideId: string, written: readonly WrittenRow[], cause: unknown) {
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
 * revoked. A process that dies in between revokes nothing: the window ends the override, at
 * the very next statement behind it. Only its requester can work under one.
 *
 * @throws EmergencyOverrideError where the work fails; the `PostgrestError` of the call where
 *   the override could not begin, which leaves it as it was.
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
  // Nobody knows whether a request without an answer arrived: as if it had begun.
  if (status === 0) {
    await end(ours, overrideId, error);
    throw new EmergencyOverrideError(
      overrideId,
      await readWritten(ours, overrideId),
      error,
    );
  }
  throw error;
}

async function perform<T>(
  ours: Reached,
  overrideId: string,
  work: (window: OverrideWindow) => Promise<T>,
): Promise<T> {
  const { data } = await ours.calls
    .rpc("start_override", { p_override_id: overrideId })
    .throwOnError();
  const endsAt = new Date((data as { ends_at: string }).ends_at);
  const rest = Math.max(0, endsAt.getTime() - Date.now());
  try {
    const done = await work({ overrideId, endsAt, signal: AbortSignal.timeout(rest) });
    await ours.calls.rpc("complete_override", { p_override_id: overrideId }).throwOnError();
    return done;
  } catch (cause) {
    await end(ours, overrideId, cause);
    throw new EmergencyOverrideError(
      overrideId,
      await readWritten(ours, overrideId),
      cause,
    );
  }
}

/** Fail what is active, and revoke it whatever it is: the error of the work comes first. */
async function end(ours: Reached, overrideId: string, cause: unknown): Promise<void> {
  const message = messageOf(cause).slice(0, 1000) || "The work failed";
  const failed = await ours.calls
    .rpc("fail_override", { p_override_id: overrideId, p_error: message })
    .then(({ error }) => error === null);
  if (failed) return;
  await ours.calls.rpc("revoke_override", { p_override_id: overrideId, p_reason: message });
}

/** The rows that carry the override, as far as its requester sees them. */
async function readWritten(ours: Reached, overrideId: string): Promise<WrittenRow[]> {
  const found = await Promise.all(
    TABLES.map(async (table) => {
      const { data } = await ours.tables
        .from(table)
        .select("id")
        .eq("override_id", overrideId);
      return (data ?? []).map(({ id }) => ({ table, id }));
    }),
  );
  return found.flat();
}

function messageOf(cause: unknown): string {
  if (typeof cause === "object" && cause !== null && "message" in cause) {
    return String(cause.message);
  }
  return String(cause);
}
