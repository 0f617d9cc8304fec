// npm run oracle [-- --decisions 1000000] [--companies 200] [--productions 50] [--policies 576]
//   [--seed N] [--postgres 15|17|18] [--bugs only|no] [--sample N] [--port N]
//
// The database's decisions against the oracle's, over random worlds, random companies of a
// theatre and random productions of a film, and over all that one policy of cost access can
// say. Ends with how often each reason was the answer, and how soon each planted bug was found;
// --sample plants N of them.
import { parseArgs } from "node:util";
import { prepare } from "./ask.ts";
import { companies } from "./companies.ts";
import { COST_BUGS } from "./film/cost_bugs.ts";
import { OVERRIDE_BUGS } from "./film/override_bugs.ts";
import { POLICIES } from "./film/product.ts";
import { agreeOn, agreeOnPolicies, COSTS, OVERRIDES, timeToFindIn } from "./film/run.ts";
import { type Found, hunt, rareReasons, type Tally } from "./hunt.ts";
import { type PlantedBug, PLANTED_BUGS, plant } from "./mutants.ts";
import { CONSENTS, REFUSALS } from "./oracle.ts";
import { ownershipDifferences } from "./ownership.ts";
import { OWNERSHIP_BUGS } from "./ownership_bugs.ts";
import { pasteable, shrink } from "./shrink.ts";
import { makeSmaller } from "./smaller.ts";
import { prepareOwnership } from "./staging.ts";
import { sample } from "../../scripts/mutate/sample.ts";
import { POSTGRES_VERSIONS, type PostgresVersion } from "../../cli/postgres/binaries.ts";
import { type Cluster, startCluster, SUPERUSER } from "../../cli/postgres/cluster.ts";
import { createDatabase } from "../../scripts/dev/database.ts";
import { Failure, run } from "../../scripts/lib/failure.ts";
import { portOf } from "../../scripts/lib/options.ts";
import { connect, type Sql } from "../../scripts/dev/sql.ts";

const REASONS = [...CONSENTS, ...REFUSALS];
const MINUTE = 60_000;

await run(async () => {
  const { values } = parseArgs({
    options: {
      decisions: { type: "string", default: "1000000" },
      companies: { type: "string", default: "200" },
      productions: { type: "string", default: "50" },
      policies: { type: "string", default: String(POLICIES) },
      seed: { type: "string" },
      postgres: { type: "string", default: "17" },
      bugs: { type: "string", default: "yes" },
      sample: { type: "string", default: "1000" },
      port: { type: "string" },
    },
  });
  const version = Number(values.postgres) as PostgresVersion;
  if (!POSTGRES_VERSIONS.includes(version))
    throw new Failure("--postgres takes 15, 17 or 18.");
  const decisions = Number(values.decisions);
  if (!(decisions > 0)) throw new Failure("--decisions takes a number above zero.");
  const theatres = Number(values.companies);
  if (!(Number.isInteger(theatres) && theatres >= 0))
    throw new Failure("--companies takes a whole number.");
  const films = Number(values.productions);
  if (!(Number.isInteger(films) && films >= 0))
    throw new Failure("--productions takes a whole number.");
  const policies = Number(values.policies);
  if (!(Number.isInteger(policies) && policies >= 0 && policies <= POLICIES))
    throw new Failure(`--policies takes a whole number up to ${POLICIES}.`);
  const seed = Number(values.seed ?? Date.now() % 1_000_000_000);
  if (!Number.isInteger(seed)) throw new Failure("--seed takes a whole number.");

  if (!["yes", "only", "no"].includes(values.bugs))
    throw new Failure("--bugs takes yes, only or no.");

  const size = Number(values.sample);
  if (!(Number.isInteger(size) && size > 0))
    throw new Failure("--sample takes a whole number above zero.");

  const port = values.port === undefined ? {} : { port: portOf(values.port) };
  const cluster = await startCluster({ version, name: "oracle", ...port });
  try {
    console.log(`PostgreSQL ${version}, seed ${seed}`);
    if (values.bugs !== "only") {
      if (!(await agree(cluster, decisions, seed))) return 1;
      if (!(await agreeOnCompanies(cluster, theatres, seed))) return 1;
      for (const productions of [COSTS, OVERRIDES])
        if (!(await agreeOn(cluster, productions, films, seed))) return 1;
      if (policies > 0 && !(await agreeOnPolicies(cluster, policies, seed))) return 1;
    }
    if (values.bugs !== "no" && !(await findAll(cluster, seed, size))) return 1;
    return 0;
  } finally {
    await cluster.stop();
  }
});

/**
 * Connections to databases that are ready to hold worlds. Each has its own: the same ids stand in
 * every world, and would wait for each other.
 */
async function withWorlds<T>(
  cluster: Cluster,
  work: (connections: [Sql, ...Sql[]]) => Promise<T>,
): Promise<T> {
  const databases = [await createDatabase(cluster), await createDatabase(cluster)] as const;
  const [one, other] = databases;
  const first = connect(one.url(SUPERUSER));
  const second = connect(other.url(SUPERUSER));
  try {
    await Promise.all([prepare(first), prepare(second)]);
    return await work([first, second]);
  } finally {
    await Promise.all([first.end(), second.end()]);
    await Promise.all(databases.map((database) => database.drop()));
  }
}

async function agree(cluster: Cluster, decisions: number, seed: number): Promise<boolean> {
  return withWorlds(cluster, async (connections) => {
    const started = performance.now();
    let said = started;
    const onProgress = (tally: Tally): void => {
      if (performance.now() - said < 10_000) return;
      said = performance.now();
      const done = ((tally.decisions / decisions) * 100).toFixed(1);
      const rate = (tally.decisions / ((said - started) / 1000)).toFixed(0);
      console.log(`${done} %  ${tally.decisions} decisions, ${rate}/s`);
    };
    const tally = await hunt(connections, { seed, decisions, onProgress });
    if (tally.found !== null) {
      await explain(connections[0], tally.found);
      return false;
    }
    const minutes = ((performance.now() - started) / MINUTE).toFixed(1);
    console.log(
      `\n0 differences in ${tally.decisions} decisions, ${tally.worlds} worlds, ${minutes} min\n`,
    );
    return printReasons(tally);
  });
}

/** A difference, as small as it gets, as SQL. */
async function explain(sql: Sql, { seed, drawn, difference }: Found): Promise<void> {
  console.log(`\nThe answers differ in the world of seed ${seed}. At its smallest:\n`);
  const smallest = await shrink(sql, drawn, difference);
  console.log(pasteable(smallest.drawn, smallest.difference));
}

function printReasons(tally: Tally): boolean {
  console.log("| reason | of the decisions |\n|---|---|");
  for (const reason of REASONS) {
    const share = ((tally.reasons.get(reason) ?? 0) / tally.decisions) * 100;
    console.log(`| \`${reason}\` | ${share.toFixed(1)} % |`);
  }
  const rare = rareReasons(tally, REASONS);
  if (rare.length > 0) console.log(`\nBelow 1 %: ${rare.join(", ")}`);
  // A few worlds have too little room for everything; that says nothing about how they are drawn.
  return rare.length === 0 || tally.worlds < 200;
}

/** Companies of a theatre that are drawn, asked and tried. */
async function agreeOnCompanies(
  cluster: Cluster,
  count: number,
  seed: number,
): Promise<boolean> {
  return withTheatre(cluster, async (sql) => {
    const found = await firstDifferingCompany(sql, count, seed);
    if (found === null) {
      console.log(`\n0 differences in ${count} companies\n`);
      return true;
    }
    console.log("\nThe answers differ in a company. At its smallest:\n");
    const small = await makeSmaller(sql, found.company, found.difference);
    console.log(JSON.stringify(small, null, 1));
    return false;
  });
}

/** A database that is ready to hold companies. */
async function withTheatre<T>(
  cluster: Cluster,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const database = await createDatabase(cluster, { from: "kit" });
  const sql = connect(database.url(SUPERUSER));
  try {
    await prepareOwnership(sql);
    return await work(sql);
  } finally {
    await sql.end();
    await database.drop();
  }
}

/** The first company in which an answer differs, with the first answer that does. */
async function firstDifferingCompany(sql: Sql, count: number, seed: number) {
  for (const [index, company] of companies(count, seed).entries()) {
    const [difference] = await ownershipDifferences(sql, company);
    if (difference) return { company, difference, asked: index + 1 };
  }
  return null;
}

async function timeToFindInCompanies(
  cluster: Cluster,
  bug: PlantedBug,
  seed: number,
): Promise<string | null> {
  return withTheatre(cluster, async (sql) => {
    await plant(sql, bug);
    const started = performance.now();
    const found = await firstDifferingCompany(sql, 60, seed);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    return found && `${seconds} s, ${found.asked} companies`;
  });
}

async function findAll(cluster: Cluster, seed: number, size: number): Promise<boolean> {
  const bugs = sample(
    [
      ...PLANTED_BUGS.map((bug) => ({ bug, timeTo: () => timeToFind(cluster, bug, seed) })),
      ...COST_BUGS.map((bug) => ({
        bug,
        timeTo: () => timeToFindIn(cluster, COSTS, bug, seed),
      })),
      ...OVERRIDE_BUGS.map((bug) => ({
        bug,
        timeTo: () => timeToFindIn(cluster, OVERRIDES, bug, seed),
      })),
      ...OWNERSHIP_BUGS.map((bug) => ({
        bug,
        timeTo: () => timeToFindInCompanies(cluster, bug, seed),
      })),
    ],
    size,
    seed,
  );
  console.log("\n| planted bug | found after |\n|---|---|");
  let missed = 0;
  for (const { bug, timeTo } of bugs) {
    const took = await timeTo();
    console.log(`| ${bug.rule} | ${took ?? "**not found**"} |`);
    if (took === null) missed += 1;
  }
  console.log(`\n${bugs.length - missed} passed, ${missed} failed`);
  return missed === 0;
}

async function timeToFind(
  cluster: Cluster,
  bug: PlantedBug,
  seed: number,
): Promise<string | null> {
  return withWorlds(cluster, async (connections) => {
    for (const connection of connections) await plant(connection, bug);
    const started = performance.now();
    // Many small worlds find more in a minute than few that are asked everything.
    const tally = await hunt(connections, {
      seed,
      decisions: Infinity,
      decisionsPerWorld: 100,
      limit: MINUTE,
    });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    return tally.found && `${seconds} s, ${tally.decisions} decisions`;
  });
}
