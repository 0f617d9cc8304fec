// What PostgREST answers when PostgreSQL says no.
import postgres from "postgres";

interface PgError {
  code: string;
  message: string;
  detail?: string;
  hint?: string;
}

/** Whether PostgreSQL raised it, and not the code around it. */
export function isPgError(error: unknown): error is PgError {
  return (
    error instanceof postgres.PostgresError ||
    (error instanceof Error && "severity" in error && "code" in error)
  );
}

/** The answer to a request of this role that ended in this error. */
export function errorResponse(error: PgError, role: string): Response {
  if (error.code === "PGRST") return raisedResponse(error);

  const status = errorStatus(error.code, role);
  const { code, message, detail = null, hint = null } = error;
  const headers: Record<string, string> = { "proxy-status": `PostgREST; error=${code}` };
  if (status === 401) headers["www-authenticate"] = "Bearer";
  return Response.json({ code, details: detail, hint, message }, { status, headers });
}

/** First match wins; the order is PostgREST's. */
const STATUS: readonly [pattern: RegExp, status: number][] = [
  [/^08/, 503],
  [/^09/, 500],
  [/^0[LP]/, 403],
  [/^2350[35]$/, 409],
  [/^25006$/, 405],
  [/^25/, 500],
  [/^28/, 403],
  [/^(2D|38|39|3B|40)/, 500],
  [/^53400$/, 500],
  [/^53/, 503],
  [/^5[45]/, 500],
  [/^57P01$/, 503],
  [/^5[78]/, 500],
  [/^(F0|HV)/, 500],
  [/^P0001$/, 400],
  [/^(P0|XX)/, 500],
  [/^(42883|42P01)$/, 404],
  [/^42P17$/, 500],
  [/^21000$/, 500],
];

function errorStatus(code: string, role: string): number {
  if (code === "42501") return role === "anon" ? 401 : 403;
  const own = /^PT(\d{3})$/.exec(code);
  if (own) return Number(own[1]);
  return STATUS.find(([pattern]) => pattern.test(code))?.[1] ?? 400;
}

/** `raise sqlstate 'PGRST'` carries body and status as JSON. */
function raisedResponse(error: PgError): Response {
  try {
    const {
      code,
      message,
      details = null,
      hint = null,
    } = JSON.parse(error.message) as {
      code: string;
      message: string;
      details?: string;
      hint?: string;
    };
    const { status, headers = {} } = JSON.parse(error.detail ?? "") as {
      status: number;
      headers?: Record<string, string>;
    };
    return Response.json({ code, details, hint, message }, { status, headers });
  } catch {
    return Response.json(
      {
        code: "PGRST121",
        details: error.detail ?? null,
        hint: "MESSAGE and DETAIL must be JSON objects with required keys",
        message: "Could not parse JSON in the \"RAISE SQLSTATE 'PGRST'\" error",
      },
      { status: 500 },
    );
  }
}
