// /rest/v1: @supabase/lite, mended where it does not answer as PostgREST does.
import { AsyncLocalStorage } from "node:async_hooks";
import { App, type IntrospectResult } from "@supabase/lite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import type { Kysely } from "kysely";
import { connect, type Sql } from "../dev/sql.ts";
import { errorResponse, isPgError } from "./errors.ts";
import { TYPES, withExactNumbers } from "./json.ts";
import { applySettings, roleSettings } from "./settings.ts";
import { LITE_SECRET, PUBLISHABLE_KEY, SECRET_KEY } from "./tokens.ts";

/** One service of the server. */
export interface Service {
  fetch(request: Request): Promise<Response>;
  close(): Promise<void>;
}

/**
 * Serve the API schemas. Requests log in as `authenticator`, who is nobody until the token's
 * role is set; the schema is read by the superuser, as PostgREST sees more than it may use.
 */
export async function restService(
  url: string,
  adminUrl: string,
  schemas: readonly string[],
): Promise<Service> {
  const request = new AsyncLocalStorage<Request>();
  const connection = createPostgresConnection({
    url,
    postgresOptions: {
      onnotice: () => {},
      types: TYPES,
      connection: { search_path: "public, extensions" },
    },
  });
  // As it comes, it grants everything to everybody and replaces auth.uid() at first use.
  Object.assign(connection, { rlsState: "active" });

  const admin = connect(adminUrl);
  const schema = await schemaCache(admin, adminUrl);
  connection.introspect = async () => schema.current();
  const roles = await roleSettings(admin);

  const inTransaction = connection.withContext.bind(connection);
  connection.withContext = async <T>(
    vars: Parameters<typeof inTransaction>[0],
    work: (db: Kysely<unknown>) => Promise<T>,
    options?: Parameters<typeof inTransaction>[2],
  ): Promise<T> => {
    const auth = vars?.auth as { role?: string; jwt?: unknown } | undefined;
    const role = auth?.role ?? "anon";
    try {
      return await inTransaction(
        vars,
        async (db: Kysely<unknown>) => {
          await applySettings(db, roles, role, auth?.jwt, request.getStore());
          return work(db);
        },
        options,
      );
    } catch (error) {
      if (!isPgError(error)) throw error;
      // The caller hands on whatever comes back, and a response is what it hands on.
      return errorResponse(error, role) as T;
    }
  };

  const app = await new App({
    connection,
    api: { schemas: [...schemas], max_rows: 1000 },
    auth: {
      enabled: true,
      jwt_secret: LITE_SECRET,
      publishable_key: PUBLISHABLE_KEY,
      secret_key: SECRET_KEY,
    },
    options: { server: { middlewares: [trustSignature] } },
  }).init();

  const answer = async (asked: Request) => withExactNumbers(await app.fetch(asGet(asked)));

  return {
    fetch: (incoming) =>
      request.run(
        incoming,
        async () =>
          malformedToken(incoming) ??
          unknownTable(incoming, await schema.current(), schemas) ??
          asAsked(incoming, await asCsv(admin, incoming, answer)),
      ),
    close: async () => {
      await schema.close();
      await admin.end();
      await connection.close();
    },
  };
}

/** Lite takes the arguments of a call by HEAD for filters. */
const asGet = (request: Request): Request =>
  request.method === "HEAD" ? new Request(request, { method: "GET" }) : request;

/** PostgREST asks the aggregate of a media type, where the schema has one; lite knows none. */
async function asCsv(
  admin: Sql,
  request: Request,
  answer: (asked: Request) => Promise<Response>,
): Promise<Response> {
  const wanted = request.headers.get("accept")?.split(/[,;]/)[0]?.trim() === "text/csv";
  if (!wanted || !(await hasHandler(admin))) return answer(request);
  const headers = new Headers(request.headers);
  headers.set("accept", "application/json");
  const json = await answer(new Request(request, { headers }));
  if (!json.ok) return json;

  const body = await json.text();
  const value: unknown = body === "" ? [] : JSON.parse(body);
  // What is no row is served as one of a single column.
  const isRow = typeof value === "object" && value !== null;
  let rows = isRow ? `[${body}]` : `[{"pgrst_scalar":${body}}]`;
  if (Array.isArray(value)) rows = body || "[]";
  const [{ csv } = { csv: "" }] = await admin<{ csv: string }[]>`
    select public.as_csv(r) as csv from json_array_elements(${rows}::text::json) as r`;
  const described = new Headers(json.headers);
  described.set("content-type", "text/csv; charset=utf-8");
  described.delete("content-length");
  return new Response(csv, { status: json.status, headers: described });
}

async function hasHandler(admin: Sql): Promise<boolean> {
  const [{ it } = { it: false }] = await admin<{ it: boolean }[]>`
    select to_regprocedure('public.as_csv(anyelement)') is not null as it`;
  return it;
}

/** The answer to a HEAD is that to a GET without its body. */
function asAsked(request: Request, { status, headers, body }: Response): Response {
  return new Response(request.method === "HEAD" ? null : body, { status, headers });
}

/**
 * A signature is all that PostgREST asks for. Lite looks users and sessions up as well,
 * unless it believes that somebody has; what is set here is overwritten by the claims.
 */
async function trustSignature(
  context: { set(name: string, value: string): void },
  next: () => Promise<void>,
): Promise<void> {
  context.set("userId", "unread");
  context.set("sessionId", "unread");
  await next();
}

/** Lite takes what is not three parts for nobody; unsigned tokens are such. */
function malformedToken(request: Request): Response | null {
  const token = /^Bearer (.*)$/.exec(request.headers.get("authorization") ?? "")?.[1];
  if (!token || token.startsWith("sb_")) return null;
  const parts = token.split(".").filter(Boolean).length;
  if (parts === 3) return null;
  return Response.json(
    {
      code: "PGRST301",
      details: null,
      hint: null,
      message: `Expected 3 parts in JWT; got ${parts}`,
    },
    { status: 401, headers: { "www-authenticate": "Bearer" } },
  );
}

/** Said here, because lite prints a stack trace when it says so. */
function unknownTable(
  request: Request,
  schema: IntrospectResult,
  schemas: readonly string[],
): Response | null {
  const name = /^\/rest\/v1\/([^/]+)$/.exec(new URL(request.url).pathname)?.[1];
  const known = [...schema.tables, ...schema.views].some(
    (it) => it.name === name && schemas.includes(it.schema ?? ""),
  );
  if (!name || known) return null;
  const message = `Could not find the table '${schemas[0]}.${name}' in the schema cache`;
  return Response.json(
    { code: "PGRST205", details: null, hint: null, message },
    { status: 404 },
  );
}

/** What the API schema holds; read again on `notify pgrst, 'reload schema'`. */
async function schemaCache(admin: Sql, adminUrl: string) {
  const read = async (): Promise<IntrospectResult> => {
    const reader = createPostgresConnection({ url: adminUrl });
    try {
      return await reader.introspect({ useCache: false });
    } finally {
      await reader.close();
    }
  };
  let cached = read();
  const subscription = await admin.listen("pgrst", () => {
    cached = read();
  });
  await cached;
  return { current: () => cached, close: () => subscription.unlisten() };
}
