import { setTimeout } from "node:timers/promises";
import type { Command } from "commander";
import { readConfig } from "../../functions/deliver-alerts/config.ts";
import {
  deliver as deliverDue,
  type Message,
  type Outbox,
} from "../../functions/deliver-alerts/deliver.ts";
import { createCommand, databaseUrl, dbUrl, doing } from "../lib/command.ts";
import { DATABASE } from "../lib/environment.ts";
import { EXIT, misused } from "../lib/failure.ts";
import { pauseOf } from "../lib/pause.ts";
import { refusedAs, type Sql, withSql } from "../lib/sql.ts";

/** Alerts on their way out. */
export const alerts = (): Command =>
  createCommand("alerts", "send alerts to a webhook", {
    examples: [["stagedoor alerts deliver", "sends those that are due, once"]],
  }).addCommand(deliver());

/** What the edge function `deliver-alerts` does, without it. */
const deliver = (): Command =>
  createCommand("deliver", "send alerts that are due to the webhook, signed", {
    examples: [
      ["stagedoor alerts deliver", "once"],
      ["stagedoor alerts deliver --every 60", "goes on, every minute"],
    ],
    environment: [...DATABASE, "ALERT_WEBHOOK_URL", "ALERT_WEBHOOK_SECRET"],
  })
    .addOption(dbUrl())
    .option("--every <seconds>", "go on, with this pause (default: once)")
    .action(
      doing<{ dbUrl?: string; every?: string }>(async ({ options, out }) => {
        const pause = pauseOf(options.every);
        const url = databaseUrl(options);
        const config = configured();

        return withSql(url, async (sql) => {
          for (;;) {
            const { delivered, problems } = await deliverDue({
              ...config,
              fetch,
              now: () => new Date(),
              outbox: sqlOutbox(sql),
            });
            out.result(
              { delivered, problems },
              delivered > 0 ? [`delivered ${delivered}`] : [],
            );
            for (const { message, problem } of problems) {
              out.complain(`PROBLEM ${message}: ${problem}`);
            }
            if (pause === null) return problems.length > 0 ? EXIT.findings : EXIT.ok;
            await setTimeout(pause * 1000);
          }
        }).catch(refusedAs("Alerts cannot be delivered"));
      }),
    );

/** The outbox behind a connection of the owner or of the service. */
export function sqlOutbox(sql: Sql): Outbox {
  return {
    take: (limit) => sql<Message[]>`select * from stagedoor.take_alert_messages(${limit})`,
    settle: async (id, problem) => {
      await sql`select stagedoor.settle_alert_message(${id}, ${problem === null}, ${problem})`;
    },
  };
}

function configured(): ReturnType<typeof readConfig> {
  try {
    return readConfig((name) => process.env[name]);
  } catch (error) {
    throw misused(`${(error as Error).message}.`);
  }
}
