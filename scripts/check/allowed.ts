// Findings that stand, each with its reason: a list beside the check that finds them.
import * as fs from "node:fs";
import { inRoot } from "../lib/paths.ts";

/** One thing that a check says. */
export interface Finding {
  /** What the list may name: the finding itself, or a whole kind of it. */
  names: string[];
  text: string;
  /** Whether a reason can be enough. */
  excusable: boolean;
}

/** Why a check cannot be made on this machine. */
export interface NotMade {
  because: string;
}

interface Allowed {
  finding: string;
  reason: string;
}

/** One line for each finding without a reason, and for each reason without a finding. */
export function unexcused(findings: Finding[], list: string): string[] {
  const allowed = JSON.parse(fs.readFileSync(inRoot(list), "utf8")) as Allowed[];
  const covers = (entry: Allowed, it: Finding) => it.names.includes(entry.finding);
  return [
    ...findings
      .filter((it) => !it.excusable || !allowed.some((entry) => covers(entry, it)))
      .map((it) => it.text),
    ...allowed
      .filter((entry) => !findings.some((it) => covers(entry, it)))
      .map((entry) => `${list} allows ${entry.finding}, which is not found any more`),
  ];
}
