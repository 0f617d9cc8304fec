/** Which test noticed what, kept between runs: the likeliest one goes first the next time. */
import * as fs from "node:fs";
import { dirname } from "node:path";
import type { Mutant } from "./mutant.ts";

/** What noticed each breakage, by its id; what noticed a neighbour of it, by the subject. */
export class Noticed {
  readonly #byId: Map<string, string>;
  readonly #bySubject = new Map<string, string[]>();
  readonly #store: string | undefined;

  /** Read what earlier runs kept in a file; without a file, only this run is remembered. */
  constructor(store?: string) {
    this.#store = store;
    const kept = store && fs.existsSync(store) ? fs.readFileSync(store, "utf8") : "{}";
    this.#byId = new Map(Object.entries(JSON.parse(kept) as Record<string, string>));
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

  /** Remember that a file noticed a breakage. */
  remember(mutant: Mutant, file: string): void {
    this.#byId.set(mutant.id, file);
    const subject = subjectOf(mutant);
    const others = (this.#bySubject.get(subject) ?? []).filter((other) => other !== file);
    this.#bySubject.set(subject, [file, ...others]);
  }

  /** Write down what was remembered. */
  save(): void {
    if (this.#store === undefined) return;
    fs.mkdirSync(dirname(this.#store), { recursive: true });
    fs.writeFileSync(this.#store, JSON.stringify(Object.fromEntries(this.#byId)));
  }
}

function subjectOf({ subject }: Mutant): string {
  return [...subject.functions, ...subject.tables].join(" ");
}
