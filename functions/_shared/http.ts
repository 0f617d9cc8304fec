// What every function that a browser calls has in common.

/** CORS of a function that authenticates by the Authorization header, never by cookies. */
const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers":
    "authorization, x-client-info, apikey, content-type, x-project-id",
  "access-control-allow-methods": "POST, OPTIONS",
  "access-control-max-age": "3600",
};

/** An answer as JSON that any origin may read and no cache keeps. */
export function json(
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): Response {
  return Response.json(body, {
    status,
    headers: { ...CORS, "cache-control": "no-store", ...headers },
  });
}

/** An error in the shape that PostgREST gives its own. */
export function problem(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Response {
  return json({ code, message, details: null, hint: null }, status, headers);
}

/** A refused outcome, as `stagedoor.refused` makes it: an error that a client can read. */
export interface Refusal {
  readonly ok: false;
  readonly reason: string;
  readonly error_code: string;
  readonly code: string;
  readonly message: string;
  /** JSON in a string. */
  readonly details: string;
  readonly hint: string | null;
  /** Seconds. */
  readonly retry_after: number | null;
}

/** What a function refuses by itself, in the shape of a refusal by the database. */
export function refusal(
  status: number,
  reason: string,
  message: string,
  hint: string | null = null,
  headers: Record<string, string> = {},
): Response {
  const error_code = reason.toUpperCase();
  const body: Refusal = {
    ok: false,
    reason,
    error_code,
    code: `PT${status}`,
    message,
    details: JSON.stringify({ error_code }),
    hint,
    retry_after: null,
  };
  return json(body, status, headers);
}

/** The answer to a browser that asks whether it may ask. */
export const preflight = (): Response => new Response(null, { status: 204, headers: CORS });

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether something is a uuid, as PostgreSQL writes it. */
export function isUuid(it: unknown): it is string {
  return typeof it === "string" && UUID.test(it);
}

/** The token of an Authorization header, or null. */
export function bearer(request: Request): string | null {
  return /^Bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? null;
}

/**
 * The address of the client from the one header that the platform itself writes. Of a list,
 * what the platform appended is last: whatever stands before it was sent by the client.
 */
export function clientAddress(request: Request, header: string): string | null {
  return request.headers.get(header)?.split(",").at(-1)?.trim() || null;
}
