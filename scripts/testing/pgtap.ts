// Runs the project's own pgTAP files: as whom, in which databases, and with which titles.
import * as fs from "node:fs";
import { relative, sep } from "node:path";
import { TapConnection } from "../../cli/testing/tap-connection.ts";
import { type FileReport, runTapFile } from "../../cli/testing/tap-file.ts";
import { SUPERUSER } from "../../cli/postgres/cluster.ts";
import { createDatabase, type DatabaseOptions, type Server } from "../dev/database.ts";
import { type Part, PARTS, partNamed } from "../dev/migrations.ts";
import { inRoot, ROOT } from "../lib/paths.ts";
import { titleFlaws } from "./titles.ts";

export type { FileReport } from "../../cli/testing/tap-file.ts";

/** All pgTAP files that some parts can run, in reading order; a part's are in its folder. */
export function pgTapFiles(parts: readonly Part[] = PARTS): string[] {
  const folder = inRoot("test/sql");
  if (!fs.existsSync(folder)) return [];
  return (fs.readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => name.endsWith(".test.sql"))
    .filter((name) => {
      const part = partNamed(name.split(sep)[0] ?? "");
      return part === undefined || parts.includes(part);
    })
    .toSorted()
    .map((name) => inRoot("test/sql", name));
}

/** What the databases of the tests hold. */
type Installed = Required<Pick<DatabaseOptions, "defaultGrants" | "parts">>;

/** Run files, two at a time; reports come in their order. */
export async function runPgTap(
  server: Server,
  files: string[],
  installed: Installed,
  onReport: (report: FileReport) => void = () => {},
  runOn = (stage: Stage, file: string): Promise<FileReport> => stage.run(file),
): Promise<FileReport[]> {
  const queue = [...files.entries()];
  const reports: FileReport[] = [];
  let reported = 0;
  await onStages(server, installed, async (stage) => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, file] = next;
      reports[index] = judgeTitles(await runOn(stage, file));
      for (let report = reports[reported]; report; report = reports[reported]) {
        reported += 1;
        onReport(report);
      }
    }
  });
  return reports;
}

// A title that leans on another one, or is there twice, is a failure of its own.
function judgeTitles(report: FileReport): FileReport {
  const flaws = titleFlaws(report.tests.map((test) => test.title));
  for (const flaw of flaws) {
    report.tests.push({ section: "titles", title: flaw, ok: false });
    report.problems.push([report.file, "titles", flaw].join(" › "));
  }
  return report;
}

/** A database with pgTAP and the kit, in which files run one after another. */
export interface Stage {
  url: string;
  /** Run a file, under statements of the superuser's that go with its transaction. */
  run(file: string, how?: { broken?: string; untilRed?: boolean }): Promise<FileReport>;
  /** Why statements cannot be executed there, or null. */
  refusal(statements: string): Promise<string | null>;
}

/**
 * A backend keeps the plans of functions that are long dropped, and looks through them at every
 * change of a definition: after half an hour it took twice as long for each file.
 */
const RUNS_OF_A_BACKEND = 60;

/** Do something on two stages, side by side. */
export async function onStages(
  server: Server,
  installed: Partial<Installed>,
  work: (stage: Stage) => Promise<void>,
): Promise<void> {
  const one = async () => {
    const database = await createDatabase(server, { from: "kit", ...installed });
    const url = database.url(SUPERUSER);
    let connection = await TapConnection.open(url);
    let runs = 0;
    try {
      await work({
        url,
        run: async (path, { broken = "", untilRed = false } = {}) => {
          if ((runs += 1) % RUNS_OF_A_BACKEND === 0) {
            await connection.end();
            connection = await TapConnection.open(url);
          }
          return runTapFile(connection, {
            path,
            name: relative(ROOT, path),
            // The superuser breaks things, and the owner of the migrations tests.
            first: `${broken && `${broken}\n;`} set local session authorization postgres;`,
            hasSections: true,
            untilRed,
          });
        },
        refusal: (statements) => connection.run(`begin; ${statements}`, () => true),
      });
    } finally {
      await connection.end();
      await database.drop();
    }
  };
  await Promise.all([one(), one()]);
}
