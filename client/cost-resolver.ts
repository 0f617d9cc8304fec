import type { SupabaseClient } from "@supabase/supabase-js";
import type { Answer } from "./answers.ts";
import type { CostCategory, Phase } from "./database.ts";
import { type Refreshable, refreshing, type ResolverOptions } from "./refreshing.ts";
import { type AnySupabaseClient, calls } from "./supabase.ts";

/** What somebody may write against a cost code (F29). */
export type AccessLevel = "read" | "approve" | "denied";

/** The answer of `get_cost_access`: the level, what it was decided by, and for how long. */
export interface CostAccess extends Answer {
  access: AccessLevel;
  code: string | null;
  category: CostCategory | null;
  union_agreement_id: string | null;
  phase: Phase | null;
  /** The emergency override that lifts it. Null: none does. */
  override_id: string | null;
}

/** A cost code as an application knows it: all of it is part of the question (F30, F37). */
export interface CostContext {
  costCodeId: string;
  /** Where the code belongs: its department, else its production. */
  scopeId: string;
  category?: CostCategory;
  unionAgreementId?: string | null;
  phase?: Phase;
}

/** Asks about a cost code when it is first looked at, and caches the answer (F38). */
export interface CostResolver extends Refreshable {
  /** What somebody may write against a code; about others it takes `access:view`. */
  resolve(context: CostContext, userId?: string | null): Promise<CostAccess>;
}

/**
 * A resolver of cost access over a Supabase client, of whatever `Database` type.
 *
 * It loads nothing ahead: a code is asked about when it is first looked at, and whoever asks
 * meanwhile waits for the same request, so that a payroll of two thousand rows on forty codes is
 * forty requests. An answer is kept for at most 300 seconds, never past its `valid_until`, and
 * never once a newer `version` of its scope was seen; by whoever is signed in, whom it is about
 * and the whole context. An answer that contradicts its context, as another phase does, is given
 * and not kept: the application holds an old one (F37, F114). It is kept fresh as by
 * `createResolver`.
 *
 * The database still decides every write itself.
 *
 * @throws TypeError where the client has no sessions and no `caller` is given; each question the
 *   `PostgrestError` of a call that failed.
 */
export function createCostResolver<Database = unknown>(
  supabase: SupabaseClient<Database> | AnySupabaseClient,
  options: ResolverOptions = {},
): CostResolver {
  const ours = calls(supabase, options);
  const { ask, controls } = refreshing<CostAccess>(supabase, options);

  return {
    ...controls,

    resolve(context, userId) {
      const { costCodeId, scopeId, category = null, phase = null } = context;
      // Null is an agreement, too: none. What is not named is the empty text.
      const { unionAgreementId = "" } = context;
      const question = [userId ?? null, costCodeId, category, unionAgreementId, phase];
      const isConsistent = (answer: CostAccess) =>
        (category === null || category === answer.category) &&
        (phase === null || phase === answer.phase) &&
        (unionAgreementId === "" || unionAgreementId === answer.union_agreement_id);
      return ask(
        scopeId,
        question,
        async () => {
          const { data } = await ours
            .rpc("get_cost_access", {
              p_cost_code_id: costCodeId,
              ...(userId === undefined ? {} : { p_user_id: userId }),
            })
            .throwOnError();
          return data as unknown as CostAccess;
        },
        isConsistent,
      );
    },
  };
}
