import type { Command } from "commander";
import { createCommand } from "../lib/command.ts";
import { evidence } from "./film/evidence.ts";
import { filmImport } from "./film/import.ts";

/** What the part film brings: files on their way in, and evidence on its way out. */
export const film = (): Command =>
  createCommand("film", "import a production's files, and make evidence of overrides", {
    examples: [
      [
        "stagedoor film import --project ID --as sarah@example.com chart.csv",
        "imports a chart of accounts",
      ],
    ],
  })
    .addCommand(filmImport())
    .addCommand(evidence());
