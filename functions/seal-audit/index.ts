// Wiring only: the log is read with the service key, everything else comes from secrets.
import { createClient } from "@supabase/supabase-js";
import type { Database } from "../_shared/database.types.ts";
import { readConfig } from "./config.ts";
import { handle } from "./handler.ts";
import { rpcLog } from "./rpc-log.ts";
import { seal } from "./seal.ts";

Deno.serve((req) =>
  handle(req, {
    secret: Deno.env.get("AUDIT_SEAL_SECRET") ?? "",
    seal: async () => {
      const supabase = createClient<Database>(
        Deno.env.get("SUPABASE_URL")!,
        (Deno.env.get("SUPABASE_SECRET_KEY") ?? Deno.env.get("SUPABASE_SERVICE_ROLE_KEY"))!,
        { auth: { persistSession: false } },
      );
      const config = await readConfig((name) => Deno.env.get(name), fetch);
      return seal({ ...config, log: rpcLog((name, args) => supabase.rpc(name, args)) });
    },
  }),
);
