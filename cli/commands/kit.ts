import * as fs from "node:fs";
import { dirname, resolve } from "node:path";
import type { Command } from "commander";
import { installKit } from "../kit/install.ts";
import { KIT_TEST_FILE, kitTestFile } from "../kit/kit.ts";
import { createCommand, databaseUrl, dbUrl, doing } from "../lib/command.ts";
import { DATABASE } from "../lib/environment.ts";
import { misused } from "../lib/failure.ts";
import { refusedAs, withSql } from "../lib/sql.ts";

/** The test kit: verbs for pgTAP files. */
export const kit = (): Command =>
  createCommand("kit", "the test kit: pgTAP verbs that speak as anybody", {
    examples: [
      ["stagedoor kit install --write", "writes it for supabase test db"],
      ['stagedoor kit install --db-url "$URL"', "into a throw-away database"],
    ],
  }).addCommand(install());

interface Options {
  dbUrl?: string;
  write?: string | true;
  evenWithUsers?: boolean;
}

const install = (): Command =>
  createCommand(
    "install",
    "install the test kit, the schema tests, and pgTAP where it can be made",
    {
      examples: [
        ["stagedoor kit install", "into the database of the environment"],
        ["stagedoor kit install --write", `writes ${KIT_TEST_FILE} instead`],
        ["stagedoor kit install --write db/tests/000.sql", "writes it elsewhere"],
      ],
      environment: [...DATABASE],
    },
  )
    .addOption(dbUrl())
    .option(
      "--write [file]",
      `write a file that runs before your tests (default: ${KIT_TEST_FILE}); touches no database, unless --db-url is given`,
    )
    .option("--even-with-users", "although somebody has signed in to that database")
    .action(
      doing<Options>(async ({ options, out }) => {
        const { evenWithUsers = false, write } = options;
        let file: string | null = null;
        if (write !== undefined) {
          file = write === true ? KIT_TEST_FILE : write;
          writeKit(file, kitTestFile({ evenWithUsers }));
          if (options.dbUrl === undefined) {
            out.result({ ok: true, file }, [`${file} is written.`]);
            return;
          }
        }
        const { verbs, pgtap } = await withSql(databaseUrl(options), (sql) =>
          installKit(sql, { evenWithUsers }),
        ).catch(refusedAs("The test kit is not installed"));
        const isMissing = "because" in pgtap;
        out.result(
          {
            ok: true,
            file,
            verbs,
            pgtap: isMissing ? null : pgtap.schema,
            skipped: isMissing ? [pgtap.because] : [],
          },
          [
            ...(file === null ? [] : [`${file} is written.`]),
            `The test kit is in place: ${verbs} verbs in the schema tests.`,
            isMissing
              ? `${out.mark("skip")}: pgTAP could not be made: ${pgtap.because}.`
              : `pgTAP stands in the schema ${pgtap.schema}.`,
          ],
        );
      }),
    );

function writeKit(file: string, text: string): void {
  const path = resolve(file);
  const found = fs.statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) throw misused(`${file} is a folder: name a file in it.`);
  if (found && !fs.readFileSync(path, "utf8").startsWith("-- Stagedoor's test")) {
    throw misused(`${file} is there and is not the test kit: name another file.`);
  }
  fs.mkdirSync(dirname(path), { recursive: true });
  fs.writeFileSync(path, text);
}
