import type { Command } from "commander";
import { askedOf, directory, dryRun, type Options, told } from "../init/options.ts";
import { upgrade as bring } from "../init/upgrade.ts";
import { createCommand, dbUrl, doing } from "../lib/command.ts";
import { DATABASE } from "../lib/environment.ts";

/** From an older release to this one. */
export const upgrade = (): Command =>
  createCommand(
    "upgrade",
    "bring a project, or a database without one, to the release of this package: the migrations that are new, for the parts that are there",
    {
      examples: [
        ["stagedoor upgrade", "of the project of this folder"],
        [
          'stagedoor upgrade --db-url "$URL"',
          "of a database, at once, where no project is",
        ],
      ],
      environment: [...DATABASE],
    },
  )
    .addOption(directory())
    .addOption(dbUrl())
    .addOption(dryRun())
    .action(
      doing<Options>(async ({ options, out }) => {
        const asked = askedOf(options);
        return told(await out.during("Comparing", () => bring(asked)), out);
      }),
    );
