// What becomes of an override where answers are lost: asked of the real client of supabase-js,
// whose requests a test answers. What the database does is told by test/e2e/overrides.test.ts.
import { createClient } from "@supabase/supabase-js";
import { describe, expect, it } from "vitest";
import type { Database } from "./database.ts";
import {
  EmergencyOverrideError,
  type Operation,
  withEmergencyOverride,
} from "./emergency-override.ts";

const OVERRIDE = "11111111-1111-4111-8111-111111111111";
const SIGN: Operation[] = [
  { call: "approve_transaction", args: { p_transaction_id: OVERRIDE } },
];

type Answer = [status: number, body: unknown] | "lost";

/** A client, what it was asked, and what is answered to each call, rows of tables included. */
function stage(
  answers: Record<string, Answer>,
  tables: Record<string, string[]> | "lost" = {},
  atOnce = 1000,
) {
  const asked: string[] = [];
  const reasons: unknown[] = [];
  const answer = (path: string, after: string | undefined): Answer => {
    if (path.startsWith("rpc/")) return answers[path.slice(4)] ?? [200, null];
    if (tables === "lost") return "lost";
    const rows = (tables[path] ?? []).filter((id) => after === undefined || id > after);
    return [200, rows.slice(0, atOnce).map((id) => ({ id }))];
  };
  const supabase = createClient<Database>("http://stage.test", "key", {
    global: {
      fetch: async (input, init) => {
        const url = new URL(input instanceof Request ? input.url : input);
        const path = url.pathname.replace("/rest/v1/", "");
        if (path.startsWith("rpc/")) asked.push(path.slice(4));
        if (path === "rpc/fail_override" && typeof init?.body === "string") {
          reasons.push(JSON.parse(init.body)["p_error"]);
        }
        const told = answer(path, url.searchParams.get("id")?.replace("gt.", ""));
        if (told === "lost") throw new TypeError("fetch failed");
        const [status, body] = told;
        return new Response(typeof body === "string" ? body : JSON.stringify(body), {
          status,
        });
      },
    },
  });
  return { supabase, asked, reasons };
}

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("Nothing was thrown.");
}

const refusal: Answer = [
  400,
  { code: "22023", message: "Operations are an array", details: null, hint: null },
];
const started: Answer = [200, { status: "Active", ends_at: "2999-01-01T00:00:00Z" }];
const notActive: Answer = [
  400,
  { code: "23514", message: "It has not begun", details: null, hint: null },
];

describe("withEmergencyOverride", () => {
  it.each<[string, Answer]>([
    ["an answer was lost", "lost"],
    ["a gateway gave up", [504, "<html>Gateway Timeout</html>"]],
    ["a proxy did not wait", [408, "<html>Request Timeout</html>"]],
    ["the database broke off", [500, { code: "57014", message: "canceling statement" }]],
  ])("fails and ends it where of a list %s (F42)", async (_, answer) => {
    const { supabase, asked } = stage({ run_under_override: answer });
    const error = await errorOf(withEmergencyOverride(supabase, OVERRIDE, SIGN));
    expect(error).toBeInstanceOf(EmergencyOverrideError);
    expect(error).toMatchObject({ overrideId: OVERRIDE, written: [] });
    expect(asked).toEqual(["run_under_override", "fail_override"]);
  });

  it.each<[string, Answer]>([
    ["is refused", refusal],
    ["may not be asked", [403, "<html>Forbidden</html>"]],
    ["finds no database", [503, { code: "PGRST001", message: "no connection" }]],
  ])("leaves it as it was where a list %s (F42, control)", async (_, answer) => {
    const { supabase, asked } = stage({ run_under_override: answer });
    const error = await errorOf(withEmergencyOverride(supabase, OVERRIDE, SIGN));
    expect(error).not.toBeInstanceOf(EmergencyOverrideError);
    expect(asked).toEqual(["run_under_override"]);
  });

  it.each([
    ["is blank", "   ", "The work failed"],
    ["has a zero", "a\0b", "ab"],
    ["is cut in a pair", `${"x".repeat(999)}\u{1F600}y`, `${"x".repeat(999)}\u{1F600}`],
    ["has half a pair", "a\uD83Db", "a\uFFFDb"],
  ])("says why also where what was thrown %s (F42)", async (_, message, reason) => {
    const { supabase, reasons } = stage({ start_override: started });
    await errorOf(
      withEmergencyOverride(supabase, OVERRIDE, () => Promise.reject(new Error(message))),
    );
    expect(reasons).toEqual([reason]);
  });

  it("revokes it where there is nothing to fail (F42)", async () => {
    const { supabase, asked } = stage({
      run_under_override: "lost",
      fail_override: notActive,
    });
    await errorOf(withEmergencyOverride(supabase, OVERRIDE, SIGN));
    expect(asked).toEqual(["run_under_override", "fail_override", "revoke_override"]);
  });

  it.each<[string, Answer, string[]]>([
    ["ends it where nobody knows whether it began", "lost", ["fail_override"]],
    ["leaves it as it was where it may not begin", notActive, []],
  ])("%s, and does no work (F42)", async (_, answer, then) => {
    const { supabase, asked } = stage({ start_override: answer });
    let worked = false;
    const error = await errorOf(
      withEmergencyOverride(supabase, OVERRIDE, async () => {
        worked = true;
      }),
    );
    expect(worked).toBe(false);
    expect(error instanceof EmergencyOverrideError).toBe(answer === "lost");
    expect(asked).toEqual(["start_override", ...then]);
  });

  it("completes work that succeeds, and fails what cannot be completed (F42)", async () => {
    const done = stage({ start_override: started });
    expect(await withEmergencyOverride(done.supabase, OVERRIDE, async () => "done")).toBe(
      "done",
    );
    expect(done.asked).toEqual(["start_override", "complete_override"]);

    const lost = stage({ start_override: started, complete_override: "lost" });
    const error = await errorOf(
      withEmergencyOverride(lost.supabase, OVERRIDE, async () => "done"),
    );
    expect(error).toBeInstanceOf(EmergencyOverrideError);
    expect(lost.asked).toEqual(["start_override", "complete_override", "fail_override"]);
  });

  it("lists what stays, however few rows are answered at once (F42, F112)", async () => {
    const ids = Array.from({ length: 7 }, (_, n) => `0000000${n}`);
    const { supabase } = stage(
      { start_override: started },
      { cost_transactions: ids, budget_moves: ["a"] },
      3,
    );
    const error = await errorOf(
      withEmergencyOverride(supabase, OVERRIDE, () => Promise.reject(new Error("Flood"))),
    );
    expect(error).toMatchObject({
      message: expect.stringMatching(/Flood$/),
      written: [
        { table: "budget_moves", id: "a" },
        ...ids.map((id) => ({ table: "cost_transactions", id })),
      ],
    });
  });

  it("says that nobody knows what stays where the tables do not answer (F42)", async () => {
    const { supabase } = stage({ start_override: started }, "lost");
    const error = await errorOf(
      withEmergencyOverride(supabase, OVERRIDE, () => Promise.reject(new Error("Flood"))),
    );
    expect(error).toMatchObject({ written: null });
  });
});
