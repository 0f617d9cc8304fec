// A breakage is judged by the files that could notice it, and by no others.
import { describe, expect, it } from "vitest";
import type { Mutant } from "./mutant.ts";
import type { Coverage } from "../testing/coverage.ts";
import { relevantFiles } from "./relevance.ts";

const covered: Coverage[] = [
  { file: "house_rules.test.sql", text: "", milliseconds: 900, functions: new Map() },
  {
    file: "decisions.test.sql",
    text: "select public.can(",
    milliseconds: 500,
    functions: new Map([["stagedoor.can", 0.01]]),
  },
  {
    file: "menus.test.sql",
    text: "",
    milliseconds: 100,
    functions: new Map([["stagedoor.can", 0.1]]),
  },
  {
    file: "sessions.test.sql",
    text: "",
    milliseconds: 700,
    functions: new Map([["stagedoor.can", 0.3]]),
  },
  {
    file: "scopes.test.sql",
    text: "insert into stagedoor.scopes",
    milliseconds: 50,
    functions: new Map(),
  },
];

const filesOf = (subject: Mutant["subject"], inCatalog = false, among = covered) =>
  relevantFiles(among, {
    id: "",
    kind: "guard",
    inDefiner: false,
    inCatalog,
    subject,
    sql: "",
  });

describe("the files that judge a breakage", () => {
  it("are about it, name it, or ran one of its functions: in this order, most calls first", () => {
    expect(
      filesOf({ tables: [], functions: ["stagedoor.can", "stagedoor.decide"] }),
    ).toEqual(["decisions.test.sql", "sessions.test.sql", "menus.test.sql"]);
  });

  it("name one of its tables", () => {
    expect(filesOf({ tables: ["scopes"], functions: [] })).toEqual(["scopes.test.sql"]);
    expect(filesOf({ tables: ["scope"], functions: [] })).toEqual([]);
  });

  it("are the house rules before all others where the catalog tells", () => {
    expect(filesOf({ tables: ["scopes"], functions: ["stagedoor.can"] }, true)).toEqual([
      "house_rules.test.sql",
      "scopes.test.sql",
      "decisions.test.sql",
      "sessions.test.sql",
      "menus.test.sql",
    ]);
  });

  it("read the text of functions, after those that call them", () => {
    const sweep = {
      file: "looking.test.sql",
      text: "select f.prosrc",
      milliseconds: 1,
      functions: new Map<string, number>(),
    };
    const subject = { tables: [], functions: ["stagedoor.other"] };
    expect(filesOf(subject, false, [...covered, sweep])).toEqual(["looking.test.sql"]);
  });

  it("are none where nothing is named and nothing ran", () => {
    expect(filesOf({ tables: [], functions: ["stagedoor.other"] })).toEqual([]);
  });
});
