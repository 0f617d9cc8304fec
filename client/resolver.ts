import type { SupabaseClient } from "@supabase/supabase-js";
import { LRUCache } from "lru-cache";
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
export interface Decision {
  allowed: boolean;
  policy: Policy | null;
  reason: string;
  remedy: Remedy;
  /** Grows with every change at the scope that could alter the answer. */
  version: number | null;
  /** ISO 8601: the earliest moment at which time alone could alter the answer. */
  valid_until: string | null;
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
export interface ScopeSession {
  menu: MenuItem[];
  permissions: HeldPermission[];
  elevated_until: string | null;
  version: number | null;
  valid_until: string | null;
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

/** Limits of what a resolver remembers; the defaults are those of F37. */
export interface ResolverOptions {
  /** Answers kept at the most, least recently used ones dropped. */
  max?: number;
  /** Milliseconds for which an answer is kept at the longest. */
  ttl?: number;
  /** The clock, in milliseconds: for tests. */
  now?: () => number;
}

interface Remembered {
  answer: Decision | ScopeSession;
  scopeId: string;
  until: number;
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
  { max = 1024, ttl = 300_000, now = Date.now }: ResolverOptions = {},
): Resolver {
  const memory = new LRUCache<string, Remembered>({ max });
  const newest = new LRUCache<string, number>({ max });

  const recall = (question: string) => {
    const known = memory.get(question);
    if (!known || now() >= known.until) return undefined;
    const isNewest = (known.answer.version ?? -1) >= (newest.get(known.scopeId) ?? -1);
    return isNewest ? known.answer : undefined;
  };

  const saw = (scopeId: string, version: number | null) => {
    if (version !== null) newest.set(scopeId, Math.max(version, newest.get(scopeId) ?? -1));
  };

  const remember = (question: string, scopeId: string, answer: Decision | ScopeSession) => {
    const horizon = answer.valid_until ? Date.parse(answer.valid_until) : Number.MAX_VALUE;
    saw(scopeId, answer.version);
    memory.set(question, { answer, scopeId, until: Math.min(now() + ttl, horizon) });
  };

  const resolver: Resolver = {
    async authorize(key, scopeId, ownerId) {
      const question = JSON.stringify([key, scopeId, ownerId]);
      const known = recall(question);
      if (known) return known as Decision;
      const { data } = await supabase
        .rpc("authorize", {
          p_permission_key: key,
          p_scope_id: scopeId,
          ...(ownerId === undefined ? {} : { p_owner_id: ownerId }),
        })
        .throwOnError();
      const decision = data as unknown as Decision;
      remember(question, scopeId, decision);
      return decision;
    },

    async can(key, scopeId, ownerId) {
      return (await resolver.authorize(key, scopeId, ownerId)).allowed;
    },

    async session(scopeId) {
      const question = JSON.stringify([scopeId]);
      const known = recall(question);
      if (known) return known as ScopeSession;
      const { data } = await supabase
        .rpc("get_my_session", { p_scope_id: scopeId })
        .throwOnError();
      const session = data as unknown as ScopeSession;
      remember(question, scopeId, session);
      return session;
    },

    async refresh(scopeId) {
      const { data } = await supabase
        .rpc("get_access_version", { p_scope_id: scopeId })
        .throwOnError();
      saw(scopeId, data);
    },

    clear() {
      memory.clear();
      newest.clear();
    },
  };
  return resolver;
}
