// Wiring only: the database says what is over, the service key asks it.
import { createClient } from "@supabase/supabase-js";
import { apiOf } from "../_shared/api.ts";
import type { Database } from "../_shared/database.types.ts";
import { secretKey } from "../_shared/keys.ts";
import { handle } from "./handler.ts";

const env = (name: string) => Deno.env.get(name);

Deno.serve((req) =>
  handle(req, {
    secret: env("EXPIRE_OVERRIDES_SECRET") ?? "",
    expire: () =>
      createClient<Database>(env("SUPABASE_URL")!, secretKey(env), {
        auth: { persistSession: false },
        db: apiOf(env),
      }).rpc("expire_overrides"),
  }),
);
