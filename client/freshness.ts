// What keeps remembered answers fresh: the session ends, another begins, somebody comes back to
// the page, time passes.
import type { AnySupabaseClient } from "./supabase.ts";

/** When a resolver looks again, and at whose answers. */
export interface FreshnessOptions {
  /**
   * Whether versions are asked for when somebody comes back to the page: its tab is shown again
   * or gets the focus. By default yes, where there is a page.
   */
  refreshOnFocus?: boolean;
  /**
   * Milliseconds after which versions are asked for again, over and over, but not while the page
   * is hidden. By default never. The timer keeps no process alive.
   */
  refreshEvery?: number;
  /**
   * Who is signed in. By default whoever the session of the client belongs to; a client that was
   * made with `accessToken` has none that could be asked.
   */
  caller?: () => Promise<string | null> | string | null;
}

/** What is to be done. */
interface Work {
  clear: () => void;
  refresh: () => Promise<void>;
}

/** Who asks, and how to stop watching. */
export interface Freshness {
  caller: () => Promise<string | null>;
  stop: () => void;
}

/**
 * Watch the session and the page. Nothing of it is global where there is no page, as on servers.
 *
 * @throws TypeError where the client has no session and no `caller` was given: remembered answers
 *   of one person would be told to another; and where `refreshEvery` is no time.
 */
export function keepFresh(
  supabase: AnySupabaseClient,
  { refreshOnFocus = true, refreshEvery, caller }: FreshnessOptions,
  work: Work,
): Freshness {
  if (refreshEvery !== undefined && !(refreshEvery >= 1 && refreshEvery <= 2 ** 31 - 1)) {
    throw new TypeError("refreshEvery is a number of milliseconds, from 1 to 2147483647.");
  }
  const auth = authOf(supabase);
  if (!auth && !caller) {
    throw new TypeError(
      "A client that was made with accessToken says of nobody that they signed out: give caller.",
    );
  }
  const stops = [auth && watchSession(auth, work.clear)];

  let underWay: Promise<void> | null = null;
  const look = () => {
    // A version that was not learned is learned next time; until then answers end by themselves.
    underWay ??= work
      .refresh()
      .catch(() => {})
      .finally(() => {
        underWay = null;
      });
  };
  const { document } = globalThis as { document?: Document };
  if (refreshOnFocus && document) stops.push(watchPage(document, look));
  if (refreshEvery !== undefined) {
    const timer = setInterval(() => {
      if (document?.visibilityState !== "hidden") look();
    }, refreshEvery);
    if (typeof timer === "object") timer.unref();
    stops.push(() => clearInterval(timer));
  }

  return {
    caller: async () =>
      caller
        ? caller()
        : ((await supabase.auth.getSession()).data.session?.user.id ?? null),
    stop: () => {
      for (const stop of stops.splice(0)) stop?.();
    },
  };
}

/** The sessions of a client; null where it was made with `accessToken` and throws at a look. */
function authOf(supabase: AnySupabaseClient): AnySupabaseClient["auth"] | null {
  try {
    return "onAuthStateChange" in supabase.auth ? supabase.auth : null;
  } catch {
    return null;
  }
}

/** Clear once somebody signs out, somebody else signs in, or the same session steps up. */
function watchSession(auth: AnySupabaseClient["auth"], clear: () => void): () => void {
  let known: string | null | undefined;
  const { data } = auth.onAuthStateChange((event, session) => {
    const now = session && sessionOf(session.access_token, session.user.id);
    const isOther = known !== undefined && known !== now;
    known = now;
    // A confirmed address opens invitations.
    if (isOther || event === "SIGNED_OUT" || event === "USER_UPDATED") clear();
  });
  return () => data.subscription.unsubscribe();
}

/** What a decision reads of a token: who, in which session, at which level. */
function sessionOf(token: string, userId: string): string {
  try {
    const payload = token.split(".")[1]?.replaceAll("-", "+").replaceAll("_", "/") ?? "";
    const { sub, session_id, aal } = JSON.parse(atob(payload)) as Record<string, unknown>;
    return JSON.stringify([sub, session_id, aal]);
  } catch {
    return userId;
  }
}

function watchPage(document: Document, look: () => void): () => void {
  const window = document.defaultView;
  const shown = () => {
    if (document.visibilityState === "visible") look();
  };
  document.addEventListener("visibilitychange", shown);
  window?.addEventListener("focus", shown);
  return () => {
    document.removeEventListener("visibilitychange", shown);
    window?.removeEventListener("focus", shown);
  };
}
