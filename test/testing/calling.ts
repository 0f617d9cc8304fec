// The command line as somebody calls it, in a folder of theirs.
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { stagedoorProgram } from "../cli/command-line.ts";

/** What a command left behind. */
export interface Called {
  status: number | null;
  stdout: string;
  /** Without the lines that say what begins. */
  complaints: string[];
}

/** `stagedoor` with these words, in a folder. */
export function call(
  cwd: string,
  words: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Called> {
  const { SUPABASE_DB_URL: _, DATABASE_URL: __, ...rest } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [stagedoorProgram(), ...words], {
      cwd,
      env: { ...rest, NO_COLOR: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const out: string[] = [];
    const err: string[] = [];
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => out.push(chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => err.push(chunk));
    child.once("error", reject);
    child.once("close", (status) => {
      const complaints = err
        .join("")
        .split("\n")
        .filter((line) => line !== "" && !line.endsWith(" ..."));
      resolve({ status, stdout: out.join(""), complaints });
    });
  });
}

/** A folder of theirs with these files; removed by whoever asks. */
export function project(files: Record<string, string>): string {
  const folder = fs.mkdtempSync(join(tmpdir(), "stagedoor-project-"));
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(dirname(join(folder, name)), { recursive: true });
    fs.writeFileSync(join(folder, name), text);
  }
  return folder;
}
