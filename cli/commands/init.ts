import { type Command, Option } from "commander";
import { init as install } from "../init/init.ts";
import { askedOf, directory, dryRun, type Options, told } from "../init/options.ts";
import { PARTS, partsNamed } from "../lib/migrations.ts";
import { createCommand, dbUrl, doing } from "../lib/command.ts";
import { DATABASE } from "../lib/environment.ts";

interface Typed extends Options {
  parts: string;
  apiSchema?: string;
  unchecked?: boolean;
}

/** Put Stagedoor into a project or a database. */
export const init = (): Command =>
  createCommand(
    "init",
    "put Stagedoor into a project: its migrations behind yours, after a look at what they would meet; into a database without a project, in one transaction",
    {
      examples: [
        ["stagedoor init", "the engine, into the Supabase project of this folder"],
        ["stagedoor init --parts film --dry-run", "what a part would add"],
        ["stagedoor init --api-schema access", "the calls beside public, under access"],
        [
          'stagedoor init --db-url "$URL"',
          "plain PostgreSQL, at once, where no project is",
        ],
      ],
      environment: [...DATABASE],
    },
  )
    .addOption(directory())
    .addOption(
      new Option(
        "--parts <parts>",
        `engine, all, or ${PARTS.join(", ")} with commas; what they stand on comes along`,
      ).default("engine"),
    )
    .addOption(
      new Option("--api-schema <name>", "the served schema of the calls (default: public)"),
    )
    .addOption(dbUrl())
    .addOption(dryRun())
    .addOption(
      new Option(
        "--unchecked",
        "write even where what they would meet cannot be looked at",
      ),
    )
    .action(
      doing<Typed>(async ({ options, out }) => {
        const asked = {
          ...askedOf(options),
          parts: partsNamed(options.parts),
          apiSchema: options.apiSchema ?? null,
          isUnchecked: options.unchecked ?? false,
        };
        return told(await out.during("Looking first", () => install(asked)), out);
      }),
    );
