import type { Command } from "commander";
import { readDisclosed } from "../../audit/log.ts";
import { positionOf, readScope } from "../../audit/typed.ts";
import { createCommand, databaseUrl, dbUrl, doing } from "../../lib/command.ts";
import { DATABASE } from "../../lib/environment.ts";
import { Failure } from "../../lib/failure.ts";
import { refusedAs, withSql } from "../../lib/sql.ts";

/** What the log holds about people in one event, as JSON. The disclosure is an event itself. */
export const disclose = (): Command =>
  createCommand(
    "disclose",
    "print as JSON what an event holds about people, with the salts that prove it; the disclosure is an event itself",
    {
      examples: [
        ['stagedoor audit disclose --scope "$ID" --event 3 > disclosed.json', "of event 3"],
      ],
      environment: [...DATABASE],
    },
  )
    .addOption(dbUrl())
    .requiredOption(
      "--scope <id>",
      "whose log: an organization, a project, or installation",
    )
    .requiredOption("--event <position>", "the position of the event")
    .action(
      doing<{ dbUrl?: string; scope: string; event: string }>(async ({ options, out }) => {
        const url = databaseUrl(options);
        const scope = readScope(options.scope);
        const seq = positionOf("--event", options.event);
        const disclosed = await withSql(url, (sql) => readDisclosed(sql, scope, seq)).catch(
          refusedAs("The log cannot be read"),
        );
        if (disclosed.length === 0) {
          throw new Failure(`Event ${seq} holds nothing about anybody, or no more.`);
        }
        out.result(disclosed, [JSON.stringify(disclosed, null, 2)]);
      }),
    );
