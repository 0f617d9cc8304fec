import type { SupabaseClient } from "@supabase/supabase-js";
import { type Answer, createAnswers, type ResolverOptions } from "./answers.ts";
import type { Database } from "./database.ts";
import type { PermissionKey } from "./permission-keys.ts";

/** How an access holds a permission (F50). */
export type Policy = "allow" | "own" | "locked" | "deny";

/** The remedy of a refusal (F96). */
export type Remedy =
  | "none"
  | "sign_in"
  | "accept_invitation"
  | "ask_for_access"
  | "ask_owner"
  | "enter_master_code"
  | "step_up_mfa"
  | "request_override"
  | "wait";

/** The answer of `authorize`: yes or no, why, and for how long that holds (F114). */
export interface Decision extends Answer {
  allowed: boolean;
  policy: Policy | null;
  reason: string;
  remedy: Remedy;
}

/** One permission that the caller holds at a scope, and how. */
export interface HeldPermission {
  key: PermissionKey;
  policy: Exclude<Policy, "deny">;
}

/** One item of the menu, as `get_user_project_menu` answers it. */
export type MenuItem =
  Database["public"]["Functions"]["get_user_project_menu"]["Returns"][number];

/** The answer of `get_my_session`: all that a user interface needs at one scope. */
export interface ScopeSession extends Answer {
  menu: MenuItem[];
  permissions: HeldPermission[];
  elevated_until: string | null;
}

/** Asks the database and caches its answers for as long as they can be true. */
export interface Resolver {
  /** Whether the caller may do something at a scope, and why (F53, F96). */
  authorize(key: PermissionKey, scopeId: string, ownerId?: string): Promise<Decision>;
  /** Whether the caller may do something at a scope. */
  can(key: PermissionKey, scopeId: string, ownerId?: string): Promise<boolean>;
  /** Menu and permissions of the caller at a scope (F15). */
  session(scopeId: string): Promise<ScopeSession>;
  /** Ask for the version of a scope and forget answers that are older. */
  refresh(scopeId: string): Promise<void>;
  /** Forget everything: after a sign-in, an elevation or a second factor. */
  clear(): void;
}

/**
 * A resolver over a signed-in Supabase client.
 *
 * It saves a user interface round trips. The database still decides every read and write itself
 * (F23, F38). An answer is kept for at most 300 seconds, never past its
 * `valid_until`, and never once a newer `version` of its scope was seen (F37, F114).
 *
 * @throws the `PostgrestError` of a call that failed.
 */
export function createResolver(
  supabase: SupabaseClient<Database>,
  options: ResolverOptions = {},
): Resolver {
  const answers = createAnswers<Decision | ScopeSession>(options);

  const resolver: Resolver = {
    async authorize(key, scopeId, ownerId) {
      const question = JSON.stringify([key, scopeId, ownerId]);
      const answer = await answers.get(question, scopeId, async () => {
        const { data } = await supabase
          .rpc("authorize", {
            p_permission_key: key,
            p_scope_id: scopeId,
            ...(ownerId === undefined ? {} : { p_owner_id: ownerId }),
          })
          .throwOnError();
        return data as unknown as Decision;
      });
      return answer as Decision;
    },

    async can(key, scopeId, ownerId) {
      return (await resolver.authorize(key, scopeId, ownerId)).allowed;
    },

    async session(scopeId) {
      const answer = await answers.get(JSON.stringify([scopeId]), scopeId, async () => {
        const { data } = await supabase
          .rpc("get_my_session", { p_scope_id: scopeId })
          .throwOnError();
        return data as unknown as ScopeSession;
      });
      return answer as ScopeSession;
    },

    async refresh(scopeId) {
      const { data } = await supabase
        .rpc("get_access_version", { p_scope_id: scopeId })
        .throwOnError();
      answers.saw(scopeId, data);
    },

    clear: () => answers.clear(),
  };
  return resolver;
}
