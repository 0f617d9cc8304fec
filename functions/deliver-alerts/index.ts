// Wiring only: the outbox is reached with the service key, the webhook comes from secrets.
import { createClient } from "@supabase/supabase-js";
import { apiOf } from "../_shared/api.ts";
import type { Database } from "../_shared/database.types.ts";
import { secretKey } from "../_shared/keys.ts";
import { readConfig } from "./config.ts";
import { deliver } from "./deliver.ts";
import { handle } from "./handler.ts";

const env = (name: string) => Deno.env.get(name);

Deno.serve((req) =>
  handle(req, {
    secret: env("ALERT_DELIVERY_SECRET") ?? "",
    deliver: async () => {
      const supabase = createClient<Database>(env("SUPABASE_URL")!, secretKey(env), {
        auth: { persistSession: false },
        db: apiOf(env),
      });
      return deliver({
        ...readConfig(env),
        fetch,
        now: () => new Date(),
        outbox: {
          take: async (limit) => {
            const { data } = await supabase
              .rpc("take_alert_messages", { p_limit: limit })
              .throwOnError();
            return data;
          },
          settle: async (id, problem) => {
            await supabase
              .rpc("settle_alert_message", {
                p_message_id: id,
                p_is_delivered: problem === null,
                ...(problem !== null && { p_error: problem }),
              })
              .throwOnError();
          },
        },
      });
    },
  }),
);
