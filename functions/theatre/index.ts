// Wiring only: everybody asks with their own token, and the public route with the secret key.
import { createClient } from "@supabase/supabase-js";
import { apiOf } from "../_shared/api.ts";
import type { Database } from "../_shared/database.types.ts";
import { json } from "../_shared/http.ts";
import { publishableKey, secretKey } from "../_shared/keys.ts";
import { handle } from "./handler.ts";

const env = (name: string) => Deno.env.get(name);
const url = env("SUPABASE_URL")!;
const auth = { persistSession: false, autoRefreshToken: false };
const db = apiOf(env);
const publicRoute = createClient<Database>(url, secretKey(env), { auth, db });
const app = env("APP_URL");

Deno.serve((request) =>
  handle(request, {
    call: (name, args, token) => {
      const project = request.headers.get("x-project-id");
      const headers: Record<string, string> = { authorization: `Bearer ${token}` };
      if (project) headers["x-project-id"] = project;
      const options = { auth, db, global: { headers } };
      return createClient(url, publishableKey(env), options).rpc(name, args);
    },
    openShare: ({ p_known_version, p_user_agent, ...args }) =>
      publicRoute.rpc("open_script_share", {
        ...args,
        ...(p_known_version === null ? {} : { p_known_version }),
        ...(p_user_agent === null ? {} : { p_user_agent }),
      }),
    addressHeader: env("CLIENT_IP_HEADER") ?? "cf-connecting-ip",
    // What stands behind # is sent to no server: a preview in a chat opens nothing.
    shareUrl: app
      ? `${app.replace(/\/$/, "")}/shared#`
      : `${url}/functions/v1/theatre/api/public/shared-scripts/`,
  }).catch((error: unknown) => {
    // The name of what went wrong and nothing of the request: it may hold a token.
    console.error(error instanceof Error ? error.name : "unknown error");
    return json({ detail: "Try again later" }, 503);
  }),
);
