// Emergency overrides that are over: the sweep against the same by hand, and ten at once.
import { inRoot } from "../../scripts/lib/paths.ts";
import { runSqlFile, type Sql } from "../../scripts/dev/sql.ts";
import type { Lab, Question } from "../lab.ts";
import { measure, type Variant } from "../measure.ts";
import { round } from "../report.ts";
import { ensureProduction } from "./film.ts";

const FEW = 2_000;

/** What a sweep costs over two updates and a plain log, and how long a hundred thousand take. */
export const overrides: Question = async (lab) => {
  const admin = lab.connect();
  await ensureProduction(admin);
  const [there] = await admin`select to_regclass('bench.log_by_hand') as is_there`;
  if (!there?.["is_there"]) await runSqlFile(admin, inRoot("bench/world/8_overrides.sql"));
  await compared(lab, admin);
  await many(lab, admin, lab.world.size === "10k" ? 10_000 : 100_000);
};

async function compared(lab: Lab, admin: Sql): Promise<void> {
  await fill(admin, FEW);
  const owner = lab.connect("postgres");
  // The log is written at commit, which is rolled back here: it is asked for before.
  const swept = (on: Sql, statement: string): Variant => ({
    before: () => on.unsafe("begin"),
    run: async () => {
      const [row] = await on.unsafe(`select ${statement} as swept`);
      await on.unsafe("set constraints all immediate");
      return row?.["swept"];
    },
    after: () => on.unsafe("rollback"),
    answers: FEW,
  });
  const timing = await measure(
    {
      sweep: swept(owner, "public.expire_overrides()"),
      hand: swept(admin, "bench.sweep_by_hand()"),
    },
    { rounds: 9, batch: 1 },
  );
  lab.report({
    question: `expire_overrides, of ${FEW} that are over`,
    limit: "two updates and a plain log by hand",
    measured: timing.ratio("sweep", "hand"),
    times: timing.median,
  });
}

async function many(lab: Lab, admin: Sql, count: number): Promise<void> {
  await fill(admin, count);
  const sweepers = Array.from({ length: 10 }, () => lab.connect("postgres"));
  await Promise.all(sweepers.map((sql) => sql`select 1`));
  const begun = performance.now();
  const moved = await Promise.all(
    sweepers.map(async (sql) => {
      const [row] = await sql`select public.expire_overrides() as swept`;
      return Number(row?.["swept"]);
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  const swept = moved.reduce((sum, one) => sum + one, 0);
  if (swept !== count) throw new Error(`${swept} of ${count} were swept.`);
  lab.report({
    question: `ten sweeps at once over ${count.toLocaleString("en")} overrides`,
    limit: "",
    measured: `${round(seconds)} s, ${round((seconds * 1e6) / count)} µs an override`,
  });
}

/** As many open ones as asked for, in both tables, and none besides. */
async function fill(admin: Sql, count: number): Promise<void> {
  await admin`select public.expire_overrides()`;
  await admin`truncate bench.overrides_by_hand, bench.log_by_hand`;
  await admin`select bench.add_overrides(${count})`;
  await admin`
    insert into bench.overrides_by_hand
    select o.* from public.emergency_overrides as o where o.status = 'Active'`;
  await admin`vacuum analyze public.emergency_overrides`;
  await admin`vacuum analyze bench.overrides_by_hand`;
}
