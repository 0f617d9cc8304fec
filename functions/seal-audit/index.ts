// Wiring only: the log is read with the service key, everything else comes from secrets.
import { createClient } from "@supabase/supabase-js";
import { apiOf } from "../_shared/api.ts";
import type { Database } from "../_shared/database.types.ts";
import { secretKey } from "../_shared/keys.ts";
import { readConfig } from "./config.ts";
import { handle } from "./handler.ts";
import { rpcLog } from "./rpc-log.ts";
import { seal } from "./seal.ts";

const env = (name: string) => Deno.env.get(name);

Deno.serve((req) =>
  handle(req, {
    secret: env("AUDIT_SEAL_SECRET") ?? "",
    seal: async () => {
      const supabase = createClient<Database>(env("SUPABASE_URL")!, secretKey(env), {
        auth: { persistSession: false },
        db: apiOf(env),
      });
      const config = await readConfig(env, fetch);
      return seal({ ...config, log: rpcLog((name, args) => supabase.rpc(name, args)) });
    },
  }),
);
