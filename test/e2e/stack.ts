// Where end-to-end tests run: against SUPABASE_URL and its key where they are set (any real
// stack with the migrations and without e-mail confirmation), else against one of their own.
import { randomBytes } from "node:crypto";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import type { Database } from "../../client/database.ts";
import { PUBLISHABLE_KEY } from "../../scripts/devserver/tokens.ts";
import { startStack } from "../stack/stack.ts";

/** A signed-in person and their client. */
export interface Person {
  id: string;
  email: string;
  supabase: SupabaseClient<Database>;
}

/** Everybody's. */
export const PASSWORD = "correct horse";

/** One stack for one test file. */
export interface EndToEnd {
  url: string;
  /** The key of a client that nobody has signed in with. */
  key: string;
  /** A connection of the owner, where the stack is one of our own. */
  databaseUrl: string | null;
  /** A client that nobody has signed in with. */
  anonymous(): SupabaseClient<Database>;
  /** Sign somebody new up; the address is unique, so that a stack may be used again. */
  signUp(name: string): Promise<Person>;
  stop(): Promise<void>;
}

/** Connect to the stack of the environment, or start one whose functions have that environment. */
export async function endToEnd(
  functionEnv: Record<string, string> = {},
): Promise<EndToEnd> {
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, SUPABASE_ANON_KEY } = process.env;
  const own = SUPABASE_URL ? null : await startStack({ functionEnv });
  const url = SUPABASE_URL ?? own?.url ?? "";
  const key = SUPABASE_URL
    ? (SUPABASE_PUBLISHABLE_KEY ?? SUPABASE_ANON_KEY ?? "")
    : PUBLISHABLE_KEY;
  const anonymous = () =>
    createClient<Database>(url, key, {
      auth: { persistSession: false, autoRefreshToken: false },
    });

  return {
    url,
    key,
    databaseUrl: own?.database.url() ?? null,
    anonymous,
    signUp: async (name) => {
      const supabase = anonymous();
      const email = `${name}.${randomBytes(6).toString("hex")}@example.com`;
      const { data, error } = await supabase.auth.signUp({
        email,
        password: PASSWORD,
      });
      if (error) throw error;
      if (!data.user) throw new Error(`nobody was made of ${email}`);
      return { id: data.user.id, email, supabase };
    },
    stop: async () => own?.stop(),
  };
}

/** The data of an answer that must not be an error. */
export async function ok<T>(
  answer: PromiseLike<{ data: T; error: { message: string } | null }>,
): Promise<NonNullable<T>> {
  const { data, error } = await answer;
  if (error) throw new Error(error.message, { cause: error });
  if (data === null || data === undefined) throw new Error("no data");
  return data;
}
