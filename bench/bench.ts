// npm run bench [-- --quick] [--grants 10k|1m|10m] [--postgres 15|17|18] [--only WORD]
//   [--data FOLDER] keeps the loaded databases, [--keep] results that are a part
//
// Loads grants by the million, asks the engine and its rivals the same questions, and writes
// bench/results.md. Ten minutes for a million; --quick asks everything of ten thousand.
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { Lab } from "./lab.ts";
import { clockProgress, type Progress } from "./progress.ts";
import { QUESTIONS } from "./questions.ts";
import { isMet, line, type Results } from "./report.ts";
import { keep } from "./results.ts";
import { prepare, type Size, SIZES } from "./world.ts";
import { POSTGRES_VERSIONS, type PostgresVersion } from "../cli/postgres/binaries.ts";
import { type Cluster, startCluster } from "../cli/postgres/cluster.ts";
import { freePort } from "../cli/postgres/ports.ts";
import { Failure, run } from "../scripts/lib/failure.ts";
import { portOf } from "../scripts/lib/options.ts";

interface Options {
  size: Size;
  postgres: PostgresVersion;
  only: string;
  isKept: boolean;
  port: number;
  /** A folder in which loaded databases stay for the next run. */
  data: string | undefined;
}

await run(async () => {
  const options = await optionsOf(process.argv.slice(2));
  const progress = clockProgress();
  const cluster = await startCluster({
    version: options.postgres,
    name: "bench",
    port: options.port,
    // As it comes: what is measured includes the commits.
    settings: { fsync: "on", full_page_writes: "on", max_connections: "200" },
    ...(options.data === undefined ? {} : { dataFolder: options.data }),
  });
  try {
    return await ask(cluster, options, progress);
  } finally {
    await cluster.stop();
  }
});

async function ask(
  cluster: Cluster,
  options: Options,
  progress: Progress,
): Promise<number> {
  const small = await prepare(cluster, "10k", progress);
  const world =
    options.size === "10k" ? small : await prepare(cluster, options.size, progress);
  const results: Results = {
    postgres: options.postgres,
    grants: SIZES[options.size],
    machine: `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`,
    rows: [],
  };

  const lab = new Lab(world, small, (row) => {
    results.rows.push(row);
    console.log(line(row), process.env.BENCH_TIMES ? JSON.stringify(row.times) : "");
  });
  try {
    for (const [name, question] of Object.entries(QUESTIONS)) {
      if (!name.includes(options.only)) continue;
      progress(`asking about ${name}`, true);
      await question(lab);
    }
  } finally {
    await lab.close();
  }

  const verdicts = results.rows.map(isMet).filter((met) => met !== null);
  console.log(`\n${verdicts.filter(Boolean).length} of ${verdicts.length} goals met`);
  if (!options.isKept) return 0;
  console.log(`Written to ${keep(results, options.only !== "")}.`);
  return 0;
}

async function optionsOf(args: string[]): Promise<Options> {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: "boolean", default: false },
      grants: { type: "string", default: "1m" },
      postgres: { type: "string", default: "17" },
      only: { type: "string", default: "" },
      keep: { type: "boolean", default: false },
      port: { type: "string" },
      data: { type: "string" },
    },
  });
  const postgres = Number(values.postgres) as PostgresVersion;
  if (!POSTGRES_VERSIONS.includes(postgres)) {
    throw new Failure("--postgres takes 15, 17 or 18.");
  }
  if (!Object.keys(QUESTIONS).some((name) => name.includes(values.only))) {
    throw new Failure(`--only takes ${Object.keys(QUESTIONS).join(", ")}.`);
  }
  const size = (values.quick ? "10k" : values.grants) as Size;
  if (!(size in SIZES)) throw new Failure("--grants takes 10k, 1m or 10m.");
  return {
    size,
    postgres,
    only: values.only,
    // A part, or a small world, is no result to keep unless one says so.
    isKept: values.keep || (values.only === "" && size !== "10k"),
    port: values.port === undefined ? await freePort() : portOf(values.port),
    data: values.data,
  };
}
