import { type Command, Option } from "commander";
import { askedOf, directory, dryRun, type Options, told } from "../init/options.ts";
import { uninstall as remove } from "../init/uninstall.ts";
import { createCommand, dbUrl, doing } from "../lib/command.ts";
import { DATABASE } from "../lib/environment.ts";

interface Typed extends Options {
  dropData?: boolean;
}

/** Stagedoor out of a project or a database. */
export const uninstall = (): Command =>
  createCommand(
    "uninstall",
    "take Stagedoor out: policies, triggers and columns of your tables as they were before, then all that it made; refuses while a role is held or data would be lost",
    {
      examples: [
        ["stagedoor uninstall", "a migration for the project of this folder"],
        [
          'stagedoor uninstall --db-url "$URL" --dry-run',
          "try it in a database, where no project is",
        ],
        ["stagedoor uninstall --drop-data", "with scopes, accesses and the audit log"],
      ],
      environment: [...DATABASE],
    },
  )
    .addOption(directory())
    .addOption(dbUrl())
    .addOption(dryRun())
    .addOption(
      new Option("--drop-data", "give up scopes, accesses, accounts and recorded events"),
    )
    .action(
      doing<Typed>(async ({ options, out }) => {
        const asked = { ...askedOf(options), dropData: options.dropData ?? false };
        return told(await out.during("Taking it out", () => remove(asked)), out);
      }),
    );
