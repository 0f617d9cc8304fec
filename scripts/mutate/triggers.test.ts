// A trigger that is broken must still be one that PostgreSQL accepts.
import { describe, expect, it } from "vitest";
import { triggerBreakages } from "./triggers.ts";

const trigger = (events: string, when = "") =>
  `CREATE TRIGGER _100_refuse BEFORE ${events} ON stagedoor.scopes FOR EACH ROW ${when}EXECUTE FUNCTION stagedoor.tg_scopes__refuse('a OR b')`;

describe("breakages of a trigger", () => {
  it("are each event and each column that it no longer fires for", () => {
    expect(triggerBreakages(trigger("INSERT OR DELETE OR UPDATE OF name, path"))).toEqual([
      { what: "not on insert", body: trigger("DELETE OR UPDATE OF name, path") },
      { what: "not on delete", body: trigger("INSERT OR UPDATE OF name, path") },
      { what: "not on update", body: trigger("INSERT OR DELETE") },
      {
        what: "not on update of name",
        body: trigger("INSERT OR DELETE OR UPDATE OF path"),
      },
      {
        what: "not on update of path",
        body: trigger("INSERT OR DELETE OR UPDATE OF name"),
      },
    ]);
  });

  it("leave an event and a column that stand alone: the trigger would be gone", () => {
    expect(triggerBreakages(trigger("UPDATE OF name"))).toEqual([]);
    expect(triggerBreakages(trigger("DELETE"))).toEqual([]);
  });

  it("are each condition that it no longer asks", () => {
    const when = "WHEN (((old.name = 'a OR b'::text) AND (new.name IS NULL))) ";
    expect(triggerBreakages(trigger("UPDATE", when))).toEqual([
      {
        what: "when old.name = 'a OR b' is true",
        body: trigger("UPDATE", when.replace("old.name = 'a OR b'::text", "true")).replace(
          "WHEN (((true) AND (new.name IS NULL)))",
          "WHEN ((((true) AND (new.name IS NULL))))",
        ),
      },
      {
        what: "when new.name IS NULL is true",
        body: trigger("UPDATE", "WHEN ((((old.name = 'a OR b'::text) AND (true)))) "),
      },
    ]);
  });

  it("are each alternative that no longer makes it fire", () => {
    const when = "WHEN (((old.a <> new.a) OR (old.b <> new.b))) ";
    expect(triggerBreakages(trigger("UPDATE", when)).map(({ what }) => what)).toEqual([
      "when (old.a <> new.a) OR (old.b <> new.b) is true",
      "when (old.a <> new.a) is false",
      "when (old.b <> new.b) is false",
    ]);
  });
});
