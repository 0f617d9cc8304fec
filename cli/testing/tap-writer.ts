// The Test Anything Protocol, version 13: what other programs read.
import type { FileReport } from "./tap-file.ts";

/** Lines of one run, file by file. Titles are numbered through. */
export class TapWriter {
  #count = 0;

  /** The first line. */
  begin(): string {
    return "TAP version 13";
  }

  /** The assertions of one file, what failed with its diagnosis. */
  file({ file, tests, problems }: FileReport): string[] {
    return [
      `# ${file}`,
      ...tests.map(({ title, ok, isSkipped }) => {
        this.#count += 1;
        const skip = isSkipped === true ? " # SKIP" : "";
        return `${ok ? "ok" : "not ok"} ${this.#count} - ${escaped(`${file}: ${title}`)}${skip}`;
      }),
      ...problems.flatMap((problem) => problem.split("\n").map((line) => `# ${line}`)),
    ];
  }

  /** The last line: the plan. */
  end(): string {
    return `1..${this.#count}`;
  }

  /** All of a run that was not made. */
  skipped(because: string): string {
    return `1..0 # SKIP ${because.replaceAll(/\s+/g, " ")}`;
  }
}

const escaped = (title: string): string =>
  title.replaceAll(/\s+/g, " ").replaceAll("\\", "\\\\").replaceAll("#", "\\#");
