import type { SupabaseClient } from "@supabase/supabase-js";
import type { Database } from "./database.ts";

/** A session, as far as it says whose it is. */
interface SignedIn {
  access_token: string;
  user: { id: string };
}

/**
 * A client of supabase-js, whatever its types say of the database, and whichever copy of the
 * library it comes from.
 */
export interface AnySupabaseClient {
  rpc(name: string, args?: never): unknown;
  schema(name: never): unknown;
  readonly auth: {
    getSession(): Promise<{ data: { session: SignedIn | null } }>;
    onAuthStateChange(listener: (event: string, session: SignedIn | null) => void): {
      data: { subscription: { unsubscribe(): void } };
    };
    signOut(options?: never): Promise<unknown>;
  };
}

/** Where the calls are. */
export interface Served {
  /**
   * The schema that serves the calls. By default that of the client, which is `public` unless it
   * was made with another.
   */
  schema?: string;
}

/** The calls as they are, through whatever client. */
export function calls(
  supabase: AnySupabaseClient,
  { schema }: Served = {},
): Pick<SupabaseClient<Database>, "rpc"> {
  const ours = supabase as unknown as SupabaseClient<Database>;
  return schema === undefined ? ours : ours.schema(schema as "public");
}
