/** The film part's productions in a long run: do both agree, and how soon is a bug found. */
import { type Cluster, SUPERUSER } from "../../../cli/postgres/cluster.ts";
import { createDatabase } from "../../../scripts/dev/database.ts";
import { connect, type Sql } from "../../../scripts/dev/sql.ts";
import { type PlantedBug, plant } from "../mutants.ts";
import { costDifference } from "./costs.ts";
import { overrideDifferences } from "./override_compare.ts";
import { prepareOverrides } from "./override_staging.ts";
import { overrideWorlds } from "./override_worlds.ts";
import { type Compared, compareProduct } from "./product_compare.ts";
import { POLICIES, someOfProduct, wholeProduct } from "./product.ts";
import { costWorlds, type CostWorld } from "./productions.ts";
import { prepareCosts } from "./staging.ts";

/** A kind of production: how a database is made ready, and what each one drawn answers. */
export interface Productions {
  name: string;
  prepare: (sql: Sql) => Promise<void>;
  /** The first difference of each production, one after the other; null where there is none. */
  differences: (sql: Sql, count: number, seed: number) => AsyncGenerator;
}

/** Charts, policies and accesses. */
export const COSTS: Productions = {
  name: "productions",
  prepare: prepareCosts,
  async *differences(sql, count, seed) {
    for (const world of costWorlds(count, seed)) {
      const difference = await costDifference(sql, world);
      yield difference && { difference, world };
    }
  },
};

/** The same, with emergency overrides. */
export const OVERRIDES: Productions = {
  name: "productions with overrides",
  prepare: prepareOverrides,
  async *differences(sql, count, seed) {
    for (const world of overrideWorlds(count, seed)) {
      const [difference] = await overrideDifferences(sql, world);
      yield difference ? { difference, world } : null;
    }
  },
};

async function withDatabase<T>(
  cluster: Cluster,
  productions: Productions,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const database = await createDatabase(cluster, { from: "kit" });
  const sql = connect(database.url(SUPERUSER));
  try {
    await productions.prepare(sql);
    return await work(sql);
  } finally {
    await sql.end();
    await database.drop();
  }
}

/** Whether the contract and the database say the same of so many productions. */
export async function agreeOn(
  cluster: Cluster,
  productions: Productions,
  count: number,
  seed: number,
): Promise<boolean> {
  return withDatabase(cluster, productions, async (sql) => {
    for await (const found of productions.differences(sql, count, seed)) {
      if (found === null) continue;
      console.log(`\nThe answers differ in ${productions.name}:\n`);
      console.log(JSON.stringify(found, null, 1));
      return false;
    }
    console.log(`0 differences in ${count} ${productions.name}\n`);
    return true;
  });
}

/** Whether they say the same of every policy that a production can have, or of so many. */
export async function agreeOnPolicies(
  cluster: Cluster,
  policies: number,
  seed: number,
): Promise<boolean> {
  const worlds = policies < POLICIES ? someOfProduct(policies, seed) : wholeProduct();
  // Dealt in turn: the larger productions come first.
  const halves = [0, 1]
    .map((turn) => worlds.filter((_, place) => place % 2 === turn))
    .filter((half) => half.length > 0);
  const compared = await Promise.all(
    halves.map((half, place) => compareHalf(cluster, half, `half ${place + 1}`)),
  );
  const found = compared.flatMap((half) => half.found);
  if (found.length === 0) {
    const count = compared.reduce((sum, half) => sum + half.count, 0);
    console.log(`0 differences in ${count} cells of ${policies} policies\n`);
    return true;
  }
  console.log("\nThe answers differ in cells of the policies:\n");
  console.log(JSON.stringify(found, null, 1));
  return false;
}

async function compareHalf(
  cluster: Cluster,
  worlds: CostWorld[],
  name: string,
): Promise<Compared> {
  const database = await createDatabase(cluster, { from: "kit" });
  const sql = connect(database.url(SUPERUSER));
  try {
    return await compareProduct(sql, worlds, (phase, { count, found }) => {
      console.log(`${name}, ${phase}: ${count} cells, ${found.length} differ`);
    });
  } finally {
    await sql.end();
    await database.drop();
  }
}

/** The rarest bug shows in one production of twenty: so many miss it once in 10,000 hunts. */
const MOST_PRODUCTIONS = 200;

/** How soon a planted bug is found. Null: it is not, in MOST_PRODUCTIONS. */
export async function timeToFindIn(
  cluster: Cluster,
  productions: Productions,
  bug: PlantedBug,
  seed: number,
): Promise<string | null> {
  return withDatabase(cluster, productions, async (sql) => {
    await plant(sql, bug);
    const started = performance.now();
    let asked = 0;
    for await (const found of productions.differences(sql, MOST_PRODUCTIONS, seed)) {
      asked += 1;
      if (found === null) continue;
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      return `${seconds} s, ${asked} productions`;
    }
    return null;
  });
}
