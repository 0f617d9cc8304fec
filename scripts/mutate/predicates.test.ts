// As PostgreSQL prints it, each condition alone is dropped, and nothing that is denied.
import { describe, expect, it } from "vitest";
import {
  alternativesDropped,
  conjunctsDropped,
  edgesMoved,
  wherePredicates,
} from "./predicates.ts";

const LIVE =
  "((status = 'Active'::text) AND ((ends_at IS NULL) OR (ends_at > stagedoor.instant())))";
const OWN =
  "((project_id = ANY (all_of())) OR ((owner_id = ( SELECT auth.uid() AS uid)) AND (project_id = ANY (own()))))";

const whatOf = (changes: { what: string }[]) => changes.map(({ what }) => what);

describe("conditions that are joined by and", () => {
  it("are true one at a time", () => {
    expect(conjunctsDropped(LIVE)).toEqual([
      { what: "status = 'Active' is true", body: LIVE.replace(/status[^)]*/, "true") },
      {
        what: "(ends_at IS NULL) OR (ends_at > stagedoor.instant()) is true",
        body: "((status = 'Active'::text) AND (true))",
      },
    ]);
  });

  it("are found inside an alternative", () => {
    expect(whatOf(conjunctsDropped(OWN))).toEqual([
      "owner_id = ( SELECT auth.uid() AS uid) is true",
      "project_id = ANY (own()) is true",
    ]);
  });

  it("are left alone inside a denial, a string and a sub-select", () => {
    expect(conjunctsDropped("(NOT ((a = 1) AND (b = 2)))")).toEqual([]);
    expect(conjunctsDropped("(a = '(x) AND (y)'::text)")).toEqual([]);
    expect(conjunctsDropped("(EXISTS ( SELECT FROM t WHERE ((a) AND (b))))")).toEqual([]);
  });

  it("are the whole only where that is asked for", () => {
    expect(conjunctsDropped("(a = 1)")).toEqual([]);
    expect(conjunctsDropped("(a = 1)", "whole")).toEqual([
      { what: "a = 1 is true", body: "(true)" },
    ]);
    expect(conjunctsDropped("is_shown", "whole")).toEqual([
      { what: "is_shown is true", body: "true" },
    ]);
  });
});

describe("alternatives", () => {
  it("are false one at a time, and a condition without another is none", () => {
    expect(alternativesDropped("((a = 1) OR (b = 2))")).toEqual([
      { what: "(a = 1) is false", body: "(false OR (b = 2))" },
      { what: "(b = 2) is false", body: "((a = 1) OR false)" },
    ]);
    expect(alternativesDropped("(a = 1)")).toEqual([]);
  });
});

describe("edges", () => {
  it("are taken in or left out, whatever is compared", () => {
    expect(edgesMoved(LIVE)).toEqual([
      {
        what: "ends_at > stagedoor.instant() is >=",
        body: LIVE.replace("ends_at >", "ends_at >="),
      },
    ]);
    expect(whatOf(edgesMoved("((a <= b) AND (c < 1))"))).toEqual([
      "a <= b is <",
      "c < 1 is <=",
    ]);
  });

  it("are no other operators, and no strings", () => {
    expect(edgesMoved("((a <> b) AND (c @> d) AND ((e ->> 'f > g') = ' < '))")).toEqual([]);
  });
});

describe("the predicates of a query", () => {
  it("end with their clause, and those of sub-selects are among them", () => {
    const query =
      " SELECT a FROM t WHERE ((a = 1) AND (EXISTS ( SELECT FROM s WHERE (b = 'WHERE ')))) GROUP BY a;";
    expect(wherePredicates(query).map(({ start, end }) => query.slice(start, end))).toEqual(
      ["((a = 1) AND (EXISTS ( SELECT FROM s WHERE (b = 'WHERE '))))", "(b = 'WHERE ')"],
    );
    const bare = " SELECT a FROM t WHERE is_shown\n ORDER BY a;";
    expect(wherePredicates(bare).map(({ start, end }) => bare.slice(start, end))).toEqual([
      "is_shown",
    ]);
  });
});
