/** Which test noticed what, kept between runs: the likeliest one goes first the next time. */
import * as fs from "node:fs";
import { dirname, relative } from "node:path";
import { inRoot, ROOT } from "../lib/paths.ts";
import type { Mutant } from "./mutant.ts";

/** What noticed each breakage, by its id; what noticed a neighbour of it, by the subject. */
export class Noticed {
  readonly #byId = new Map<string, string>();
  readonly #bySubject = new Map<string, string[]>();
  readonly #store: string | undefined;

  /**
   * Read what earlier runs kept in a file, a line each, the last one counts; without a file, only
   * this run is remembered.
   */
  constructor(store?: string) {
    this.#store = store;
    const kept = store && fs.existsSync(store) ? fs.readFileSync(store, "utf8") : "";
    for (const line of kept.split("\n").filter(Boolean)) {
      const [id, file] = JSON.parse(line) as [string, string];
      this.#byId.set(id, inRoot(file));
    }
  }

  /** Whether an earlier run noticed it. */
  has({ id }: Mutant): boolean {
    return this.#byId.has(id);
  }

  /** The same files: what noticed this one, then what noticed others of its subject, first. */
  order(files: readonly string[], mutant: Mutant): string[] {
    const known = [
      this.#byId.get(mutant.id),
      ...(this.#bySubject.get(subjectOf(mutant)) ?? []),
    ];
    const likely = known.filter((file) => file !== undefined && files.includes(file));
    return [...new Set([...(likely as string[]), ...files])];
  }

  /** Remember that a file noticed a breakage; of what is known already nothing is kept. */
  remember(mutant: Mutant, file: string): void {
    if (this.#store !== undefined && this.#byId.get(mutant.id) !== file) {
      fs.mkdirSync(dirname(this.#store), { recursive: true });
      const line = JSON.stringify([mutant.id, relative(ROOT, file)]);
      fs.appendFileSync(this.#store, `${line}\n`);
    }
    this.#byId.set(mutant.id, file);
    const subject = subjectOf(mutant);
    const others = (this.#bySubject.get(subject) ?? []).filter((other) => other !== file);
    this.#bySubject.set(subject, [file, ...others]);
  }
}

function subjectOf({ subject }: Mutant): string {
  return [...subject.functions, ...subject.tables].join(" ");
}
