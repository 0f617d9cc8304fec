// Signing out of an application in which people can be elevated.
import type { SupabaseClient } from "@supabase/supabase-js";
import { type AnySupabaseClient, calls, type Served } from "./supabase.ts";

/**
 * End the caller's elevations everywhere, then sign out (F55).
 *
 * Signing out ends the session and its elevation; this also ends the elevations of other sessions
 * of the same user. It signs out whether or not the first step worked: a network failure must not
 * keep a user signed in.
 */
export async function signOut<Database = unknown>(
  supabase: SupabaseClient<Database> | AnySupabaseClient,
  options?: Parameters<SupabaseClient["auth"]["signOut"]>[0],
  served: Served = {},
): ReturnType<SupabaseClient["auth"]["signOut"]> {
  try {
    // Without a project: in every scope.
    await calls(supabase, served).rpc("clear_elevation", {});
  } catch {
    // The session goes in any case, and no elevation outlives its session.
  }
  return (supabase as SupabaseClient).auth.signOut(options);
}
