// The README tells the truth: its transcript is what npm start prints, its client code runs
// as it stands and answers what the comments say.
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sarahsMenus } from "../../scripts/demo.ts";
import { PUBLISHABLE_KEY } from "../../scripts/devserver/tokens.ts";
import { inRoot, ROOT } from "../../scripts/lib/paths.ts";
import { pushMigrations } from "../../scripts/dev/supabase-cli.ts";
import { type Stack, startStack } from "../stack/stack.ts";

const README = fs.readFileSync(inRoot("README.md"), "utf8");
let stack: Stack;

beforeAll(async () => {
  // As npm start does it: what one transaction holds decides how far versions count.
  stack = await startStack({ from: "baseline" }, async (database) =>
    pushMigrations(database.url(), { seed: true }),
  );
});
afterAll(() => stack?.stop());

/** The fenced blocks of one language, in order. */
function blocks(language: string): string[] {
  return [...README.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "gs"))].map(
    ([, code = ""]) => code,
  );
}

/** The decision as the comment below its code shows it. */
function promised(): unknown {
  const [shown = ""] = /^\/\/ \{ allowed.*?\}$/ms.exec(README) ?? [];
  const json = shown
    .replaceAll(/^\/\/ /gm, "")
    .replaceAll(/(\w+):/g, '"$1":')
    .replaceAll("'", '"');
  return JSON.parse(json);
}

describe("the README", () => {
  it("F15, F16: prints Sarah's menus as they are", async () => {
    const [transcript = ""] = blocks("console");
    expect(transcript).toContain(await sarahsMenus(stack.url, PUBLISHABLE_KEY));
  });

  it("F15, F121: has client code that runs and answers what it says", async () => {
    // The command for Node 20, where the example is beside package.json.
    const [, flags = ""] = /^node (--import .+) example\.mjs$/m.exec(README) ?? [];
    const code = blocks("js").join("\nconsole.log(JSON.stringify(menu.length));\n");
    const file = inRoot(".data", `readme-${process.pid}.mjs`);
    fs.mkdirSync(inRoot(".data"), { recursive: true });
    fs.writeFileSync(
      file,
      `${code.replace("http://127.0.0.1:55321", stack.url)}\nconsole.log(JSON.stringify(decision));`,
    );
    try {
      const { stdout: output } = await promisify(execFile)(
        process.execPath,
        [...flags.split(" "), file],
        { cwd: ROOT },
      );
      expect(output).toContain("[ 'Projects', 'Overview', 'Schedule', 'Help' ]");
      const decision = JSON.parse(output.trim().split("\n").at(-1) ?? "") as unknown;
      expect(decision).toEqual(promised());
    } finally {
      fs.rmSync(file);
    }
  });
});
