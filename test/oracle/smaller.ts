/** A company in which an answer differs, with everything taken away that does not matter. */
import type { Company } from "./companies.ts";
import { type OwnershipDifference, ownershipDifferences } from "./ownership.ts";
import type { Sql } from "../../scripts/dev/sql.ts";

/** What can be taken away without anything else changing its number. */
const LISTS = ["accesses", "shares", "delegations", "assignments", "relations"] as const;

/** Every company that has one thing less. */
function* withOneLess(company: Company): Generator<Company> {
  for (const list of LISTS) {
    for (const index of company[list].keys())
      yield { ...company, [list]: company[list].toSpliced(index, 1) };
  }
  for (const [at, relation] of company.relations.entries()) {
    if (relation.after.length > 0) {
      const fewer = { ...relation, after: relation.after.slice(0, -1) };
      yield { ...company, relations: company.relations.with(at, fewer) };
    }
  }
  for (const [at, script] of company.scripts.entries()) {
    for (const index of script.elements.keys()) {
      const fewer = { ...script, elements: script.elements.toSpliced(index, 1) };
      yield { ...company, scripts: company.scripts.with(at, fewer) };
    }
  }
}

/** The smallest company in which the same person is still answered differently. */
export async function makeSmaller(
  sql: Sql,
  company: Company,
  difference: OwnershipDifference,
): Promise<{ company: Company; difference: OwnershipDifference }> {
  const kindOf = ({ about }: OwnershipDifference) => about.split(" ")[0];
  for (const smaller of withOneLess(company)) {
    // What stands on what was taken away cannot be staged any more.
    const differences = await ownershipDifferences(sql, smaller).catch(() => []);
    const still = differences.find(
      (each) => each.person === difference.person && kindOf(each) === kindOf(difference),
    );
    if (still) return makeSmaller(sql, smaller, still);
  }
  return { company, difference };
}
