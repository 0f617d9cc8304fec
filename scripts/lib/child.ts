// Programs that a command starts. They end with it, however it ends.
import { type ChildProcess, spawn } from "node:child_process";
import { ROOT } from "./paths.ts";

/** What a program left behind; what was shown as it went is there as well. */
export interface Ended {
  status: number | null;
  output: string;
}

export interface ProgramOptions {
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** What is seen while it runs. */
  show?: "all" | "nothing";
}

const running = new Set<ChildProcess>();

/**
 * Run a program until it ends. Its output is collected.
 *
 * @throws a system error where it cannot be started.
 */
export function runProgram(
  command: string,
  args: readonly string[],
  { env, cwd = ROOT, show = "nothing" }: ProgramOptions = {},
): Promise<Ended> {
  endTogether();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      stdio: ["ignore", "pipe", "pipe"],
      env: env ?? process.env,
    });
    running.add(child);
    const chunks: string[] = [];
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const) {
      from.setEncoding("utf8").on("data", (chunk: string) => {
        chunks.push(chunk);
        if (show === "all") to.write(chunk);
      });
    }
    child.once("error", (error) => {
      running.delete(child);
      reject(error);
    });
    child.once("close", (status) => {
      running.delete(child);
      resolve({ status, output: chunks.join("") });
    });
  });
}

/** One of our own scripts, shown as it goes. */
export const runScript = (script: string, args: readonly string[], env = process.env) =>
  runProgram(process.execPath, ["--import", "tsx", script, ...args], { env, show: "all" });

const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
let isListening = false;

function endTogether(): void {
  if (isListening) return;
  isListening = true;
  for (const [signal, code] of Object.entries(SIGNALS)) {
    process.once(signal, () => {
      const ended = [...running].map(
        (child) => new Promise((resolve) => child.once("close", resolve)),
      );
      for (const child of running) child.kill(signal as NodeJS.Signals);
      void Promise.all(ended).then(() => process.exit(code));
    });
  }
  process.once("exit", () => {
    for (const child of running) child.kill();
  });
}
