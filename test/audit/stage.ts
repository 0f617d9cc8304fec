// A sealed log in a real database, and what an auditor does with a bundle of it.
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { formatVerifierKey } from "../../functions/_shared/note.ts";
import { type Delivery, seal } from "../../functions/seal-audit/seal.ts";
import { type Bundle, makeBundle } from "../../scripts/audit/bundle.ts";
import { readBodies, sqlLog } from "../../scripts/audit/log.ts";
import { findProblem, linesOf } from "../../scripts/audit/verdict.ts";
import { inRoot } from "../../scripts/lib/paths.ts";
import type { Sql } from "../../scripts/dev/sql.ts";
import { makeWorld, ORIGIN, SIGNER } from "./fixture.ts";

/** The id of a sequence for tests, by number. */
export const sequenceId = (n: number): string =>
  `5e9e0000-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** The verifier key of one sequence. */
export const keyOf = (sequence: string): string =>
  formatVerifierKey({ name: `${ORIGIN}/${sequence}`, publicKey: SIGNER.publicKey });

/** Commit some events in one transaction. */
export async function record(sql: Sql, sequence: string, count: number): Promise<void> {
  await sql`
    select stagedoor.record_event('test.event', null, p_sequence_id => ${sequence},
      p_after => jsonb_build_object('n', n, 'text', 'Zoë "' || n || '"'),
      p_personal => jsonb_build_object('email', 'zoe@example.com'), p_reason => 'event ' || n)
    from generate_series(1, ${count}) as n`;
}

/** A sealer of this database that remembers, and what its destination holds. */
export function sealerOf(sql: Sql): {
  /** Over another connection where one is named. */
  run(over?: Sql): ReturnType<typeof seal>;
  held: Delivery[];
} {
  const { world, ports } = makeWorld();
  return {
    run: (over = sql) => seal({ ...ports, log: sqlLog(over) }),
    held: world.held.a as Delivery[],
  };
}

/** A bundle of one sequence as the database tells it now. */
export async function bundleOf(
  sql: Sql,
  sequence: string,
  held: readonly Delivery[],
  only?: number[],
): Promise<Bundle> {
  return makeBundle({
    origin: `${ORIGIN}/${sequence}`,
    keys: [keyOf(sequence)],
    bodies: await readBodies(sqlLog(sql), sequence),
    deliveries: held.filter((delivery) => delivery.sequence === sequence),
    ...(only && { only }),
  });
}

/** The verdict of the TypeScript verifier. */
export const verdictOf = (
  bundle: Bundle,
  keys: readonly string[] = bundle.keys,
): Promise<string | null> =>
  findProblem(bundle, linesOf([Buffer.from(bundle.events ?? "")]), keys);

/** The verdict of verify.py, alone with the bundle in an empty folder. */
export async function pythonVerdict(
  bundle: Bundle | string,
  keys: readonly string[] = typeof bundle === "string" ? [] : bundle.keys,
  beside?: { file: string; text: string },
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "audit-bundle-"));
  try {
    const text = typeof bundle === "string" ? bundle : JSON.stringify(bundle);
    await writeFile(join(folder, "bundle.json"), text);
    if (beside) await writeFile(join(folder, beside.file), beside.text);
    const args = ["-I", inRoot("docs/audit/verify.py"), "bundle.json", ...keys];
    const env = { PATH: process.env.PATH ?? "" };
    const { stdout } = await promisify(execFile)("python3", args, {
      cwd: folder,
      env,
    }).catch((error: { stdout: string; stderr: string }) => ({
      stdout: error.stdout || error.stderr,
    }));
    return stdout.trim();
  } finally {
    await rm(folder, { recursive: true });
  }
}
