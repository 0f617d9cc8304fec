import { bearer, clientAddress, isUuid, json } from "../_shared/http.ts";
import { type Fields, type Parsed, parse, readBody } from "./parsing.ts";

/** What an RPC came to, as supabase-js hands it over. */
export interface Answer {
  data: unknown;
  error: unknown;
  status: number;
}

/** What the handler needs from the outside. */
export interface Ports {
  /** Call an RPC as whoever the token belongs to. */
  call(name: string, args: Record<string, unknown>, token: string): PromiseLike<Answer>;
  /** Open a share with the service key, which alone may say where somebody asks from. */
  openShare(args: {
    p_token: string;
    p_download: boolean;
    p_known_version: string | null;
    p_client_ip: string;
    p_user_agent: string | null;
  }): PromiseLike<Answer>;
  /** The header in which the platform names the address of the client. */
  addressHeader: string;
  /** What a link to a share begins with; the token follows. */
  shareUrl: string;
}

interface Route {
  method: string;
  path: RegExp;
  /** The RPC for the parts of the path that are ids, and the body. */
  call?(ids: string[], body: Record<string, unknown>, request: Request): Wanted;
  fields?: Fields;
}

interface Wanted {
  rpc: string;
  args: Record<string, unknown>;
  status: number;
  /** The answer in the seed's words. */
  say?(data: never, ports: Ports): unknown;
}

const ROUTES: readonly Route[] = [
  { method: "GET", path: /^\/api\/public\/shared-scripts\/([^/]+)\/?$/ },
  {
    method: "GET",
    path: /^\/api\/scripts\/([^/]+)\/?$/,
    call: ([id], _body, request) => ({
      rpc: "open_script",
      args: {
        p_script_id: id,
        p_share_token: storable(request.headers.get("x-share-token")),
      },
      status: 200,
    }),
  },
  {
    method: "POST",
    path: /^\/api\/scripts\/([^/]+)\/shares\/?$/,
    fields: {
      shared_with_user_id: "uuid",
      permissions: "object",
      expires_at: "date",
      max_uses: "integer",
      share_name: "text",
      notes: "text",
      valid_from: "date",
    },
    call: ([id], body) => ({
      rpc: "create_script_share",
      args: { p_script_id: id, ...prefixed(body) },
      status: 201,
      say: (made: { share_id: string; token: string }, { shareUrl }) => ({
        share_id: made.share_id,
        share_token: made.token,
        share_url: `${shareUrl}${made.token}`,
        expires_at: body.expires_at ?? null,
      }),
    }),
  },
  {
    method: "GET",
    path: /^\/api\/crews\/?$/,
    call: () => ({ rpc: "list_crew", args: {}, status: 200 }),
  },
  {
    method: "PUT",
    path: /^\/api\/crews\/([^/]+)\/?$/,
    fields: { user_data: "object", relationship_notes: "text" },
    call: ([id], body) => ({
      rpc: "update_crew_member",
      args: { p_crew_user_id: id, ...prefixed(body) },
      status: 200,
      say: (changed: boolean) => ({ message: "Crew member updated", changed }),
    }),
  },
  {
    method: "POST",
    path: /^\/api\/crew-relationships\/?$/,
    fields: { crew_user_id: "uuid!", notes: "text" },
    call: (_ids, body) => ({
      rpc: "add_crew_member",
      args: prefixed(body),
      status: 201,
    }),
  },
  {
    method: "POST",
    path: /^(?:\/api)?\/guest-users\/?$/,
    fields: {
      email_address: "text!",
      fullname_first: "text!",
      fullname_last: "text!",
      user_role: "text!",
      phone_number: "text",
      notes: "text",
      custom_title: "text",
    },
    call: (_ids, body) => ({
      rpc: "create_guest_user",
      args: prefixed(body),
      status: 201,
    }),
  },
];

const METHODS = "GET, POST, PUT, OPTIONS";
/** A link is not to be kept, told to the next page, found, or taken for something else. */
const HEADERS = {
  "access-control-allow-headers":
    "authorization, x-client-info, apikey, content-type, x-project-id, x-share-token",
  "access-control-allow-methods": METHODS,
  "referrer-policy": "no-referrer",
  "x-robots-tag": "noindex",
  "x-content-type-options": "nosniff",
};

/** The seed's routes: parse, one RPC, translate. Every rule lives in the database. */
export async function handle(request: Request, ports: Ports): Promise<Response> {
  if (request.method === "OPTIONS") {
    const { headers } = say({}, 200);
    headers.delete("content-type");
    return new Response(null, { status: 204, headers });
  }
  const url = new URL(request.url);
  const path = url.pathname.replace(/^(?:\/functions\/v1)?\/theatre(?=\/|$)/, "");
  const there = ROUTES.filter((each) => each.path.test(path));
  const route = there.find((each) => each.method === request.method);
  if (!route) {
    if (there.length === 0) return say({ detail: "Not found" }, 404);
    const allow = [...there.map(({ method }) => method), "OPTIONS"].join(", ");
    return say({ detail: `Allowed: ${allow}` }, 405, { allow });
  }
  const ids = route.path.exec(path)?.slice(1) ?? [];
  if (!route.call) return openShare(ids[0] ?? "", request, url.searchParams, ports);

  const token = bearer(request);
  if (!token) return notAuthenticated();
  if (!ids.every(isUuid)) return say({ detail: "An id is a uuid" }, 400);
  const body: Parsed = route.fields
    ? parse(await readBody(request), route.fields)
    : { value: {} };
  if ("wrong" in body) return say({ detail: body.wrong }, body.status);

  const wanted = route.call(ids, body.value, request);
  const answer = await ports.call(wanted.rpc, wanted.args, token);
  if (answer.error !== null || answer.status >= 300) return refuse(answer, route.method);
  const data = answer.data as never;
  return say(wanted.say ? wanted.say(data, ports) : data, wanted.status);
}

async function openShare(
  token: string,
  request: Request,
  query: URLSearchParams,
  ports: Ports,
): Promise<Response> {
  const answer = await ports.openShare({
    p_token: storable(unescaped(token)) ?? "",
    p_download: ["1", "true"].includes(query.get("download") ?? ""),
    p_known_version: storable(query.get("known_version")),
    p_client_ip: clientAddress(request, ports.addressHeader) ?? "",
    p_user_agent: storable(request.headers.get("user-agent")),
  });
  if (answer.error !== null || answer.status >= 300) return refuse(answer, "GET");
  return say(answer.data, 200);
}

/** A refusal of the database, raised or as an outcome, in the seed's words. */
function refuse({ data, error, status }: Answer, method: string): Response {
  const it = (error ?? data ?? {}) as Record<string, unknown>;
  const message = typeof it.message === "string" ? it.message : "";
  const details = detailsOf(it.details);
  if (status === 401) return notAuthenticated();
  if (status === 403) {
    // A closed account has no session, whatever its token says; an app has one.
    if (details.required_permission === "session" && it.hint !== "client_not_allowed")
      return notAuthenticated();
    return say(
      {
        detail: "Access denied",
        error_code: "INSUFFICIENT_PERMISSIONS",
        required_permission: details.required_permission ?? "owner_or_manager_access",
        // Which field it was, where several were sent.
        ...(method === "PUT" && it.hint ? { hint: it.hint } : {}),
      },
      403,
    );
  }
  if (status === 404) {
    return say({ detail: it.ok === false ? message : "Not found" }, 404);
  }
  if (status === 410) return say({ detail: message }, 410);
  if (status === 429) {
    const seconds = it.retry_after ?? details.retry_after;
    return say(
      { detail: "Too many requests" },
      429,
      seconds ? { "retry-after": String(Number(seconds)) } : {},
    );
  }
  // What a value must be, the database's own functions say; PostgreSQL's words are not theirs.
  if (status === 409 || status === 400) {
    const isOurs = ["22023", "23514", "23505", "PT409"].includes(String(it.code));
    const isSaid = isOurs || it.ok === false;
    return say({ detail: isSaid ? message : "A value is not what it should be" }, status);
  }
  return say({ detail: "Try again later" }, 503);
}

const notAuthenticated = (): Response =>
  say({ detail: "Not authenticated" }, 401, { "www-authenticate": "Bearer" });

const say = (body: unknown, status: number, headers: Record<string, string> = {}) =>
  json(body, status, { ...HEADERS, ...headers });

/** The same names as the RPC has them. */
const prefixed = (body: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(body).map(([name, value]) => [`p_${name}`, value]));

function detailsOf(details: unknown): Record<string, unknown> {
  try {
    return (
      (JSON.parse(typeof details === "string" ? details : "null") as Record<
        string,
        unknown
      > | null) ?? {}
    );
  } catch {
    return {};
  }
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** PostgreSQL has no text with a zero byte or half a character, and no token has one. */
const storable = (text: string | null): string | null =>
  text?.replaceAll("\0", "\uFFFD").replaceAll(/\p{Surrogate}/gu, "\uFFFD") ?? null;
