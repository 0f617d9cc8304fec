import { createClient } from "@supabase/supabase-js";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type FakeClient, fakeClient, sessionOf } from "../test/client/fake-client.ts";
import { createCostResolver } from "./cost-resolver.ts";
import { createResolver, type Decision } from "./resolver.ts";

const decision: Decision = {
  allowed: true,
  policy: "allow",
  reason: "granted",
  remedy: "none",
  version: 7,
  valid_until: null,
};
const many = () => Array.from({ length: 9 }, () => decision);
const names = ({ calls }: FakeClient) => calls.map(([name]) => name);
const settled = () => new Promise((resolve) => setTimeout(resolve));

/** A page that can be hidden and shown again. */
function page() {
  const window = new EventTarget();
  const document = Object.assign(new EventTarget(), {
    visibilityState: "visible",
    defaultView: window,
  });
  vi.stubGlobal("document", document);
  return {
    show: async () => {
      document.visibilityState = "visible";
      document.dispatchEvent(new Event("visibilitychange"));
      window.dispatchEvent(new Event("focus"));
      await settled();
    },
    hide: async () => {
      document.visibilityState = "hidden";
      document.dispatchEvent(new Event("visibilitychange"));
      await settled();
    },
  };
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe("what a resolver remembers of a session", () => {
  it.each([
    ["SIGNED_OUT", null],
    ["SIGNED_IN", sessionOf("una")],
    ["MFA_CHALLENGE_VERIFIED", sessionOf("liam", { session_id: "s", aal: "aal2" })],
    ["SIGNED_IN", sessionOf("liam", { session_id: "another", aal: "aal1" })],
    ["USER_UPDATED", sessionOf("liam", { session_id: "s", aal: "aal1" })],
  ])(
    "is forgotten at %s of whoever then is signed in (F37): %j",
    async (event, session) => {
      const fake = fakeClient(many());
      const heard: (string | null)[] = [];
      const resolver = createResolver(fake.supabase, {
        onChange: (scope) => heard.push(scope),
      });
      fake.tell("INITIAL_SESSION", sessionOf("liam", { session_id: "s", aal: "aal1" }));
      await resolver.can("budget:view:all", "alpha");
      fake.tell(event, session);
      expect(heard).toEqual([null]);
      // The same person again finds nothing of before, either.
      fake.tell("SIGNED_IN", sessionOf("liam", { session_id: "s", aal: "aal1" }));
      await resolver.can("budget:view:all", "alpha");
      expect(fake.calls).toHaveLength(2);
    },
  );

  it("is forgotten, and answered again, where whoever listens throws (F37)", async () => {
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    const fake = fakeClient(many());
    const resolver = createResolver(fake.supabase, {
      onChange: () => {
        throw new Error("no such element");
      },
    });
    fake.tell("INITIAL_SESSION", sessionOf("liam", { session_id: "s", aal: "aal1" }));
    await resolver.can("budget:view:all", "alpha");
    fake.tell("SIGNED_OUT", null);
    expect(said).toHaveBeenCalledWith("onChange failed:", new Error("no such element"));
    expect(await resolver.can("budget:view:all", "alpha")).toBe(true);
    expect(fake.calls).toHaveLength(2);
  });

  it("stays where the same session goes on, as at a refreshed token or a shown tab", async () => {
    const fake = fakeClient(many());
    const resolver = createResolver(fake.supabase);
    const session = sessionOf("liam", { session_id: "s", aal: "aal1" });
    fake.tell("INITIAL_SESSION", session);
    await resolver.can("budget:view:all", "alpha");
    fake.tell(
      "TOKEN_REFRESHED",
      sessionOf("liam", { ...session, session_id: "s", aal: "aal1" }),
    );
    fake.tell("SIGNED_IN", session);
    await resolver.can("budget:view:all", "alpha");
    expect(fake.calls).toHaveLength(1);
  });

  it("is forgotten by a resolver of costs as well (F37)", async () => {
    const fake = fakeClient(many());
    const resolver = createCostResolver(fake.supabase);
    const camera = { costCodeId: "3302", scopeId: "camera" };
    fake.tell("INITIAL_SESSION", sessionOf("liam"));
    await resolver.resolve(camera);
    fake.tell("SIGNED_OUT", null);
    fake.tell("SIGNED_IN", sessionOf("liam"));
    await resolver.resolve(camera);
    expect(fake.calls).toHaveLength(2);
  });

  it("is told to nobody else, even where nobody says that the session changed", async () => {
    let signedIn = "liam";
    const fake = fakeClient(many());
    const resolver = createResolver(fake.supabase, { caller: () => signedIn });
    await resolver.can("budget:view:all", "alpha");
    signedIn = "una";
    await resolver.can("budget:view:all", "alpha");
    signedIn = "liam";
    await resolver.can("budget:view:all", "alpha");
    expect(fake.calls).toHaveLength(2);
  });

  it("lacks an answer whose request went out as somebody else's", async () => {
    let signedIn = "liam";
    let open = () => {};
    const fake = fakeClient(many(), new Promise<void>((resolve) => (open = resolve)));
    const resolver = createResolver(fake.supabase, { caller: () => signedIn });
    const asked = resolver.can("budget:view:all", "alpha");
    await settled();
    signedIn = "una";
    open();
    expect(await asked).toBe(true);
    signedIn = "liam";
    await resolver.can("budget:view:all", "alpha");
    expect(fake.calls).toHaveLength(2);
  });

  it("needs a caller where the client has no sessions", async () => {
    const client = createClient("http://127.0.0.1:9", "key", {
      accessToken: async () => "token",
    });
    expect(() => createResolver(client)).toThrow(/give caller/);
    expect(() => createCostResolver(client)).toThrow(/give caller/);
    createResolver(client, { caller: () => "liam" }).close();
  });
});

describe("a resolver on a page", () => {
  it("asks for versions when somebody comes back, once a scope, and drops what is older (F114)", async () => {
    const { show, hide } = page();
    const fake = fakeClient([decision, decision, decision, 7, 8, decision]);
    const heard: (string | null)[] = [];
    const resolver = createResolver(fake.supabase, {
      onChange: (scope) => heard.push(scope),
    });
    await resolver.can("budget:view:all", "alpha");
    await resolver.can("budget:edit:all", "alpha");
    await resolver.can("budget:view:all", "beta");
    await hide();
    expect(fake.calls).toHaveLength(3);
    await show();
    expect(fake.calls.slice(3)).toEqual([
      ["get_access_version", { p_scope_id: "beta" }],
      ["get_access_version", { p_scope_id: "alpha" }],
    ]);
    expect(heard).toEqual(["alpha"]);
    await resolver.can("budget:view:all", "beta");
    await resolver.can("budget:view:all", "alpha");
    expect(fake.calls).toHaveLength(6);
  });

  it("drops what it knew of a scope that is not to be known of any more (F114)", async () => {
    const { show } = page();
    const left = { ...decision, allowed: false, reason: "unknown_scope", version: null };
    const fake = fakeClient([decision, null, left, null]);
    const resolver = createResolver(fake.supabase);
    expect(await resolver.can("budget:view:all", "alpha")).toBe(true);
    await show();
    expect(await resolver.can("budget:view:all", "alpha")).toBe(false);
    await show();
    // That it is unknown is as true as before.
    expect(await resolver.can("budget:view:all", "alpha")).toBe(false);
    expect(names(fake)).toEqual([
      "authorize",
      "get_access_version",
      "authorize",
      "get_access_version",
    ]);
  });

  it("keeps what it has where the version cannot be learned, and asks again", async () => {
    const { show } = page();
    const fake = fakeClient([decision, new Error("offline"), 8, decision]);
    const resolver = createResolver(fake.supabase);
    await resolver.can("budget:view:all", "alpha");
    await show();
    await resolver.can("budget:view:all", "alpha");
    expect(fake.calls).toHaveLength(2);
    await show();
    await resolver.can("budget:view:all", "alpha");
    expect(fake.calls).toHaveLength(4);
  });

  it("asks for nothing where it was told so, and nothing about what is over", async () => {
    const { show } = page();
    let clock = 0;
    const quiet = fakeClient(many());
    const resolver = createResolver(quiet.supabase, { refreshOnFocus: false });
    await resolver.can("budget:view:all", "alpha");
    const ended = fakeClient(many());
    const other = createResolver(ended.supabase, { now: () => clock });
    await other.can("budget:view:all", "alpha");
    clock = 300_000;
    await show();
    expect([quiet.calls.length, ended.calls.length]).toEqual([1, 1]);
  });

  it("asks by the clock, but not while the page is hidden", async () => {
    vi.useFakeTimers();
    vi.stubGlobal("document", { visibilityState: "visible" });
    const fake = fakeClient([decision, 7, 7, 7]);
    const resolver = createResolver(fake.supabase, {
      refreshEvery: 30_000,
      refreshOnFocus: false,
      now: () => 0,
    });
    await resolver.can("budget:view:all", "alpha");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(names(fake)).toEqual(["authorize", "get_access_version", "get_access_version"]);
    vi.stubGlobal("document", { visibilityState: "visible" });
    resolver.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fake.calls).toHaveLength(3);
  });

  it("asks nothing by the clock while the page is hidden", async () => {
    vi.useFakeTimers();
    vi.stubGlobal("document", { visibilityState: "hidden" });
    const fake = fakeClient(many());
    const resolver = createResolver(fake.supabase, {
      refreshEvery: 30_000,
      refreshOnFocus: false,
    });
    await resolver.can("budget:view:all", "alpha");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fake.calls).toHaveLength(1);
    resolver.close();
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31])(
    "refuses %d as a pause between two looks",
    (refreshEvery) => {
      const fake = fakeClient([]);
      expect(() => createResolver(fake.supabase, { refreshEvery })).toThrow(TypeError);
      expect(fake.listeners()).toBe(0);
    },
  );
});

describe("a resolver on a server", () => {
  it("keeps no process alive by its timer", () => {
    const timers = () =>
      process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const before = timers();
    const resolver = createResolver(fakeClient([]).supabase, { refreshEvery: 30_000 });
    expect(timers()).toBe(before);
    resolver.close();
  });
});

describe("a resolver that is closed", () => {
  it("listens to nothing and remembers nothing, and still answers", async () => {
    const { show } = page();
    const fake = fakeClient(many());
    const resolver = createResolver(fake.supabase);
    await resolver.can("budget:view:all", "alpha");
    expect(fake.listeners()).toBe(1);
    resolver.close();
    resolver.close();
    expect(fake.listeners()).toBe(0);
    await resolver.can("budget:view:all", "alpha");
    await resolver.can("budget:view:all", "alpha");
    await show();
    expect(names(fake)).toEqual(["authorize", "authorize", "authorize"]);
  });

  it("is closed by the end of its block, too", () => {
    const fake = fakeClient([]);
    createResolver(fake.supabase)[Symbol.dispose]();
    createCostResolver(fake.supabase)[Symbol.dispose]();
    expect(fake.listeners()).toBe(0);
  });
});

describe("a resolver whose calls are served in another schema", () => {
  it("asks them there", async () => {
    const fake = fakeClient([decision, 7]);
    const resolver = createResolver(fake.supabase, { schema: "access" });
    await resolver.can("budget:view:all", "alpha");
    await resolver.refresh();
    expect(names(fake)).toEqual(["access.authorize", "access.get_access_version"]);
  });
});
