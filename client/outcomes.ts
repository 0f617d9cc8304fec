// Calls that compare a secret. They answer a refusal instead of raising it; here it is thrown, as
// an error of its own kind with its reason.
import type { SupabaseClient } from "@supabase/supabase-js";
import type { Json } from "./database.ts";
import type {
  GuestClaimReason,
  InvitationReason,
  MasterCodeReason,
  ShareReason,
} from "./outcome-reasons.ts";
import { type AnySupabaseClient, calls, type Served } from "./supabase.ts";

/** The outcome of a refused attempt, as the database answers it (docs/errors.md). */
export interface Outcome {
  ok: false;
  reason: string;
  error_code: string;
  /** `PT` and the HTTP status. */
  code: string;
  message: string;
  /** JSON in a string. */
  details: string | null;
  hint: string | null;
  /** Whole seconds; null where waiting does not help. */
  retry_after: number | null;
}

/**
 * An attempt that was refused. `reason` is one of those that are listed, or the name of a rule of
 * a part.
 */
export class OutcomeError<Why extends string = string> extends Error {
  override readonly name: string = "OutcomeError";
  readonly reason: Why | (string & {});
  /** `PT` and the HTTP status. */
  readonly code: string;
  /** The HTTP status. */
  readonly status: number;
  /** JSON in a string. */
  readonly details: string | null;
  readonly hint: string | null;
  /** Seconds until the next attempt; null where waiting does not help. */
  readonly retryAfter: number | null;

  constructor(outcome: Outcome) {
    super(outcome.message, { cause: outcome });
    this.reason = outcome.reason;
    this.code = outcome.code;
    this.status = Number(outcome.code.slice(2));
    this.details = outcome.details ?? null;
    this.hint = outcome.hint ?? null;
    this.retryAfter = outcome.retry_after ?? null;
  }
}

/** An invitation was not accepted (F11). */
export class InvitationError extends OutcomeError<InvitationReason> {
  override readonly name = "InvitationError";
}

/** A guest was not claimed (F82). */
export class GuestClaimError extends OutcomeError<GuestClaimReason> {
  override readonly name = "GuestClaimError";
}

/** A share was not opened (F78). */
export class ShareError extends OutcomeError<ShareReason> {
  override readonly name = "ShareError";
}

/** A master code did not elevate (F55). */
export class MasterCodeError extends OutcomeError<MasterCodeReason> {
  override readonly name = "MasterCodeError";
}

/**
 * Accept an invitation by its token. Answers the access that it gave.
 *
 * @throws InvitationError where it is refused; the `PostgrestError` of any other error.
 */
export async function acceptInvitation<Database = unknown>(
  supabase: SupabaseClient<Database> | AnySupabaseClient,
  token: string,
  served?: Served,
): Promise<{ accessId: string }> {
  const answer = await calls(supabase, served).rpc("accept_invitation", { p_token: token });
  const { access_id } = accepted(answer, InvitationError) as { access_id: string };
  return { accessId: access_id };
}

/**
 * Take over a guest by the token that was sent to them. Answers the account that it became.
 *
 * @throws GuestClaimError where it is refused; the `PostgrestError` of any other error.
 */
export async function claimGuestAccount<Database = unknown>(
  supabase: SupabaseClient<Database> | AnySupabaseClient,
  token: string,
  served?: Served,
): Promise<{ userId: string }> {
  const answer = await calls(supabase, served).rpc("claim_guest_account", {
    p_token: token,
  });
  const { user_id } = accepted(answer, GuestClaimError) as { user_id: string };
  return { userId: user_id };
}

/** How a share is opened. */
export interface OpenShareOptions extends Served {
  /** Whether the script is to be downloaded, which a share has to permit. */
  download?: boolean;
  /** The version that is known already: where nothing changed, `unchanged` is answered. */
  knownVersion?: string | null;
}

/**
 * Open a share of a script by its token, signed in or not. Answers what it shows.
 *
 * @throws ShareError where it is refused; the `PostgrestError` of any other error.
 */
export async function openScriptShare<Database = unknown>(
  supabase: SupabaseClient<Database> | AnySupabaseClient,
  token: string,
  { download = false, knownVersion = null, ...served }: OpenShareOptions = {},
): Promise<{ [field: string]: Json | undefined }> {
  const answer = await calls(supabase, served).rpc("open_script_share", {
    p_token: token,
    p_download: download,
    p_known_version: knownVersion,
  });
  return accepted(answer, ShareError) as { [field: string]: Json | undefined };
}

/** One attempt at the master code of a studio. */
export interface MasterCodeAttempt {
  projectId: string;
  code: string;
  /** For how long; five where it is left out. */
  minutes?: number;
}

/**
 * Elevate the session of the caller by the master code, through the edge function
 * `verify-master-code`. Answers until when. Call `clear()` of a resolver behind it.
 *
 * @throws MasterCodeError where it is refused; the error of supabase-js where the function cannot
 *   be reached or fails; TypeError where something else is answered.
 */
export async function verifyMasterCode<Database = unknown>(
  supabase: SupabaseClient<Database> | AnySupabaseClient,
  { projectId, code, minutes }: MasterCodeAttempt,
): Promise<{ elevatedUntil: string }> {
  const { data, error } = await (supabase as SupabaseClient).functions.invoke<{
    elevated_until?: string;
  } | null>("verify-master-code", {
    body: { project_id: projectId, code, ...(minutes === undefined ? {} : { minutes }) },
  });
  const told: unknown = error ? await bodyOf(error) : data;
  if (isOutcome(told)) throw new MasterCodeError(told);
  if (error) throw error;
  if (typeof data?.elevated_until !== "string") {
    throw new TypeError("verify-master-code answered something else.");
  }
  return { elevatedUntil: data.elevated_until };
}

/** What an attempt answers where it succeeded; a refusal is thrown as an error of this kind. */
function accepted(
  { data, error }: { data: unknown; error: unknown },
  Refusal: new (outcome: Outcome) => OutcomeError,
): unknown {
  // The status of a refusal makes an error of it; behind a proxy that loses it, it is data.
  const refusal = [error, data].find(isOutcome);
  if (refusal) throw new Refusal(refusal);
  if (error) throw error;
  return data;
}

/** The JSON of the response that an error of an edge function carries; null where there is none. */
async function bodyOf(error: unknown): Promise<unknown> {
  const { context } = error as { context?: Partial<Response> };
  // A class of another realm, or of a polyfill, is no Response of ours.
  if (typeof context?.clone !== "function") return null;
  return context
    .clone()
    .json()
    .catch(() => null);
}

function isOutcome(told: unknown): told is Outcome {
  return (
    typeof told === "object" &&
    told !== null &&
    "ok" in told &&
    told.ok === false &&
    "reason" in told
  );
}
