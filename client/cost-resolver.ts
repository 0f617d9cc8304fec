import type { SupabaseClient } from "@supabase/supabase-js";
import { type Answer, createAnswers, type ResolverOptions } from "./answers.ts";
import type { Database } from "./database.ts";

/** What somebody may write against a cost code (F29). */
export type AccessLevel = "read" | "approve" | "denied";

/** The phases of a production (F36). */
export type Phase = "development" | "prep" | "principal_photography" | "wrap" | "post";

/** The answer of `get_cost_access`: the level, what it was decided by, and for how long. */
export interface CostAccess extends Answer {
  access: AccessLevel;
  code: string | null;
  category: "above_line" | "below_line" | null;
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
  category?: "above_line" | "below_line";
  unionAgreementId?: string | null;
  phase?: Phase;
}

/** Options of a resolver for costs. */
export interface CostResolverOptions extends ResolverOptions {
  /** Who is signed in. By default whoever the session of the client belongs to. */
  caller?: () => Promise<string | null> | string | null;
}

/** Asks about a cost code when it is first looked at, and caches the answer (F38). */
export interface CostResolver {
  /** What somebody may write against a code; about others it takes `access:view`. */
  resolve(context: CostContext, userId?: string): Promise<CostAccess>;
  /** Ask for the version of a scope and forget answers that are older. */
  refresh(scopeId: string): Promise<void>;
  /** Forget everything. */
  clear(): void;
}

/**
 * A resolver of cost access over a signed-in Supabase client.
 *
 * It loads nothing ahead: a code is asked about when it is first looked at, and whoever asks
 * meanwhile waits for the same request, so that a payroll of two thousand rows on forty codes is
 * forty requests. An answer is kept for at most 300 seconds, never past its `valid_until`, and
 * never once a newer `version` of its scope was seen; by whoever is signed in, whom it is about
 * and the whole context. An answer that contradicts its context, as another phase does, is given
 * and not kept: the application holds an old one (F37, F114).
 *
 * The database still decides every write itself.
 *
 * @throws the `PostgrestError` of a call that failed.
 */
export function createCostResolver(
  supabase: SupabaseClient<Database>,
  {
    caller = async () => (await supabase.auth.getSession()).data.session?.user.id ?? null,
    ...options
  }: CostResolverOptions = {},
): CostResolver {
  const answers = createAnswers<CostAccess>(options);

  return {
    async resolve(context, userId) {
      const { costCodeId, scopeId, category = null, phase = null } = context;
      // Null is an agreement, too: none. What is not named is the empty text.
      const { unionAgreementId = "" } = context;
      const question = JSON.stringify([
        await caller(),
        userId ?? null,
        costCodeId,
        scopeId,
        category,
        unionAgreementId,
        phase,
      ]);
      const ask = async () => {
        const { data } = await supabase
          .rpc("get_cost_access", {
            p_cost_code_id: costCodeId,
            ...(userId === undefined ? {} : { p_user_id: userId }),
          })
          .throwOnError();
        return data as unknown as CostAccess;
      };
      const isConsistent = (answer: CostAccess) =>
        (category === null || category === answer.category) &&
        (phase === null || phase === answer.phase) &&
        (unionAgreementId === "" || unionAgreementId === answer.union_agreement_id);
      return answers.get(question, scopeId, ask, isConsistent);
    },

    async refresh(scopeId) {
      const { data } = await supabase
        .rpc("get_access_version", { p_scope_id: scopeId })
        .throwOnError();
      answers.saw(scopeId, data);
    },

    clear: () => answers.clear(),
  };
}
