import { LRUCache } from "lru-cache";

/** What every answer of the database says about itself (F114). */
export interface Answer {
  /** Grows with every change at the scope that could alter the answer. */
  version: number | null;
  /** ISO 8601: the earliest moment at which time alone could alter the answer. */
  valid_until: string | null;
}

/** Limits of what a resolver remembers; the defaults are those of F37. */
export interface AnswersOptions {
  /** Answers kept at the most, least recently used ones dropped. */
  max?: number;
  /** Milliseconds for which an answer is kept at the longest. */
  ttl?: number;
  /** The clock, in milliseconds: for tests. */
  now?: () => number;
  /**
   * Told that remembered answers were dropped: those of a scope, or with null all of them. What it
   * throws goes to the console, and to nobody who asks.
   */
  onChange?: (scopeId: string | null) => void;
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
  /** The scopes that something is remembered about. */
  scopes(): string[];
  /**
   * Note the version of a scope, null where it is not to be known of: answers of that scope that
   * are older, or that knew of it, are dropped.
   */
  saw(scopeId: string, version: number | null): void;
  /** Forget everything, answers that are under way included. */
  clear(): void;
  /** Forget everything, and remember nothing from now on. */
  close(): void;
}

interface Kept<T> {
  answer: T;
  scopeId: string;
  until: number;
}

/**
 * A memory that never outlives what it remembers: at most `ttl`, never past `valid_until`, and
 * never once a newer `version` of its scope was seen (F37, F114).
 */
export function createAnswers<T extends Answer>({
  max = 1024,
  ttl = 300_000,
  now = Date.now,
  onChange = () => {},
}: AnswersOptions): Answers<T> {
  const memory = new LRUCache<string, Kept<T>>({ max });
  const newest = new LRUCache<string, number>({ max });
  let underWay = new Map<string, Promise<T>>();
  let isClosed = false;

  // Whoever listens is none of an answer's business: what they throw is theirs to hear of.
  const tell = (scopeId: string | null) => {
    try {
      onChange(scopeId);
    } catch (error) {
      console.error("onChange failed:", error);
    }
  };

  const recall = (question: string) => {
    const known = memory.get(question);
    if (!known || now() >= known.until) return undefined;
    const isNewest = (known.answer.version ?? -1) >= (newest.get(known.scopeId) ?? -1);
    return isNewest ? known.answer : undefined;
  };

  const drop = (scopeId: string, isOld: (answer: T) => boolean) => {
    const old = [...memory.entries()].filter(
      ([, known]) => known.scopeId === scopeId && isOld(known.answer),
    );
    for (const [question] of old) memory.delete(question);
    if (old.length > 0) tell(scopeId);
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
          if (isClosed || waiting !== underWay || !keeps(told)) return told;
          // Date knows no year after 9999 as PostgreSQL writes it: ttl ends sooner.
          const horizon = Date.parse(told.valid_until ?? "") || Number.MAX_VALUE;
          // This one replaces what was remembered of its question: that is no news.
          memory.delete(question);
          if (told.version !== null) answers.saw(scopeId, told.version);
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

    scopes() {
      const kept = [...memory.values()].filter(({ until }) => now() < until);
      return [...new Set(kept.map(({ scopeId }) => scopeId))];
    },

    saw(scopeId, version) {
      if (version === null) {
        // No version tells what is under way from what will be asked: the former is forgotten.
        newest.delete(scopeId);
        underWay = new Map();
        drop(scopeId, (answer) => answer.version !== null);
        return;
      }
      newest.set(scopeId, Math.max(version, newest.get(scopeId) ?? -1));
      drop(scopeId, (answer) => (answer.version ?? -1) < version);
    },

    clear() {
      const isNews = memory.size > 0;
      memory.clear();
      newest.clear();
      underWay = new Map();
      if (isNews) tell(null);
    },

    close() {
      isClosed = true;
      answers.clear();
    },
  };
  return answers;
}
