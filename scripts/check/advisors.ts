// Supabase's own advisors over the finished schema: whatever they say is either nothing, or
// an info with a reason written beside it in advisors.json. An aggregate cannot pin a
// search_path: there a warning asks for what PostgreSQL does not have.
import type { Cluster } from "../../cli/postgres/cluster.ts";
import { createDatabase } from "../dev/database.ts";
import { supabase } from "../dev/supabase-cli.ts";
import { unexcused } from "./allowed.ts";

interface Advice {
  name: string;
  level: string;
  detail: string;
  cache_key: string;
}

/** What the advisors find and nobody has explained. */
export async function advisorProblems(cluster: Cluster): Promise<string[]> {
  // The older regime: what is left open by omission shows there.
  const database = await createDatabase(cluster, { defaultGrants: "legacy" });
  const { status, stdout, stderr } = supabase([
    ...["db", "advisors", "--type", "all", "--level", "info", "--output", "json"],
    ...["--db-url", `${database.url()}?sslmode=disable`],
  ]);
  await database.drop();
  if (status !== 0) return [`supabase db advisors failed: ${stderr.trim()}`];

  const findings = readAdvice(stdout).map(({ name, level, detail, cache_key }) => ({
    names: [name, cache_key],
    text: `${level} ${cache_key}: ${detail}`,
    excusable: level === "INFO" || detail.startsWith("Function `public.as_csv` "),
  }));
  return unexcused(findings, "scripts/check/advisors.json");
}

/** The command answers with a list, or with an object that holds it. */
function readAdvice(stdout: string): Advice[] {
  const answer: unknown = JSON.parse(stdout);
  if (Array.isArray(answer)) return answer as Advice[];
  return Object.values(answer as object).find((value) => Array.isArray(value)) as Advice[];
}
