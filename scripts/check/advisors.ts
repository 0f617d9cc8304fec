// Supabase's own advisors over the finished schema: whatever they say is either nothing, or
// an info with a reason written beside it in advisors.json.
import * as fs from "node:fs";
import type { Cluster } from "../lib/cluster.ts";
import { createDatabase } from "../lib/database.ts";
import { inRoot } from "../lib/paths.ts";
import { supabase } from "../lib/supabase-cli.ts";

interface Finding {
  name: string;
  level: string;
  detail: string;
  cache_key: string;
}

interface Allowed {
  /** A finding's cache_key, or the name of a whole rule. */
  finding: string;
  reason: string;
}

/** One line for each finding without a reason, and each reason without a finding. */
export async function advisorProblems(cluster: Cluster): Promise<string[]> {
  // The older regime: what is left open by omission shows there.
  const database = await createDatabase(cluster, { defaultGrants: "legacy" });
  const { status, stdout, stderr } = supabase([
    ...["db", "advisors", "--type", "all", "--level", "info", "--output", "json"],
    ...["--db-url", `${database.url()}?sslmode=disable`],
  ]);
  await database.drop();
  if (status !== 0) return [`supabase db advisors failed: ${stderr.trim()}`];

  const findings = readFindings(stdout);
  const list = fs.readFileSync(inRoot("scripts/check/advisors.json"), "utf8");
  const allowed = JSON.parse(list) as Allowed[];
  const covers = ({ finding }: Allowed, { name, cache_key }: Finding) =>
    finding === name || finding === cache_key;

  return [
    ...findings
      .filter((it) => it.level !== "INFO" || !allowed.some((entry) => covers(entry, it)))
      .map((it) => `${it.level} ${it.cache_key}: ${it.detail}`),
    ...allowed
      .filter((entry) => !findings.some((it) => covers(entry, it)))
      .map((entry) => `advisors.json allows ${entry.finding}, which is not found any more`),
  ];
}

/** The command answers with a list, or with an object that holds it. */
function readFindings(stdout: string): Finding[] {
  const answer: unknown = JSON.parse(stdout);
  if (Array.isArray(answer)) return answer as Finding[];
  return Object.values(answer as object).find((value) => Array.isArray(value)) as Finding[];
}
