// Wiring only: the token says who asks, the service key asks the database for them.
import { createClient } from "@supabase/supabase-js";
import { apiOf } from "../_shared/api.ts";
import type { Database } from "../_shared/database.types.ts";
import { problem } from "../_shared/http.ts";
import { publishableKey, secretKey } from "../_shared/keys.ts";
import { handle } from "./handler.ts";

const env = (name: string) => Deno.env.get(name);
const url = env("SUPABASE_URL")!;
const options = { auth: { persistSession: false, autoRefreshToken: false } };
const auth = createClient(url, publishableKey(env), options).auth;
const service = createClient<Database>(url, secretKey(env), { ...options, db: apiOf(env) });

Deno.serve((request) =>
  handle(request, {
    // The platform's own check knows one kind of signing key; this knows those of the project.
    identify: async (token) => {
      const { data, error } = await auth.getClaims(token);
      if (error?.name === "AuthRetryableFetchError") throw error;
      const claims = data?.claims;
      if (claims?.role !== "authenticated" || !claims.sub || !claims.session_id)
        return null;
      const isApp = (claims.client_id ?? null) !== null;
      return { userId: claims.sub, sessionId: claims.session_id, isApp };
    },
    verify: (args) => service.rpc("verify_master_code", args),
    addressHeader: env("CLIENT_IP_HEADER") ?? "cf-connecting-ip",
  }).catch((error: unknown) => {
    // The name of what went wrong and nothing of the request: it holds the code.
    console.error(error instanceof Error ? error.name : "unknown error");
    return problem(503, "UNAVAILABLE", "Try again later");
  }),
);
