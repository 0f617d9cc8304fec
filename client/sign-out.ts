// Signing out of an application in which people can be elevated.
import type { SupabaseClient } from "@supabase/supabase-js";
import type { Database } from "./database.ts";

/**
 * End the caller's elevations everywhere, then sign out (F55).
 *
 * Signing out ends the session, and with it what it was elevated to; this ends what other
 * sessions of the same person still hold. It signs out whether or not the first step worked:
 * a network that fails must not keep anybody signed in.
 */
export async function signOut(
  supabase: SupabaseClient<Database>,
  options?: Parameters<SupabaseClient["auth"]["signOut"]>[0],
): ReturnType<SupabaseClient["auth"]["signOut"]> {
  try {
    // Without a project: wherever they are.
    await supabase.rpc("clear_elevation", {});
  } catch {
    // The session goes in any case, and no elevation outlives its session.
  }
  return supabase.auth.signOut(options);
}
