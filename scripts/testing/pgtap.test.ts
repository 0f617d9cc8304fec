import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type FileReport, onStages, runPgTap } from "./pgtap.ts";
import { inWords } from "./reports.ts";
import { withSql } from "../dev/sql.ts";

const FILES = {
  "first.test.sql": `-- A file that fails.
begin;
select plan(5);
select pass('a title may stand before the first section');

-- the user's own windows -------------------------------------------------------------
select pass('a window has a start');
select is(2, 1, 'a window ends after it begins');

-- Comments without dashes are none ---
select pass('a section lasts to the next one');
select pass('nor does it lean on a title');
select * from finish();
rollback;
`,
  "second.test.sql": `begin;
select plan(2);
-- errors --------------------------------------------------------------------------------
select pass('a title stands once');
select pass('a title stands once');
select pg_catalog.no_such_function();
`,
  "third.test.sql": `begin;
select plan(2);
-- plans ---------------------------------------------------------------------------------
select pass('a plan counts');
rollback;
`,
  "fourth.test.sql": `select plan(1);
select pass('a file may forget its transaction');
`,
};

/** What would disturb the next file, if any of it stayed. */
const LITTER = `begin;
select plan(1);
create table public.litter ();
prepare litter as select 1;
select pg_advisory_lock(1);
select pass('a file leaves litter');
select * from finish();
rollback;
`;

describe("the pgTAP runner", () => {
  let folder: string;
  let reports: FileReport[];
  const order: string[] = [];

  beforeAll(async () => {
    folder = fs.mkdtempSync(join(tmpdir(), "stagedoor-titles-"));
    for (const [name, text] of Object.entries(FILES))
      fs.writeFileSync(join(folder, name), text);
    reports = await runPgTap(
      { port: inject("clusterPort") },
      Object.keys(FILES).map((name) => join(folder, name)),
      { defaultGrants: inject("defaultGrants"), parts: [] },
      ({ file }) => order.push(file),
    );
  });
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  it("knows the section of every title", () => {
    expect(reports[0]?.tests.slice(0, 5)).toEqual([
      { section: "", title: "a title may stand before the first section", ok: true },
      { section: "the user's own windows", title: "a window has a start", ok: true },
      {
        section: "the user's own windows",
        title: "a window ends after it begins",
        ok: false,
      },
      {
        section: "Comments without dashes are none",
        title: "a section lasts to the next one",
        ok: true,
      },
      {
        section: "Comments without dashes are none",
        title: "nor does it lean on a title",
        ok: true,
      },
    ]);
  });

  it("shows a failure as file, section and title, with what pgTAP says of it", () => {
    const report = reports[0];
    const lines = report?.problems.map((line) => line.trim()) ?? [];
    expect(lines[0]).toBe(
      `${report?.file} › the user's own windows › a window ends after it begins`,
    );
    expect(lines.slice(1).join("\n")).toMatch(/# Failed test 3[^]*have: 2[^]*want: 1/);
    expect(lines.join("\n")).not.toContain("# section:");
  });

  it("fails a title that leans on another one, or stands twice", () => {
    expect(reports[0]?.problems.at(-1)).toBe(
      `${reports[0]?.file} › titles › "nor does it lean on a title" begins with "nor": ` +
        "a title names its subject",
    );
    expect(reports[1]?.problems).toContain(
      `${reports[1]?.file} › titles › "a title stands once" stands 2 times: ` +
        "a title is its own",
    );
  });

  it("says of an error in which section and line it happened", () => {
    expect(reports[1]?.problems[0]).toMatch(
      / › errors › line 6: function pg_catalog\.no_such_function\(\) does not exist/,
    );
  });

  it("fails a file whose plan is not what it ran", () => {
    expect(reports[2]?.problems).toEqual([`${reports[2]?.file} › planned 2, ran 1`]);
    expect(reports[2]?.tests.some(({ ok }) => !ok)).toBe(true);
  });

  it("refuses a file that is no transaction", () => {
    expect(reports[3]?.problems[0]).toMatch(/ › a line begin; is missing/);
    expect(reports[3]?.tests.some(({ ok }) => !ok)).toBe(true);
  });

  it("takes back all that a file did, and all that was broken for it", async () => {
    const file = join(folder, "litter.test.sql");
    fs.writeFileSync(file, LITTER);
    await onStages({ port: inject("clusterPort") }, { parts: [] }, async (stage) => {
      const broken = "create table public.litter ()";
      const red = await stage.run(file, { broken, untilRed: true });
      expect(red.problems.join()).toContain("already exists");
      // The same once more finds nothing in its way.
      for (const _ of [1, 2]) expect((await stage.run(file)).problems).toEqual([]);
      expect(await stage.refusal(broken)).toBeNull();
      expect(await stage.refusal(`${broken}; ${broken}`)).toContain("already exists");
      const locks = await withSql(
        stage.url,
        (sql) => sql`select from pg_locks where locktype = 'advisory' and database = (
          select oid from pg_database where datname = current_database())`,
      );
      expect(locks).toHaveLength(0);
    });
  });

  it("stops at the first failed test where no more is asked for", async () => {
    const file = join(folder, "first.test.sql");
    await onStages({ port: inject("clusterPort") }, { parts: [] }, async (stage) => {
      const whole = await stage.run(file);
      const part = await stage.run(file, { untilRed: true });
      expect(part.tests.filter(({ ok }) => !ok).length).toBeGreaterThan(0);
      expect(whole.tests.length).toBeGreaterThanOrEqual(part.tests.length);
      expect((await stage.run(file)).tests).toEqual(whole.tests);
    });
  });

  it("reports in reading order", () => {
    expect(order).toEqual(reports.map(({ file }) => file));
  });

  it("shows every title under its section where everything is asked for", () => {
    const report = { file: "test/sql/some.test.sql", tests: reports[0]?.tests ?? [] };
    const all = inWords({ ...report, problems: [] }, true);
    expect(all.split("\n").slice(0, 6)).toEqual([
      "ok  test/sql/some.test.sql (6)",
      "    a title may stand before the first section",
      "",
      "  the user's own windows",
      "    a window has a start",
      "    not ok: a window ends after it begins",
    ]);
    expect(inWords({ ...report, problems: [] }, false)).toBe(
      "ok  test/sql/some.test.sql (6)",
    );
  });
});
