// Runs pgTAP files without psql, Perl or Docker: `pg` streams the rows, tap-parser judges.
import * as fs from "node:fs";
import { relative, sep } from "node:path";
import pg from "pg";
import { type FinalResults, Parser, type Result } from "tap-parser";
import { createDatabase, type DatabaseOptions, type Server } from "../dev/database.ts";
import { type Part, PARTS, partNamed } from "../dev/migrations.ts";
import { inRoot, ROOT } from "../lib/paths.ts";
import { lineAt } from "../dev/sql.ts";
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

/** Run files, two at a time, each in a database of its own; reports come in their order. */
export async function runPgTap(
  server: Server,
  files: string[],
  installed: Installed,
  onReport: (report: FileReport) => void = () => {},
): Promise<FileReport[]> {
  const queue = [...files.entries()];
  const reports: FileReport[] = [];
  let reported = 0;
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, file] = next;
      reports[index] = await runFile(server, file, installed);
      for (let report = reports[reported]; report; report = reports[reported]) {
        reported += 1;
        onReport(report);
      }
    }
  };
  await Promise.all([worker(), worker()]);
  return reports;
}

async function runFile(
  server: Server,
  file: string,
  installed: Installed,
): Promise<FileReport> {
  const database = await createDatabase(server, { from: "kit", ...installed });
  try {
    return judgeTitles(await runPgTapFile(database.url(), file));
  } finally {
    await database.drop();
  }
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

/** Run one file in a database that has pgTAP and the kit; leave it when it is red, if asked. */
export async function runPgTapFile(
  url: string,
  file: string,
  { untilRed = false } = {},
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

  const error = await stream(url, file, (line) => {
    parser.write(`${line}\n`);
    return !untilRed || report.problems.length === 0;
  });
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

const SECTION_COMMENT = /^-- (.*[^\s-]) -{3,}$/gm;
const SECTION_LINE = /^# section: (.+)$/m;

// A comment is not executed, so a statement on its line tells that its section begins.
function announceSections(text: string): string {
  return text.replace(
    SECTION_COMMENT,
    (_, heading: string) => `select '# section: ${heading.replaceAll("'", "''")}';`,
  );
}

/** Send the file as psql would, line the first column of every row up while that is wanted. */
async function stream(
  url: string,
  file: string,
  onLine: (line: string) => boolean,
): Promise<string | null> {
  const text = announceSections(fs.readFileSync(file, "utf8"));
  const client = new pg.Client({ connectionString: url, statement_timeout: 120_000 });
  let broken: string | null = null;
  client.on("error", (error) => {
    broken ??= error.message;
  });
  await client.connect();
  await client.query("set search_path = public, extensions");
  await new Promise<void>((resolve) => {
    const config: pg.QueryArrayConfig = { text, rowMode: "array" };
    const query = new pg.Query<unknown[]>(config);
    query.on("row", ([first]: unknown[]) => {
      if (typeof first === "string" && !onLine(first)) resolve();
    });
    query.on("end", () => resolve());
    query.on("error", (error) => {
      broken = describe(error, text);
      resolve();
    });
    client.query(query);
  });
  await client.end();
  return broken;
}

function describe(error: Error, text: string): string {
  if (!(error instanceof pg.DatabaseError)) return error.message;
  const at = error.position ? `line ${lineAt(text, Number(error.position))}: ` : "";
  const more = [error.detail, error.hint, error.where].filter(Boolean).join("\n  ");
  return `${at}${error.message} (${error.code ?? "no code"})${more ? `\n  ${more}` : ""}`;
}
