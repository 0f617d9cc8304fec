// What a lender is sent and has: checkpoints that were delivered, a folder with the evidence of an
// override, and two programs that need nothing else.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRoot } from "../../scripts/lib/paths.ts";
import { ORIGIN } from "../audit/fixture.ts";
import { keyOf } from "../audit/stage.ts";
import { stagedoorProgram } from "../cli/command-line.ts";

interface Ended {
  status: number | null;
  out: string;
  err: string;
}

/** The seals of one database, and folders made from them. */
export class Lender {
  /** Where checkpoints are delivered, and where a test puts what it makes. */
  readonly folder = mkdtempSync(join(tmpdir(), "override-evidence-"));
  private readonly env: Record<string, string>;

  constructor(databaseUrl: string) {
    this.env = {
      PATH: process.env.PATH ?? "",
      SUPABASE_DB_URL: databaseUrl,
      AUDIT_ORIGIN: ORIGIN,
      AUDIT_KEYS: Buffer.alloc(32, 7).toString("base64"),
      AUDIT_STATE: JSON.stringify({ file: join(this.folder, "state.json") }),
      AUDIT_DESTINATIONS: JSON.stringify(
        ["a", "b"].map((to) => ({ file: join(this.folder, to) })),
      ),
    };
  }

  /** Seal the log and deliver its checkpoints; `--first` the first time. */
  seal(...args: string[]): Ended {
    return this.call("audit", "seal", ...args);
  }

  /** Make the folder that a lender is sent. */
  evidence(project: string, override: string, out: string): Ended {
    return this.call(
      "film",
      "evidence",
      `--override=${override}`,
      `--from=${join(this.folder, "a")}`,
      `--key=${keyOf(project)}`,
      `--out=${out}`,
    );
  }

  /** Make the bundle of an override alone. */
  bundle(project: string, override: string, out: string): Ended {
    return this.call(
      "audit",
      "bundle",
      `--scope=${project}`,
      `--override=${override}`,
      `--from=${join(this.folder, "a")}`,
      `--key=${keyOf(project)}`,
      `--out=${out}`,
    );
  }

  /** Remove everything. */
  end(): void {
    rmSync(this.folder, { recursive: true });
  }

  private call(...args: string[]): Ended {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [stagedoorProgram(), ...args],
      { encoding: "utf8", env: this.env },
    );
    return { status, out: stdout.trim(), err: stderr.trim() };
  }
}

/** What verify.py says of a bundle: from its bytes and a key, offline. */
export const verified = (bundle: string, key: string): string =>
  python("verify.py", bundle, key);

/** What evidence.py says of evidence beside its bundle. */
export const proven = (evidence: string, bundle: string): string =>
  python("evidence.py", evidence, bundle);

const python = (program: string, ...args: string[]): string =>
  spawnSync("python3", ["-I", inRoot("docs/audit", program), ...args], {
    encoding: "utf8",
  }).stdout.trim();
