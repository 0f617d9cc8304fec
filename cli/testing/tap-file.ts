// Runs a pgTAP file without psql, Perl or Docker: `pg` streams the rows, tap-parser judges.
// A file is one transaction that is rolled back, so files share a database.
import * as fs from "node:fs";
import { dirname, join } from "node:path";
import { type FinalResults, Parser, type Result } from "tap-parser";
import type { TapConnection } from "./tap-connection.ts";

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

/** A file, and how it is run. */
export interface TapFile {
  path: string;
  /** What reports call it. */
  name: string;
  /** Statements that go first in its transaction. */
  first?: string;
  /** Whether comments that end in dashes begin a section. */
  hasSections?: boolean;
  /** Stop at the first failure. */
  untilRed?: boolean;
}

/** Run one file, and take back what it did. */
export async function runTapFile(
  connection: TapConnection,
  { path, name, first = "", hasSections = false, untilRed = false }: TapFile,
): Promise<FileReport> {
  const report: FileReport = { file: name, tests: [], problems: [] };
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

  const text = withIncluded(path);
  const script = scriptOf(hasSections ? announceSections(text) : text, first);
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

const INCLUDE = /^(?:-- include|\\ir) (\S+)$/gm;

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

const BEGIN = /^[ \t]*begin(?:[ \t]+(?:work|transaction))?[ \t]*;[ \t]*$/im;
/** What pgTAP files say to psql about its output. Their lines stay, so that they can be counted. */
const OF_PSQL = /^\\(?:set|unset|pset|timing|x|t|a)\b.*$/gm;

function scriptOf(text: string, first: string): string | null {
  if (!BEGIN.test(text)) return null;
  return text.replaceAll(OF_PSQL, "").replace(BEGIN, () => `begin; ${first}`);
}
