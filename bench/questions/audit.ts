// The audit log under load: what it costs a crowd of writers, what it takes, and how long it
// takes to verify. No figure counts unless the log holds every event that was written.
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { emptyRange, grow, leafHash, rootOf } from "../../functions/_shared/merkle.ts";
import {
  formatCheckpoint,
  formatVerifierKey,
  importSigner,
  signNote,
} from "../../functions/_shared/note.ts";
import { makeBundle } from "../../cli/audit/bundle.ts";
import { Failure } from "../../scripts/lib/failure.ts";
import { inRoot } from "../../scripts/lib/paths.ts";
import { type Crowd, inTurns, type Throughput } from "../crowd.ts";
import { type Caller, id, type Lab, type Question } from "../lab.ts";
import { middleOf, quantile } from "../measure.ts";

const CLIENTS = 16;
/** So many that two clients seldom meet in one. */
const PROJECTS = 2000;

/** Writers at once, over many projects and in one; then an export, verified offline. */
export const audit: Question = async (lab) => {
  const body = await writers(lab);
  await verification(lab, body);
};

const AUDITED = "insert into bench.changes (project_id, note) values ($1, 'A note')";
const PLAIN = "insert into bench.plain_changes (project_id, note) values ($1, 'A note')";
const PLAIN_COUNT = "select count(*)::integer as n from bench.plain_log";
const COUNTED = "update bench.counter set n = n + 1";

/** Measures, checks the log, and answers the last event of one project. */
async function writers(lab: Lab): Promise<string> {
  const owner = lab.owner().alone();
  await commitsAsItComes(owner);
  // What a head is, and nothing else: one row that every writer locks until its commit.
  await owner.bare("create table if not exists bench.counter (n bigint not null)");
  await owner.bare("truncate bench.counter");
  await owner.bare("insert into bench.counter values (0)");
  await owner.bare("grant select, update on bench.counter to authenticated");

  const requests = Array.from({ length: CLIENTS }, (_, n) => lab.as(n + 1).alone());
  const clients = Array.from({ length: CLIENTS }, (_, n) => lab.as(n + 1));
  // What the server could do if the disk kept nobody waiting; some events could be lost.
  const hasty = Array.from({ length: CLIENTS }, (_, n) => lab.as(n + 1));
  await Promise.all([...clients, ...hasty].map((client) => client.stay()));
  await Promise.all(hasty.map((client) => client.bare("set synchronous_commit = off")));

  const projects = Array.from({ length: PROJECTS }, (_, n) => id("project", n + 1));
  const one = id("project", PROJECTS + 1);
  const written = new Map<string, number>();
  const any = (): string => projects[Math.floor(Math.random() * PROJECTS)] ?? one;
  const record = async (
    project: string,
    insert: (params: string[]) => PromiseLike<unknown>,
  ) => {
    await insert([project]);
    written.set(project, (written.get(project) ?? 0) + 1);
  };

  const before = await lengths(owner, [...projects, one]);
  const [plainBefore] = await owner.bare(PLAIN_COUNT);
  let plain = 0;
  let counted = 0;
  const slices = await inTurns(
    {
      request: each(requests, (c) => record(any(), (params) => c.ask(AUDITED, params))),
      plainRequest: each(requests, (c) => c.ask(PLAIN, [any()]).then(() => plain++)),
      audited: each(clients, (c) => record(any(), (params) => c.bare(AUDITED, params))),
      plain: each(clients, (c) => c.bare(PLAIN, [any()]).then(() => plain++)),
      one: each(clients, (c) => record(one, (params) => c.bare(AUDITED, params))),
      counter: each(clients, (c) => c.bare(COUNTED).then(() => counted++)),
      hastyMany: each(hasty, (c) => record(any(), (params) => c.bare(AUDITED, params))),
      hastyOne: each(hasty, (c) => record(one, (params) => c.bare(AUDITED, params))),
    },
    lab.world.size === lab.small.size
      ? { rounds: 5, milliseconds: 400 }
      : { rounds: 15, milliseconds: 1000 },
  );
  const after = await lengths(owner, [...projects, one]);
  for (const project of [...projects, one]) {
    const expected = (before.get(project) ?? 0) + (written.get(project) ?? 0);
    if (after.get(project) !== expected) {
      throw new Failure(
        `${project} has ${after.get(project)} events in its log and not ${expected}.`,
      );
    }
  }
  const [plainAfter] = await owner.bare(PLAIN_COUNT);
  const [counter] = await owner.bare("select n::integer as n from bench.counter");
  if (
    Number(plainAfter?.n) - Number(plainBefore?.n) !== plain ||
    Number(counter?.n) !== counted
  ) {
    throw new Failure("What was written beside the log is not what was asked for.");
  }
  reportWriters(lab, slices);

  const [leaf] = await lab.connect()`
    select convert_from(l.body, 'UTF8') as body from stagedoor_audit.leaves as l
    where l.sequence_id = ${one} order by l.seq desc limit 1`;
  return leaf?.body as string;
}

type Name =
  | "request"
  | "plainRequest"
  | "audited"
  | "plain"
  | "one"
  | "counter"
  | "hastyMany"
  | "hastyOne";

function reportWriters(lab: Lab, slices: Throughput<Name>): void {
  lab.report({
    question: `audited insert, ${CLIENTS} clients over many projects`,
    limit: "the same request with a trigger that inserts a row",
    measured: slices.ratio("request", "plainRequest"),
    times: slices.milliseconds(["request", "plainRequest"]),
    goal: 1.3,
  });
  lab.report({
    question: "audited insert, the statement alone over one round trip",
    limit: "the same with a trigger that inserts a row",
    measured: slices.ratio("audited", "plain"),
    times: slices.milliseconds(["audited", "plain"]),
  });
  const many = slices.rates("audited");
  lab.report({
    question: `events over many projects, ${CLIENTS} clients`,
    limit: `plain inserts: ${perSecond(slices.rates("plain"))}`,
    measured: perSecond(many),
    verdict: { goal: ">= 5,000/s", isMet: quantile(many, 0.5) >= 5000 },
  });
  const single = slices.rates("one");
  lab.report({
    question: `events into one project, ${CLIENTS} clients`,
    limit: `a counter in one row, locked to the commit: ${perSecond(slices.rates("counter"))}`,
    measured: perSecond(single),
    verdict: { goal: ">= 1,000/s", isMet: quantile(single, 0.5) >= 1000 },
  });
  lab.report({
    question: "time of an event in one project",
    limit: "a counter in one row, locked to the commit",
    measured: slices.ratio("one", "counter"),
    times: slices.milliseconds(["one", "counter"]),
  });
  lab.report({
    question: "events over many projects, if no commit waited for the disk",
    limit: `into one project: ${perSecond(slices.rates("hastyOne"))}`,
    measured: perSecond(slices.rates("hastyMany")),
  });
}

/** Every client does the same. */
const each = (
  callers: readonly Caller[],
  work: (caller: Caller) => PromiseLike<unknown>,
): Crowd => callers.map((caller) => () => work(caller));

const perSecond = (rates: readonly number[]): string => {
  const { median, low, high } = middleOf(rates);
  const whole = (rate: number): string => Math.round(rate).toLocaleString("en");
  return `${whole(median)}/s (${whole(low)} to ${whole(high)})`;
};

/** A commit that does not wait for the disk, or that waits for others, is another question. */
async function commitsAsItComes(owner: Caller): Promise<void> {
  const changed = await owner.bare(`
    select s.name, s.setting from pg_settings as s
    where s.name in ('synchronous_commit', 'commit_delay', 'commit_siblings', 'wal_sync_method')
      and s.setting <> s.boot_val
    union all
    select s.name, s.setting from pg_settings as s where s.name = 'fsync' and s.setting <> 'on'`);
  if (changed.length > 0) throw new Failure(`Not as it comes: ${JSON.stringify(changed)}`);
}

/** How long each log is, once verify_audit has found no gap and no fork in any. */
async function lengths(
  owner: Caller,
  projects: readonly string[],
): Promise<Map<string, number>> {
  const rows = (await owner.bare(
    `select p.id, public.verify_audit(p.id) as answer from unnest($1::uuid[]) as p (id)`,
    [[...projects]],
  )) as unknown as { id: string; answer: { ok: boolean; events: number } }[];
  const broken = rows.find(({ answer }) => !answer.ok);
  if (broken) throw new Failure(`${broken.id}: ${JSON.stringify(broken.answer)}`);
  return new Map(rows.map((row) => [row.id, row.answer.events]));
}

const NAME = "bench.example/stagedoor";
/** Lines that go into the file at once. */
const PAGE = 10_000;

/** An export of so many events like this one, linked and sealed, and both verifiers on it. */
async function verification(lab: Lab, body: string): Promise<void> {
  const isWhole = lab.world.size !== lab.small.size;
  const count = isWhole ? 1_000_000 : 20_000;
  const folder = fs.mkdtempSync(join(tmpdir(), "stagedoor-bench-export-"));
  try {
    const key = await writeExport(folder, body, count);
    const ts = ["--import", "tsx", inRoot("cli/stagedoor.ts"), "audit", "verify"];
    for (const [name, program, args] of [
      ["verify.py", "python3", ["-I", inRoot("docs/audit/verify.py")]],
      ["audit:verify", process.execPath, ts],
    ] as const) {
      const seconds = await verified(program, [...args, join(folder, "bundle.json"), key]);
      lab.report({
        question: `${name}, an export of ${count.toLocaleString("en")} events`,
        limit: `${Buffer.byteLength(body)} bytes an event`,
        measured: `${seconds.toFixed(1)} s`,
        // The promise is about the one that an auditor can read.
        ...(isWhole &&
          program === "python3" && { verdict: { goal: "<= 10 s", isMet: seconds <= 10 } }),
      });
    }
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** Write the bundle and its events; the verifier key. */
async function writeExport(folder: string, body: string, count: number): Promise<string> {
  const [, sequence = "", rest = ""] =
    /^\{"v": "1", "sequence": "([^"]+)", "seq": "\d+(.*)[0-9a-f]{64}"\}$/su.exec(body) ??
    [];
  const origin = `${NAME}/${sequence}`;
  const hashes = Buffer.alloc(32 * count);
  const file = fs.createWriteStream(join(folder, "bundle.ndjson"));
  let range = emptyRange;
  let prev: Uint8Array = Buffer.alloc(32);
  let page = "";
  for (let seq = 1; seq <= count; seq++) {
    const line = `{"v": "1", "sequence": "${sequence}", "seq": "${seq}${rest}${Buffer.from(prev).toString("hex")}"}`;
    prev = leafHash(Buffer.from(line));
    hashes.set(prev, 32 * (seq - 1));
    range = grow(range, [prev]);
    page += `${line}\n`;
    if (seq % PAGE > 0 && seq < count) continue;
    if (!file.write(page)) await once(file, "drain");
    page = "";
  }
  file.end();
  await once(file, "finish");

  const signer = await importSigner(randomBytes(32).toString("base64"));
  const key = formatVerifierKey({ name: origin, publicKey: signer.publicKey });
  const text = formatCheckpoint({ origin, size: count, root: rootOf(range) });
  const bundle = makeBundle({
    origin,
    keys: [key],
    bodies: [],
    deliveries: [
      {
        sequence,
        first: 1,
        size: count,
        hashes: hashes.toString("base64"),
        checkpoint: await signNote(text, origin, [signer]),
      },
    ],
    isBeside: true,
  });
  fs.writeFileSync(join(folder, "bundle.json"), JSON.stringify(bundle));
  return key;
}

/** How many seconds a verifier takes to say yes. Any other answer ends the run. */
async function verified(program: string, args: readonly string[]): Promise<number> {
  const started = performance.now();
  await promisify(execFile)(program, [...args]);
  return (performance.now() - started) / 1000;
}
