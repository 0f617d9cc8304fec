import type { SupabaseClient } from "@supabase/supabase-js";
import type { Answer } from "./answers.ts";
import type { PermissionKey, Reason, Remedy } from "./catalogue.ts";
import type { Database as Ours, Policy } from "./database.ts";
import { type Refreshable, refreshing, type ResolverOptions } from "./refreshing.ts";
import { type AnySupabaseClient, calls } from "./supabase.ts";

/** The answer of `authorize`: yes or no, why, and for how long that holds (F114). */
export interface Decision<Why extends string = Reason> extends Answer {
  allowed: boolean;
  /** How the key is held; null where no access bears on it. */
  policy: Policy | null;
  reason: Why;
  remedy: Remedy;
}

/** One permission that the caller holds at a scope, and how. */
export interface HeldPermission<Key extends string = PermissionKey> {
  key: Key;
  policy: Exclude<Policy, "deny">;
}

/** One item of the menu, as `get_user_project_menu` answers it. */
export type MenuItem =
  Ours["public"]["Functions"]["get_user_project_menu"]["Returns"][number];

/** The answer of `get_my_session`: all that a user interface needs at one scope. */
export interface ScopeSession<Key extends string = PermissionKey> extends Answer {
  menu: MenuItem[];
  permissions: HeldPermission<Key>[];
  /** ISO 8601: when the elevation ends; null where there is none. */
  elevated_until: string | null;
}

/** Asks the database and caches its answers for as long as they can be true. */
export interface Resolver<Key extends string = PermissionKey, Why extends string = Reason>
  extends Refreshable {
  /** Whether the caller may do something at a scope, and why (F53, F96). */
  authorize(key: Key, scopeId: string, ownerId?: string | null): Promise<Decision<Why>>;
  /** Whether the caller may do something at a scope. */
  can(key: Key, scopeId: string, ownerId?: string | null): Promise<boolean>;
  /** Menu and permissions of the caller at a scope (F15). */
  session(scopeId: string): Promise<ScopeSession<Key>>;
}

/**
 * A resolver over a Supabase client, of whatever `Database` type; `Key` and `Why` are the
 * permission keys and reasons of the database, as `stagedoor types` writes them, and by default
 * those that ship.
 *
 * It saves a user interface round trips. The database still decides every read and write itself
 * (F23, F38). An answer is kept for at most 300 seconds, never past its `valid_until`, never once
 * a newer `version` of its scope was seen, and never for anybody else: it is forgotten when
 * the session ends, another begins or steps up (F37, F114). Versions are asked for when somebody
 * comes back to the page and, where `refreshEvery` says so, in between.
 *
 * @throws TypeError where the client has no sessions and no `caller` is given; each question the
 *   `PostgrestError` of a call that failed.
 */
export function createResolver<
  Database = unknown,
  Key extends string = PermissionKey,
  Why extends string = Reason,
>(
  supabase: SupabaseClient<Database> | AnySupabaseClient,
  options: ResolverOptions = {},
): Resolver<Key, Why> {
  const ours = calls(supabase, options);
  const { ask, controls } = refreshing<Decision<Why> | ScopeSession<Key>>(
    supabase,
    options,
  );

  const resolver: Resolver<Key, Why> = {
    ...controls,

    authorize: (key, scopeId, ownerId) =>
      ask(scopeId, ["authorize", key, ownerId], async () => {
        const { data } = await ours
          .rpc("authorize", {
            p_permission_key: key,
            p_scope_id: scopeId,
            ...(ownerId === undefined ? {} : { p_owner_id: ownerId }),
          })
          .throwOnError();
        return data as unknown as Decision<Why>;
      }),

    async can(key, scopeId, ownerId) {
      return (await resolver.authorize(key, scopeId, ownerId)).allowed;
    },

    session: (scopeId) =>
      ask(scopeId, ["session"], async () => {
        const { data } = await ours
          .rpc("get_my_session", { p_scope_id: scopeId })
          .throwOnError();
        return data as unknown as ScopeSession<Key>;
      }),
  };
  return resolver;
}
