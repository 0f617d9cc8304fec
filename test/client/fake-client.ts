// A client of supabase-js that answers from a list, and whose sessions a test moves.
import type { AnySupabaseClient } from "../../client/supabase.ts";

type Listener = Parameters<AnySupabaseClient["auth"]["onAuthStateChange"]>[0];
type Session = Parameters<Listener>[1];

/** The client, what it was asked, and its sessions. */
export interface FakeClient {
  supabase: AnySupabaseClient;
  /** Every call, in order: its name and arguments; with a schema before the name where named. */
  calls: [name: string, args: unknown][];
  /** Tell whoever listens of an event; the session becomes that of the client. */
  tell(event: string, session: Session): void;
  /** How many listen. */
  listeners(): number;
}

/** The session of somebody, with a token of these claims. */
export function sessionOf(id: string, claims: object = {}): NonNullable<Session> {
  const payload = Buffer.from(JSON.stringify({ sub: id, ...claims })).toString("base64url");
  return { access_token: `e30.${payload}.`, user: { id } };
}

/**
 * A client that answers every call with the next of the given answers once `gate` opens; an Error
 * is thrown. Liam is signed in.
 */
export function fakeClient(
  answers: unknown[],
  gate: PromiseLike<unknown> = Promise.resolve(),
): FakeClient {
  const calls: FakeClient["calls"] = [];
  const listeners = new Set<Listener>();
  let current: Session = sessionOf("liam");
  const rpc = (name: string, args?: unknown) => {
    const asked = async () => {
      calls.push([name, args]);
      const answer = answers.shift();
      await gate;
      return answer;
    };
    return {
      throwOnError: async () => {
        const answer = await asked();
        if (answer instanceof Error) throw answer;
        return { data: answer };
      },
      // oxlint-disable-next-line unicorn/no-thenable -- a builder of supabase-js is one
      then: (resolve: (told: unknown) => unknown) => asked().then(resolve),
    };
  };
  return {
    supabase: {
      rpc,
      schema: (schema: string) => ({
        rpc: (name: string, args?: unknown) => rpc(`${schema}.${name}`, args),
      }),
      auth: {
        getSession: async () => ({ data: { session: current } }),
        onAuthStateChange: (listener: Listener) => {
          listeners.add(listener);
          const subscription = { unsubscribe: () => void listeners.delete(listener) };
          return { data: { subscription } };
        },
        signOut: async () => ({ error: null }),
      },
    },
    calls,
    tell(event, session) {
      current = session;
      for (const listener of listeners) listener(event, session);
    },
    listeners: () => listeners.size,
  };
}
