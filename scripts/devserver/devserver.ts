// The development stack's HTTP server: the paths of a Supabase project on one port.
import { once } from "node:events";
import { type HttpBindings, serve } from "@hono/node-server";
import { clusterUrl, SUPERUSER } from "../../cli/postgres/cluster.ts";
import { inRoot } from "../lib/paths.ts";
import { runSqlFile, withSql } from "../dev/sql.ts";
import { authService } from "./auth.ts";
import { functionsService } from "./functions.ts";
import { restService, type Service } from "./rest.ts";
import {
  opaqueKey,
  PUBLISHABLE_KEY,
  SECRET_KEY,
  signLegacyToken,
  tokenForLite,
} from "./tokens.ts";

export interface DevserverOptions {
  /** Where the database listens, and its name. */
  databasePort: number;
  database: string;
  /** Any free port, unless named. */
  port?: number;
  /** The schemas of the API: public, unless named. */
  schemas?: readonly string[];
  /** Folders with edge functions, besides functions/. */
  functions?: string[];
  /** What edge functions find in their environment, besides what Supabase puts there. */
  functionEnv?: Record<string, string>;
}

/** A running server. */
export interface Devserver {
  url: string;
  close(): Promise<void>;
}

/** Serve a database. */
export async function openDevserver(options: DevserverOptions): Promise<Devserver> {
  const { database, databasePort } = options;
  const address = (user: string) => clusterUrl(databasePort, user, database);
  await withSql(address(SUPERUSER), (sql) =>
    runSqlFile(sql, inRoot("scripts/devserver/devserver.sql")),
  );

  const services: [prefix: string, service: Service][] = [];
  const server = serve({
    port: options.port ?? 0,
    hostname: "127.0.0.1",
    fetch: async (request: Request, env: unknown) => {
      const { pathname } = new URL(request.url);
      const service = services.find(([prefix]) => pathname.startsWith(prefix))?.[1];
      if (!service) return Response.json({ message: "no such path" }, { status: 404 });
      if (request.method === "OPTIONS") return preflight(request);
      return withCors(await service.fetch(await asGateway(request, env as HttpBindings)));
    },
  });
  await once(server, "listening");
  const bound = server.address();
  const port = typeof bound === "object" && bound ? bound.port : 0;
  const url = `http://127.0.0.1:${port}`;

  const schemas = options.schemas ?? ["public"];
  const rest = overLite(
    await restService(address("authenticator"), address(SUPERUSER), schemas),
  );
  const auth = overLite(await authService(address("supabase_auth_admin"), url));
  const functions = functionsService([inRoot("functions"), ...(options.functions ?? [])], {
    SUPABASE_URL: url,
    SUPABASE_PUBLISHABLE_KEY: PUBLISHABLE_KEY,
    SUPABASE_SECRET_KEY: SECRET_KEY,
    SUPABASE_ANON_KEY: await signLegacyToken({ role: "anon" }, 315_360_000),
    SUPABASE_SERVICE_ROLE_KEY: await signLegacyToken({ role: "service_role" }, 315_360_000),
    SUPABASE_DB_URL: address("postgres"),
    ...options.functionEnv,
  });
  services.push(["/rest/v1/", rest], ["/auth/v1/", auth], ["/functions/v1/", functions]);

  return {
    url,
    close: async () => {
      await new Promise((resolve) => {
        server.close(resolve);
        if ("closeAllConnections" in server) server.closeAllConnections();
      });
      await Promise.all([rest, auth, functions].map((service) => service.close()));
    },
  };
}

/** What the platform's gateway does: name the client, know the older keys. */
async function asGateway(request: Request, { incoming }: HttpBindings): Promise<Request> {
  const headers = new Headers(request.headers);
  const given = headers.get("apikey") ?? new URL(request.url).searchParams.get("apikey");
  if (given) {
    const key = await opaqueKey(given);
    headers.set("apikey", key);
    if (headers.get("authorization") === `Bearer ${given}` && key !== given) {
      headers.set("authorization", `Bearer ${key}`);
    }
  }
  const address = incoming.socket.remoteAddress ?? "127.0.0.1";
  const before = headers.get("x-forwarded-for");
  headers.set("x-forwarded-for", before ? `${before}, ${address}` : address);
  return new Request(request, { headers });
}

/** A service of @supabase/lite, with tokens as it verifies them. */
function overLite(service: Service): Service {
  return {
    ...service,
    fetch: async (request) => {
      const given = request.headers.get("authorization") ?? "";
      const [, token] = /^Bearer (.+)$/.exec(given) ?? [];
      const headers = new Headers(request.headers);
      if (token) headers.set("authorization", `Bearer ${await tokenForLite(token)}`);
      return service.fetch(new Request(request, { headers }));
    },
  };
}

/** A console on another port of this machine is a guest like any other. */
function withCors(response: Response): Response {
  const headers = new Headers(response.headers);
  if (!headers.has("access-control-allow-origin")) {
    headers.set("access-control-allow-origin", "*");
  }
  return new Response(response.body, { status: response.status, headers });
}

function preflight(request: Request): Response {
  const wanted = request.headers.get("access-control-request-headers") ?? "*";
  return new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
      "access-control-allow-headers": wanted,
      "access-control-max-age": "3600",
    },
  });
}
