// A sealed log in a real database, and what an auditor does with a bundle of it.
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { formatVerifierKey } from "../../functions/_shared/note.ts";
import { type Delivery, seal } from "../../functions/seal-audit/seal.ts";
import { type Bundle, makeBundle } from "../../cli/audit/bundle.ts";
import { readBodies, sqlLog } from "../../cli/audit/log.ts";
import { verdictOn } from "../../cli/audit/verdict.ts";
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

/** Do something with a folder that holds a bundle and nothing but what is to stand beside it. */
async function withBundle<T>(
  bundle: Bundle | string,
  files: Readonly<Record<string, string>>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "audit-bundle-"));
  try {
    const text = typeof bundle === "string" ? bundle : JSON.stringify(bundle);
    for (const [name, content] of Object.entries({ "bundle.json": text, ...files })) {
      await writeFile(join(folder, name), content);
    }
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The key of the log that a bundle names, as an auditor has it. */
const keysOf = (bundle: Bundle | string): readonly string[] =>
  typeof bundle === "string"
    ? []
    : [formatVerifierKey({ name: bundle.origin, publicKey: SIGNER.publicKey })];

/** The verdict of the TypeScript verifier. Files beside it are further arguments. */
export const verdictOf = (
  bundle: Bundle | string,
  keys = keysOf(bundle),
  files: Readonly<Record<string, string>> = {},
): Promise<string> =>
  withBundle(bundle, files, (folder) =>
    verdictOn(join(folder, "bundle.json"), keys, earlierOf(files, folder)),
  );

/** The verdict of verify.py, alone with these files in a folder. */
export const pythonVerdict = (
  bundle: Bundle | string,
  keys = keysOf(bundle),
  files: Readonly<Record<string, string>> = {},
): Promise<string> =>
  withBundle(bundle, files, async (cwd) => {
    const program = ["-I", inRoot("docs/audit/verify.py"), "bundle.json"];
    const { stdout } = await promisify(execFile)(
      "python3",
      [...program, ...keys, ...earlierOf(files, cwd)],
      { cwd, env: { PATH: process.env.PATH ?? "" } },
    ).catch((error: { stdout: string; stderr: string }) => ({
      stdout: error.stderr || error.stdout,
    }));
    return stdout.replace(/\n$/, "");
  });

/** What an auditor names beside the keys: bundles and checkpoints, never events. */
const earlierOf = (files: Readonly<Record<string, string>>, folder: string): string[] =>
  Object.keys(files)
    .filter((name) => name.endsWith(".json"))
    .map((name) => join(folder, name));

/** A verdict without the reason why a bundle is none, which each verifier words for itself. */
export const alike = (verdict: string): string =>
  verdict.replace(/^(FAILED: not a whole bundle): [^\n]+$/, "$1");
