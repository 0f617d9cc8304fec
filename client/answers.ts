import { LRUCache } from "lru-cache";

/** What every answer of the database says about itself (F114). */
export interface Answer {
  /** Grows with every change at the scope that could alter the answer. */
  version: number | null;
  /** ISO 8601: the earliest moment at which time alone could alter the answer. */
  valid_until: string | null;
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

/** Answers by their question, each for as long as it can be true. */
export interface Answers<T extends Answer> {
  /**
   * The answer to a question, while it holds; else that of `ask`, asked once at a time. `keeps`
   * says of an answer whether it may be remembered at all.
   */
  get(
    question: string,
    scopeId: string,
    ask: () => Promise<T>,
    keeps?: (answer: T) => boolean,
  ): Promise<T>;
  /** Note a version of a scope: answers of that scope that are older are dropped. */
  saw(scopeId: string, version: number | null): void;
  /** Forget everything, answers that are under way included. */
  clear(): void;
}

/**
 * A memory that never outlives what it remembers: at most `ttl`, never past `valid_until`, and
 * never once a newer `version` of its scope was seen (F37, F114).
 */
export function createAnswers<T extends Answer>({
  max = 1024,
  ttl = 300_000,
  now = Date.now,
}: ResolverOptions): Answers<T> {
  const memory = new LRUCache<string, { answer: T; scopeId: string; until: number }>({
    max,
  });
  const newest = new LRUCache<string, number>({ max });
  let underWay = new Map<string, Promise<T>>();

  const recall = (question: string) => {
    const known = memory.get(question);
    if (!known || now() >= known.until) return undefined;
    const isNewest = (known.answer.version ?? -1) >= (newest.get(known.scopeId) ?? -1);
    return isNewest ? known.answer : undefined;
  };

  const answers: Answers<T> = {
    async get(question, scopeId, ask, keeps = () => true) {
      const known = recall(question);
      if (known) return known;
      // Whoever asks meanwhile waits for the same answer; after a clear(), for another.
      const waiting = underWay;
      const asked = waiting.get(question);
      if (asked) return asked;
      const answer = ask()
        .then((told) => {
          if (waiting !== underWay || !keeps(told)) return told;
          const horizon = told.valid_until
            ? Date.parse(told.valid_until)
            : Number.MAX_VALUE;
          answers.saw(scopeId, told.version);
          memory.set(question, {
            answer: told,
            scopeId,
            until: Math.min(now() + ttl, horizon),
          });
          return told;
        })
        .finally(() => waiting.delete(question));
      waiting.set(question, answer);
      return answer;
    },

    saw(scopeId, version) {
      if (version !== null) {
        newest.set(scopeId, Math.max(version, newest.get(scopeId) ?? -1));
      }
    },

    clear() {
      memory.clear();
      newest.clear();
      underWay = new Map();
    },
  };
  return answers;
}
