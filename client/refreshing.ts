/// <reference lib="esnext.disposable" preserve="true" />
// What the resolvers share: who asks, and how answers are refreshed, forgotten and closed.
import { type Answer, type AnswersOptions, createAnswers } from "./answers.ts";
import { type FreshnessOptions, keepFresh } from "./freshness.ts";
import { type AnySupabaseClient, calls, type Served } from "./supabase.ts";

/** What a resolver may be told: its limits, when it looks again, where the calls are. */
export interface ResolverOptions extends AnswersOptions, FreshnessOptions, Served {}

/** What every resolver can be told to do. */
export interface Refreshable extends Disposable {
  /**
   * Ask for the version of a scope, or of all that something is remembered about, and forget
   * answers that are older.
   */
  refresh(scopeId?: string): Promise<void>;
  /** Forget everything: after an elevation. */
  clear(): void;
  /** Stop watching session and page, and remember nothing any more. */
  close(): void;
}

/** A question of one resolver, and its controls. */
interface Refreshing<T extends Answer> {
  /** The remembered answer to a question of whoever is signed in, else that of `call`. */
  ask: <A extends T>(
    scopeId: string,
    question: readonly unknown[],
    call: () => Promise<A>,
    keeps?: (answer: A) => boolean,
  ) => Promise<A>;
  controls: Refreshable;
}

/** Answers that are remembered by who asked, refreshed, forgotten and closed. */
export function refreshing<T extends Answer>(
  supabase: AnySupabaseClient,
  options: ResolverOptions,
): Refreshing<T> {
  const answers = createAnswers<T>(options);
  const ours = calls(supabase, options);
  const clear = () => answers.clear();

  const refresh = async (scopeId?: string): Promise<void> => {
    // One after the other: coming back to a page is no reason for a burst of requests.
    for (const each of scopeId === undefined ? answers.scopes() : [scopeId]) {
      const { data } = await ours
        .rpc("get_access_version", { p_scope_id: each })
        .throwOnError();
      answers.saw(each, data);
    }
  };
  const { caller, stop } = keepFresh(supabase, options, { clear, refresh });
  const close = () => {
    stop();
    answers.close();
  };

  return {
    async ask(scopeId, question, call, keeps = () => true) {
      const asker = await caller();
      let isTheirs = true;
      const answer = await answers.get(
        JSON.stringify([asker, scopeId, ...question]),
        scopeId,
        async () => {
          const told = await call();
          // Somebody else may have signed in before the request took its token.
          isTheirs = (await caller()) === asker;
          return told;
        },
        (told) => isTheirs && keeps(told as never),
      );
      return answer as never;
    },
    controls: { refresh, clear, close, [Symbol.dispose]: close },
  };
}
