import { rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Command } from "commander";
import { eventLines, type Ingredients, makeBundle, sizeOf } from "../../audit/bundle.ts";
import { originOf, readDeliveries } from "../../audit/deliveries.ts";
import { INSTALLATION, readBodies, readOverride, sqlLog } from "../../audit/log.ts";
import { positionOf, readScope } from "../../audit/typed.ts";
import { createCommand, databaseUrl, dbUrl, doing } from "../../lib/command.ts";
import { DATABASE } from "../../lib/environment.ts";
import { misused } from "../../lib/failure.ts";
import { refusedAs, type Sql, withSql } from "../../lib/sql.ts";

/** The events of a larger log stand in a file of their own. */
const INLINE_BYTES = 16_000_000;

interface Options {
  dbUrl?: string;
  scope: string;
  event?: string[];
  override?: string;
  from: string;
  key: string[];
  having?: string[];
  out: string;
}

/** One file that proves a log, or some of its events, without the database. */
export const bundle = (): Command =>
  createCommand("bundle", "make one file that proves a record without the database", {
    examples: [
      [
        'stagedoor audit bundle --scope "$ID" --from checkpoints --key "$KEY"',
        "bundle.json, of the whole log",
      ],
      [
        'stagedoor audit bundle --scope "$ID" --event 3 5 --from checkpoints --key "$KEY"',
        "of two events of it",
      ],
    ],
    environment: [...DATABASE],
  })
    .addOption(dbUrl())
    .requiredOption(
      "--scope <id>",
      "whose log: an organization, a project, or installation",
    )
    .requiredOption("--from <folder>", "the folder with the delivered checkpoints")
    .requiredOption("--key <key...>", "each verifier key that the auditor has")
    .option("--event <position...>", "these events (default: all of them)")
    .option("--override <id>", "the events of an emergency override")
    .option("--having <size...>", "each checkpoint that the auditor holds")
    .option("--out <file>", "the file to write", "bundle.json")
    .action(
      doing<Options>(async ({ options, out }) => {
        const { scope, from: folder, key: keys, out: file, override } = options;
        const url = databaseUrl(options);
        const scopeId = readScope(scope);
        const origin = originOf(scope, keys);
        const events = options.event?.map((text) => positionOf("--event", text));
        if (events && override !== undefined) {
          throw misused("Give --event or --override, not both.");
        }
        const having = options.having?.map((text) => positionOf("--having", text)) ?? [];
        const deliveries = await readDeliveries(join(folder, scope));

        const read = async (sql: Sql): Promise<Ingredients> => ({
          origin,
          keys,
          having,
          bodies: await readBodies(sqlLog(sql), scopeId ?? INSTALLATION),
          deliveries,
          ...(events && { only: [...new Set(events)] }),
          ...(override !== undefined && {
            only: await readOverride(sql, scopeId, override),
          }),
        });
        const from = await out.during("reading the log", () =>
          withSql(url, read).catch(refusedAs("The log cannot be read")),
        );

        const size = from.bodies.reduce((sum, body) => sum + body.length, 0);
        const isBeside = from.only === undefined && size > INLINE_BYTES;
        const made = makeBundle({ ...from, isBeside });
        // The verifiers look for it under this name alone, and for none where the bundle has events.
        const beside = join(dirname(file), `${basename(file, ".json")}.ndjson`);
        await rm(beside, { force: true });
        await writeFile(file, JSON.stringify(made));
        if (isBeside) await writeFile(beside, eventLines(from, sizeOf(made)));
        const checkpoints = made.checkpoints.length;
        out.result({ file, checkpoints, origin: made.origin }, [
          `${file}: ${checkpoints} checkpoints of ${made.origin}`,
        ]);
      }),
    );
