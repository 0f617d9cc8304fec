// npm run film:import: the chart that ships goes in, a file with wrong lines stays out.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../client/database.ts";
import { PUBLISHABLE_KEY } from "../../scripts/devserver/tokens.ts";
import { parseRows, readRows } from "../../cli/film/csv.ts";
import { inRoot, ROOT } from "../../scripts/lib/paths.ts";
import { startStack, type Stack } from "../stack/stack.ts";
import { stagedoorProgram } from "../cli/command-line.ts";

const CHART = inRoot("supabase/film/chart.csv");
const EMAIL = "sarah@film.example.com";
const PASSWORD = randomBytes(12).toString("hex");
const HEADER = "code,parent_code,name,category,department,kind,union_agreement";

let stack: Stack;
let sarah: SupabaseClient<Database>;
let folder: string;
let project: string;

beforeAll(async () => {
  stack = await startStack();
  folder = fs.mkdtempSync(join(tmpdir(), "film-import-"));
  sarah = createClient<Database>(stack.url, PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const { error } = await sarah.auth.signUp({ email: EMAIL, password: PASSWORD });
  expect(error).toBeNull();
  const company = await sarah.rpc("create_organization", { p_name: "Northlight" });
  const made = await sarah.rpc("create_project", {
    p_organization_id: company.data ?? "",
    p_name: "Alpha",
  });
  project = made.data ?? "";
  const production = await sarah.rpc("create_production", {
    p_project_id: project,
    p_currency: "USD",
  });
  expect(production.error).toBeNull();
});
afterAll(async () => {
  await stack?.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

function file(name: string, ...lines: string[]): string {
  const path = join(folder, name);
  fs.writeFileSync(path, lines.join("\n"));
  return path;
}

/** Run the command, beside the server that it talks to. */
function filmImport(...args: string[]) {
  const child = spawn(process.execPath, [stagedoorProgram(), "film", "import", ...args], {
    cwd: ROOT,
    env: { ...process.env, SUPABASE_URL: stack.url, STAGEDOOR_PASSWORD: PASSWORD },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve) =>
    child.on("close", (status) => resolve({ status, stdout, stderr })),
  );
}

const as = () => ["--project", project, "--as", EMAIL];
const entered = async () => {
  const { count } = await sarah
    .from("cost_codes")
    .select("*", { count: "exact", head: true });
  return count;
};

describe("a CSV file", () => {
  it("F26: a CSV file is read with the line on which each row ends, quotes and blank lines included", () => {
    const rows = parseRows(
      `\uFEFF${HEADER}\n1100,,"Story, rights",above_line,,header,\n\n1101,1100,"Two\nlines",above_line,,account,\n`,
      "x.csv",
    );

    expect(rows).toMatchObject([
      { line: 2, code: "1100", name: "Story, rights", parent_code: "" },
      { line: 5, code: "1101", name: "Two\nlines" },
    ]);
  });

  it("F26: a file that is no CSV is refused with the line where it stops to be one", () => {
    expect(() => parseRows(`${HEADER}\n1100,,"Story`, "x.csv")).toThrow(
      /^x\.csv is no CSV file: .*line 2/,
    );
  });

  it("F26: a chart of several hundred codes of 32 departments ships", () => {
    const rows = readRows(CHART);

    expect(rows.length).toBeGreaterThan(300);
    expect(new Set(rows.map((row) => row["department"])).size).toBe(32);
    expect(new Set(rows.map((row) => row["code"])).size).toBe(rows.length);
  });
});

describe("film:import", () => {
  it("F26, F44: the command names every wrong line, and imports nothing", async () => {
    const wrong = file(
      "wrong.csv",
      HEADER,
      "1400,,Cast,above_line,,header,",
      "140,1400,Principals,above_line,,account,",
      "1402,1400,Supporting,below_line,,account,",
      "1403,1400,Day performers,above_line,,account,SAG-999",
    );

    const { status, stdout, stderr } = await filmImport(...as(), wrong);

    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: `4 rows in ${wrong}\n`,
      stderr: [
        `${wrong}: line 3 (140): code, expected four digits, then groups of digits and capitals after . or -, found "140"`,
        `${wrong}: line 4 (1402): category, expected above_line, found "below_line"`,
        `${wrong}: line 5 (1403): union_agreement, expected the code of an agreement, found "SAG-999"`,
        "3 rows are wrong: nothing was imported.",
        "",
      ].join("\n"),
    });
    expect(await entered()).toBe(0);
  });

  it("F26: a dry run says what would be done, and does nothing", async () => {
    const { status, stdout } = await filmImport(
      ...as(),
      "--dry-run",
      "--create-departments",
      CHART,
    );

    expect(status).toBe(0);
    expect(stdout).toMatch(/386 codes would be imported, 0 were there already/);
    expect(await entered()).toBe(0);
  });

  it("F26, F44: the chart that ships goes in with its departments, and a second time changes nothing", async () => {
    const first = await filmImport(...as(), "--create-departments", CHART);

    expect(first.stderr).toBe("");
    expect(first.stdout).toContain("386 codes imported, 0 were there already");
    expect(first.stdout.match(/^department /gm)).toHaveLength(32);
    expect(await entered()).toBe(386);

    const again = await filmImport(...as(), CHART);
    expect(again.stdout).toContain("0 codes imported, 386 were there already");
    expect(await entered()).toBe(386);
  });

  it("F120: the command imports a payroll once, and names the lines that are wrong", async () => {
    const made = await sarah.rpc("create_budget", {
      p_project_id: project,
      p_name: "Shooting",
    });
    const code = async (number: string) =>
      (await sarah.from("cost_codes").select("id").eq("code", number).single()).data?.id ??
      "";
    await sarah
      .rpc("save_budget_line", {
        p_budget_id: made.data ?? "",
        p_cost_code_id: await code("3302"),
        p_amount: 9000,
      })
      .throwOnError();
    const head =
      "week_ending,payee,department,cost_code,union_agreement,earning,amount,currency";
    const right = "2026-11-21,Camera 1,camera,3302,IATSE-600,overtime,100.00,USD";
    const wrong = file("wrong_week.csv", head, right, right.replace("3302", "330"));
    const week = file("week.csv", head, right);

    const whole = await filmImport("payroll", ...as(), wrong);
    expect(whole).toEqual({
      status: 1,
      stdout: `2 rows in ${wrong}\n`,
      stderr: [
        `${wrong}: line 3: cost_code_prefix, expected four digits, found "330"`,
        "1 rows are wrong: nothing was imported.",
        "",
      ].join("\n"),
    });

    const part = await filmImport("payroll", ...as(), "--partial", "--key", "week", wrong);
    expect(part.status).toBe(1);
    expect(part.stdout).toContain("1 costs imported");
    expect(part.stderr).toContain("1 rows are wrong: they were left out.");

    for (let time = 1; time <= 2; time += 1) {
      const { status, stdout } = await filmImport("payroll", ...as(), week);
      expect({ status, stdout }).toMatchObject({
        status: 0,
        stdout: expect.stringContaining("1 costs imported"),
      });
    }
    const { count } = await sarah
      .from("cost_transactions")
      .select("*", { count: "exact", head: true });
    expect(count).toBe(2);
  });

  it("F26: every code of the chart that ships has a department", async () => {
    const { data } = await sarah
      .from("cost_codes")
      .select("code")
      .is("department_id", null);

    expect(data).toEqual([]);
  });

  it.each([
    [["--as", EMAIL, CHART], "required option '--project <id>' not specified", 2],
    [["--project", "x", CHART], "required option '--as <email>' not specified", 2],
    [
      ["--project", "x", "--as", EMAIL],
      "Name one CSV file, as supabase/film/chart.csv.",
      2,
    ],
    [
      ["payroll", "--project", "x", "--as", EMAIL],
      "Name one CSV file, as supabase/film/payroll.csv.",
      2,
    ],
    [["--project", "x", "--as", EMAIL, "none.csv"], "none.csv cannot be read: ", 1],
    [
      ["--project", "x", "--as", "nobody@example.com", CHART],
      "nobody@example.com cannot sign in: ",
      1,
    ],
    [["--project", "x", "--as", EMAIL, CHART], "invalid input syntax for type uuid", 1],
  ])("the command says in one line what is missing: %j", async (args, line, code) => {
    const { status, stderr } = await filmImport(...args);

    expect(status).toBe(code);
    expect(stderr).toContain(line);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});
