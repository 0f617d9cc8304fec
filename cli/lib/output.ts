// What a command prints: results on standard output, everything else on standard error.
import { styleText } from "node:util";

/** How a check ended. One that was not made is never ok. */
export type Outcome = "ok" | "not ok" | "skip";

/** Where a command's words go, by `--json` and `--quiet`. */
export interface Output {
  /** With `--json` the value, as one line; otherwise the lines. */
  result(value: unknown, lines: readonly string[]): void;
  /** A line for people beside the result: not with `--json`, nor with `--quiet`. */
  say(line: string): void;
  /** What is wrong, on standard error, whatever was asked for. */
  complain(line: string): void;
  /** What begins now, on standard error; not with `--quiet`. */
  progress(text: string): void;
  /** The same on a terminal only, with the seconds that it takes. */
  during<T>(text: string, work: () => Promise<T>): Promise<T>;
  /** The word for how a check ended, in color where the terminal has any. */
  mark(outcome: Outcome): string;
}

const COLORS = { ok: "green", "not ok": "red", skip: "yellow" } as const;

/** The output of a command that was asked for this. */
export function outputFor({ json, quiet }: { json?: boolean; quiet?: boolean }): Output {
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const tell = (line: string) => process.stderr.write(`${line}\n`);
  return {
    result: (value, lines) => (json ? [JSON.stringify(value)] : lines).forEach(print),
    say: (line) => {
      if (!json && !quiet) print(line);
    },
    complain: tell,
    progress: (text) => {
      if (!quiet) tell(`${text} ...`);
    },
    during: (text, work) => (quiet || !process.stderr.isTTY ? work() : ticking(text, work)),
    mark: (outcome) =>
      process.stdout.isTTY && process.stdout.hasColors()
        ? styleText(COLORS[outcome], outcome)
        : outcome,
  };
}

/** Say each second for how long it goes on, in one line that is taken away in the end. */
async function ticking<T>(text: string, work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  const say = () => {
    const seconds = Math.round((performance.now() - begun) / 1000);
    process.stderr.write(`\r${text}, ${seconds} s `);
  };
  say();
  const timer = setInterval(say, 1000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    process.stderr.write("\r\u001B[K");
  }
}
