import { setTimeout } from "node:timers/promises";
import type { Command } from "commander";
import { readConfig } from "../../../functions/seal-audit/config.ts";
import {
  moved,
  seal as sealOnce,
  type StateStore,
} from "../../../functions/seal-audit/seal.ts";
import { sqlLog } from "../../audit/log.ts";
import { createCommand, databaseUrl, dbUrl, doing } from "../../lib/command.ts";
import { DATABASE } from "../../lib/environment.ts";
import { EXIT, Failure, misused } from "../../lib/failure.ts";
import { pauseOf } from "../../lib/pause.ts";
import { refusedAs, withSql } from "../../lib/sql.ts";

interface Options {
  dbUrl?: string;
  first?: boolean;
  moved?: boolean;
  every?: string;
}

/** What the edge function `seal-audit` does, without it. */
export const seal = (): Command =>
  createCommand("seal", "sign the state of the audit log and deliver it elsewhere", {
    examples: [
      ["stagedoor audit seal --first", "the very first run"],
      ["stagedoor audit seal --every 60", "goes on, every minute"],
    ],
    environment: [
      ...DATABASE,
      "AUDIT_ORIGIN",
      "AUDIT_KEYS",
      "AUDIT_STATE",
      "AUDIT_DESTINATIONS",
      "AUDIT_QUORUM",
      "AUDIT_MAX_LEAVES",
    ],
  })
    .addOption(dbUrl())
    .option("--first", "make the empty state that the very first run begins with")
    .option(
      "--moved",
      "the log has moved to another server or database since the last run, and is the same log",
    )
    .option("--every <seconds>", "go on, with this pause (default: once)")
    .action(
      doing<Options>(async ({ options, out }) => {
        const pause = pauseOf(options.every);
        const url = databaseUrl(options);
        const config = await readConfig((name) => process.env[name], fetch).catch(
          (error: Error) => {
            throw misused(error.message);
          },
        );
        if (options.first || options.moved) {
          await prepare(config.state, options.first === true).catch((error: Error) => {
            throw new Failure(`${error.message}.`);
          });
        }
        return withSql(url, async (sql) => {
          for (;;) {
            const report = await sealOnce({ ...config, log: sqlLog(sql) });
            const { sealed, problems } = report;
            out.result(
              { sealed, problems },
              sealed.map(({ sequence, size }) => `sealed ${sequence} at ${size}`),
            );
            for (const { sequence, problem } of problems) {
              out.complain(`PROBLEM ${sequence}: ${problem}`);
            }
            if (report.more && problems.length === 0) continue;
            if (pause === null) return problems.length > 0 ? EXIT.findings : EXIT.ok;
            await setTimeout(pause * 1000);
          }
        }).catch(refusedAs("The log cannot be sealed"));
      }),
    );

/** Make the empty state of the very first run, or let go of where the log was. */
async function prepare(store: StateStore, isFirst: boolean): Promise<void> {
  const read = await store.load();
  if (isFirst && read !== null) {
    throw new Error("There is a state already: run without --first");
  }
  if (!isFirst && read === null) throw new Error("There is no state: nothing has moved");
  await store.save(read === null ? {} : moved(read.state), read);
}
