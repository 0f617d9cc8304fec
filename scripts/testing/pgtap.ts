// Runs pgTAP files without psql, Perl or Docker: `pg` streams the rows, tap-parser judges.
// A file is one transaction that is rolled back, so files share a database.
import * as fs from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { type FinalResults, Parser, type Result } from "tap-parser";
import { SUPERUSER } from "../dev/cluster.ts";
import { createDatabase, type DatabaseOptions, type Server } from "../dev/database.ts";
import { type Part, PARTS, partNamed } from "../dev/migrations.ts";
import { inRoot, ROOT } from "../lib/paths.ts";
import { TapConnection } from "./tap-connection.ts";
import { titleFlaws } from "./titles.ts";

/** One assertion, and the section of the file in which it stands. */
export interface TestReport {
  section: string;
  title: string;
  ok: boolean;
  /** Not tried on this machine: neither held nor broken. */
  isSkipped?: boolean;
}

/** What came of one file. */
export interface FileReport {
  file: string;
  tests: TestReport[];
  /**
   * What a person should read: failed tests with their diagnosis, errors, a wrong plan. Each
   * begins with where it happened, `file › section › title`; what follows is indented.
   */
  problems: string[];
}

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

/** Do something on two stages, side by side. */
export async function onStages(
  server: Server,
  installed: Partial<Installed>,
  work: (stage: Stage) => Promise<void>,
): Promise<void> {
  const one = async () => {
    const database = await createDatabase(server, { from: "kit", ...installed });
    const url = database.url(SUPERUSER);
    const connection = await TapConnection.open(url);
    try {
      await work({
        url,
        run: (file, { broken = "", untilRed = false } = {}) =>
          runFile(connection, file, broken, untilRed),
        refusal: (statements) => connection.run(`begin; ${statements}`, () => true),
      });
    } finally {
      await connection.end();
      await database.drop();
    }
  };
  await Promise.all([one(), one()]);
}

async function runFile(
  connection: TapConnection,
  file: string,
  broken: string,
  untilRed: boolean,
): Promise<FileReport> {
  const report: FileReport = { file: relative(ROOT, file), tests: [], problems: [] };
  let section = "";
  const here = (what: string) => [report.file, section, what].filter(Boolean).join(" › ");
  const parser = new Parser();
  parser.on("assert", (test: Result) => {
    const ok = test.ok || Boolean(test.todo) || Boolean(test.skip);
    const skipped = test.skip ? { isSkipped: true } : {};
    report.tests.push({ section, title: test.name, ok, ...skipped });
    if (!ok) report.problems.push(here(test.name));
  });
  parser.on("comment", (line: string) => {
    const heading = SECTION_LINE.exec(line)?.[1];
    if (heading !== undefined) section = heading;
    // pgTAP explains a failure in the comments that follow it.
    else if (report.problems.length > 0) report.problems.push(`  ${line.trim()}`);
  });
  const finished = new Promise<FinalResults>((resolve) => parser.on("complete", resolve));

  const script = scriptOf(withIncluded(file), broken);
  const error = script
    ? await connection.run(script, (line) => {
        parser.write(`${line}\n`);
        return !untilRed || report.problems.length === 0;
      })
    : "a line begin; is missing: a file is one transaction";
  if (error) report.problems.push(here(error));
  parser.end();

  const { plan, count } = await finished;
  if (!error && plan?.end !== count) {
    report.problems.push(
      `${report.file} › planned ${plan?.end ?? "nothing"}, ran ${count}`,
    );
  }
  // A file that could not be judged counts as one failure.
  if (report.problems.length > 0 && report.tests.every((test) => test.ok)) {
    report.tests.push({ section, title: "(the file itself)", ok: false });
  }
  return report;
}

const INCLUDE = /^-- include (\S+)$/gm;

// What several files stand on is a file beside them, without a transaction of its own.
function withIncluded(file: string): string {
  return fs
    .readFileSync(file, "utf8")
    .replace(INCLUDE, (_, name: string) =>
      fs.readFileSync(join(dirname(file), name), "utf8"),
    );
}

const SECTION_COMMENT = /^-- (.*[^\s-]) -{3,}$/gm;
const SECTION_LINE = /^# section: (.+)$/m;

// A comment is not executed, so a statement on its line tells that its section begins.
function announceSections(text: string): string {
  return text.replace(
    SECTION_COMMENT,
    (_, heading: string) => `select '# section: ${heading.replaceAll("'", "''")}';`,
  );
}

const BEGIN = /^begin;$/m;

// The superuser breaks things, and the owner of the migrations tests.
function scriptOf(text: string, broken: string): string | null {
  if (!BEGIN.test(text)) return null;
  const first = [
    "begin;",
    broken && `${broken}\n;`,
    "set local session authorization postgres;",
  ];
  return announceSections(text).replace(BEGIN, () => first.join(" "));
}
