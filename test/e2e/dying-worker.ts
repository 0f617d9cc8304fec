// A process that works under an emergency override and is killed in the middle of it: signs in,
// signs one cost, says so, and goes on for ever.
import { createClient } from "@supabase/supabase-js";
import { withEmergencyOverride } from "../../client/index.ts";

const [url = "", key = "", email = "", password = "", overrideId = "", cost = ""] =
  process.argv.slice(2);
const supabase = createClient(url, key, { auth: { persistSession: false } });
const { error } = await supabase.auth.signInWithPassword({ email, password });
if (error) throw error;
await withEmergencyOverride(supabase, overrideId, async () => {
  await supabase.rpc("approve_transaction", { p_transaction_id: cost }).throwOnError();
  console.log("signed");
  await new Promise((resolve) => setTimeout(resolve, 600_000));
});
