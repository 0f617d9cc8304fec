// casbin: roles with domains, and a policy that is loaded anew for each question.
import { type FilteredAdapter, type Model, newEnforcer, newModelFromString } from "casbin";
import { Failure } from "../../scripts/lib/failure.ts";
import type { Holding, Peer } from "./peer.ts";

/** The cheap comparison comes first; a role contains the same wherever it is held. */
const MODEL = `
[request_definition]
r = person, project, organization, key

[policy_definition]
p = role, key

[role_definition]
g = _, _, _

[policy_effect]
e = some(where (p.eft == allow))

[matchers]
m = r.key == p.key && \\
  (g(r.person, p.role, r.project) || g(r.person, p.role, r.organization))
`;

/** Whose policy is loaded. */
interface Filter {
  person: string;
  holdings: readonly Holding[];
}

/** Casbin's way to load a part of the policy; the rows are there already, as arrays. */
class HoldingsAdapter implements FilteredAdapter {
  async loadFilteredPolicy(model: Model, { person, holdings }: Filter): Promise<void> {
    const policies = model.model.get("p")?.get("p")?.policy;
    const groupings = model.model.get("g")?.get("g")?.policy;
    const keysOf = new Map<string, Set<string>>();
    for (const { role, keys, places } of holdings) {
      const known = keysOf.get(role) ?? new Set();
      keysOf.set(role, known);
      for (const key of keys) {
        if (!known.has(key)) policies?.push([role, key]);
        known.add(key);
      }
      for (const place of places) groupings?.push([person, role, place]);
    }
  }

  isFiltered(): boolean {
    return true;
  }

  /** The whole policy is never asked for, nor written. */
  loadPolicy = refuse;
  savePolicy = refuse;
  addPolicy = refuse;
  removePolicy = refuse;
  removeFilteredPolicy = refuse;
}

async function refuse(): Promise<never> {
  throw new Failure("The benchmark loads the policy of one person.");
}

/**
 * The enforcer stays and with it the parsed model, as if from a pool: two questions at once
 * would need two, since loading and deciding are two steps.
 */
export async function casbin(): Promise<Peer> {
  const enforcer = await newEnforcer(newModelFromString(MODEL));
  enforcer.setAdapter(new HoldingsAdapter());
  return {
    name: "casbin",
    async decide({ person, key, project, organization }, holdings) {
      await enforcer.loadFilteredPolicy({ person, holdings } satisfies Filter);
      return enforcer.enforceSync(person, project, organization, key);
    },
  };
}
