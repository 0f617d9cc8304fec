// A view is what many functions read: what it leaves out is a guard of all of them.
import { describe, expect, it } from "vitest";
import { viewBreakages } from "./views.ts";

describe("breakages of a view", () => {
  it("are each condition that is dropped and each edge that is moved", () => {
    const view = (where: string) => ` SELECT id\n   FROM stagedoor.t\n  WHERE ${where};`;
    expect(
      viewBreakages(view("((status = 'Active'::text) AND (ends_at > now()))")),
    ).toEqual([
      {
        what: "status = 'Active' is true",
        body: view("((true) AND (ends_at > now()))"),
      },
      {
        what: "ends_at > now() is true",
        body: view("((status = 'Active'::text) AND (true))"),
      },
      {
        what: "ends_at > now() is >=",
        body: view("((status = 'Active'::text) AND (ends_at >= now()))"),
      },
    ]);
  });

  it("are the only condition, too", () => {
    expect(viewBreakages(" SELECT id FROM t WHERE (NOT is_gone);")).toEqual([
      { what: "NOT is_gone is true", body: " SELECT id FROM t WHERE (true);" },
    ]);
  });

  it("are none where a view leaves nothing out", () => {
    expect(viewBreakages(" SELECT id FROM t;")).toEqual([]);
  });
});
