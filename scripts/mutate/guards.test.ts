// What is broken must be what it says, or a green run of `npm run mutate` means nothing.
import { describe, expect, it } from "vitest";
import { breakages } from "./guards.ts";
import { sample } from "./sample.ts";

const BODY = `
-- perform stagedoor.enforce('in:comment', p_id);
declare
  v_name text := 'perform stagedoor.enforce(1);';
begin
  if p_id is null or not stagedoor.account_is_live(auth.uid()) then
    return false;
  end if;
  perform stagedoor.enforce('a:b', p_id);
  perform from stagedoor.scopes as s where s.id = p_id for no key update;
  perform stagedoor.require('a:b', p_id);
  if case when v_name = 'x' then true else false end then
    raise check_violation using
      message = 'no; not this';
  end if;
  return exists (
    select from stagedoor.user_accesses as a
    where a.status = 'Active' and a.valid_until > v_now and a.delegated_from is null);
end;
`;

const whatOf = (body: string) => breakages(body).map(({ what }) => what);
const bodyOf = (part: string) =>
  breakages(BODY).find(({ what }) => what.includes(part))?.body ?? "";

describe("breakages of a function", () => {
  it("are of a guard asked twice one, its kept answer null", () => {
    const [only, ...others] = breakages(`
declare
  v_id pg_catalog.uuid := stagedoor.require('c:d', p_id);
begin
  perform stagedoor.enforce('a:b', p_id);
  v_id := stagedoor.require('a:b', p_id);
end;
`);
    expect([only?.what, ...others.map(({ what }) => what)]).toEqual([
      "without perform stagedoor.enforce('a:b', p_id);",
      "without perform stagedoor.enforce('c:d', p_id);",
    ]);
    expect(only?.body).toContain("begin\n  null;\n  v_id := null;\nend;");
    expect(others[0]?.body).toContain("v_id pg_catalog.uuid := null;");
  });

  it("are these, and none in a comment or a string", () => {
    expect(whatOf(BODY)).toEqual([
      "without perform stagedoor.enforce('a:b', p_id);",
      "without raise check_violation using message = 'no; not this';",
      "never: if p_id is null or not stagedoor.account_is_live(auth.uid())",
      "stagedoor.account_is_live(auth.uid()) is true",
      "a.status = 'Active' (1) is true",
      "a.delegated_from is null (1) is true",
      "a.valid_until > (1) is >=",
    ]);
  });

  it("drop a guard that is asked before a lock and behind it in both places", () => {
    const body = bodyOf("without perform stagedoor.enforce");
    expect(body).not.toMatch(/\n {2}perform stagedoor\.(enforce|require)/);
    expect(body).toContain("for no key update");
  });

  it("drop a whole error, whatever its message says", () => {
    expect(bodyOf("without raise")).toMatch(/end then\s+null;\s+end if;/);
  });

  it("never take an early return", () => {
    expect(bodyOf("never: if")).toContain("if false then\n    return false;");
  });

  it("change one thing each and leave the rest as it is", () => {
    expect(bodyOf("a.valid_until >")).toBe(
      BODY.replace("a.valid_until > v_now", "a.valid_until >= v_now"),
    );
    expect(bodyOf("account_is_live(auth.uid()) is true")).toBe(
      BODY.replace("stagedoor.account_is_live(auth.uid())", "true"),
    );
  });
});

describe("a sample", () => {
  const items = Array.from({ length: 50 }, (_, index) => index);

  it("is the same for the same seed and another for another", () => {
    expect(sample(items, 10, 7)).toEqual(sample(items, 10, 7));
    expect(sample(items, 10, 7)).not.toEqual(sample(items, 10, 8));
  });

  it("is a part of the whole, nothing twice", () => {
    expect(new Set(sample(items, 50, 1))).toEqual(new Set(items));
    expect(sample(items, 3, 1)).toHaveLength(3);
  });
});
