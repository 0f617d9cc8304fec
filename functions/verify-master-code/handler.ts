import {
  bearer,
  clientAddress,
  isUuid,
  json,
  preflight,
  problem,
  refusal,
} from "../_shared/http.ts";

/** Who a token belongs to, and the session that it was made in. */
export interface Caller {
  userId: string;
  sessionId: string;
  /** Whether the platform's OAuth server issued it to an app that acts for the person. */
  isApp: boolean;
}

/** Arguments of the RPC. */
export interface Try {
  p_user_id: string;
  p_session_id: string;
  p_project_id: string;
  p_code: string;
  /** As the platform wrote it. A value that is no address, such as an empty one, is not counted. */
  p_client_ip: string;
  p_minutes?: number;
}

/** What the handler needs from the outside. */
export interface Ports {
  /** Whose token it is; null for one that is not valid. */
  identify(token: string): Promise<Caller | null>;
  /** Ask the database. A refusal comes back as an outcome with its status, as data or error. */
  verify(args: Try): PromiseLike<{ data: unknown; error: unknown; status: number }>;
  /** The header in which the platform names the address of the client. */
  addressHeader: string;
}

/** POST {project_id, code, minutes?}: one attempt. Every rule lives in the database. */
export async function handle(request: Request, ports: Ports): Promise<Response> {
  if (request.method === "OPTIONS") return preflight();
  if (request.method !== "POST") {
    return problem(405, "METHOD_NOT_ALLOWED", "POST is what this answers", {
      allow: "POST, OPTIONS",
    });
  }

  const token = bearer(request);
  const caller = token && (await ports.identify(token));
  if (!caller || !isUuid(caller.userId) || !isUuid(caller.sessionId)) {
    return refusal(
      401,
      "no_session",
      "The account or the session is not alive",
      "sign_in",
      {
        "www-authenticate": "Bearer",
      },
    );
  }
  // An app holds nothing of the person's, least of all what the person's code opens (F131).
  if (caller.isApp) {
    return refusal(403, "client_not_allowed", "An app opens nothing", "client_not_allowed");
  }

  const wanted = parse(await request.json().catch(() => null));
  if (typeof wanted === "string") return problem(400, "22023", wanted);

  const { data, error, status } = await ports.verify({
    p_user_id: caller.userId,
    p_session_id: caller.sessionId,
    p_client_ip: clientAddress(request, ports.addressHeader) ?? "",
    ...wanted,
  });
  const outcome = data ?? error;
  if (!isOutcome(outcome)) return problem(503, "UNAVAILABLE", "Try again later");

  const headers: Record<string, string> = {};
  if (outcome.retry_after) headers["retry-after"] = String(outcome.retry_after);
  return json(outcome, outcome.ok ? 200 : status, headers);
}

/** The request in the database's terms, or what is wrong with it. */
function parse(body: unknown): Pick<Try, "p_project_id" | "p_code" | "p_minutes"> | string {
  if (typeof body !== "object" || body === null) return "The body is a JSON object";
  const { project_id, code, minutes } = body as Record<string, unknown>;
  if (!isUuid(project_id)) return "project_id is a uuid";
  if (typeof code !== "string") return "code is a string";
  // PostgreSQL has no text with a zero byte or half a character, and no code has one.
  const text = code.replaceAll("\0", "\uFFFD").replaceAll(/\p{Surrogate}/gu, "\uFFFD");
  const wanted = { p_project_id: project_id, p_code: text };
  if (minutes === undefined || minutes === null) return wanted;
  if (
    typeof minutes !== "number" ||
    !Number.isInteger(minutes) ||
    Math.abs(minutes) > 1e6
  ) {
    return "minutes is a whole number";
  }
  return { ...wanted, p_minutes: minutes };
}

function isOutcome(it: unknown): it is { ok: boolean; retry_after?: number | null } {
  return typeof it === "object" && it !== null && "ok" in it && typeof it.ok === "boolean";
}
