import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "commander";
import { makeBundle } from "../../audit/bundle.ts";
import { originOf, readDeliveries } from "../../audit/deliveries.ts";
import { readBodies, sqlLog } from "../../audit/log.ts";
import { positionOf } from "../../audit/typed.ts";
import { createCommand, databaseUrl, dbUrl, doing } from "../../lib/command.ts";
import { DATABASE } from "../../lib/environment.ts";
import { Failure, misused } from "../../lib/failure.ts";
import { refusedAs, type Sql, withSql } from "../../lib/sql.ts";

/** What `export_override_evidence` answers, as far as this reads it. */
interface Evidence {
  sequence: string;
  override: { status: string };
  events: { seq: string }[];
}

interface Options {
  dbUrl?: string;
  override: string;
  from: string;
  key: string[];
  having?: string[];
  out: string;
}

/**
 * A folder that a lender can be sent: evidence.json says what an emergency override was, and
 * bundle.json proves from the sealed log that it happened so. Making one is an event.
 */
export const evidence = (): Command =>
  createCommand(
    "evidence",
    "write what a lender is sent of an emergency override that is over and sealed, with its proof",
    {
      examples: [
        [
          'stagedoor film evidence --override "$ID" --from checkpoints --key "$KEY" --out lender',
          "lender/evidence.json and lender/bundle.json",
        ],
      ],
      environment: [...DATABASE],
    },
  )
    .addOption(dbUrl())
    .requiredOption("--override <id>", "the override")
    .requiredOption("--from <folder>", "the folder with the delivered checkpoints")
    .requiredOption("--key <key...>", "each verifier key of the production's log")
    .option("--having <size...>", "each checkpoint that the lender holds")
    .requiredOption("--out <folder>", "the folder to write")
    .action(
      doing<Options>(async ({ options, out }) => {
        const { override, from: folder, key: keys, out: target } = options;
        const url = databaseUrl(options);
        if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(override)) {
          throw misused("--override is the id of an override.");
        }
        const having = options.having?.map((text) => positionOf("--having", text)) ?? [];

        const made = async (sql: Sql) => {
          const [row] = await sql<{ evidence: Evidence }[]>`
            select stagedoor_film.export_override_evidence(${override}) as evidence`;
          const told = row?.evidence as Evidence;
          if (told.override.status !== "Revoked") {
            throw new Failure(
              `The override is ${told.override.status}: there is more to come. Make its evidence when it is over.`,
            );
          }
          const bundle = makeBundle({
            origin: originOf(told.sequence, keys),
            keys,
            having,
            bodies: await readBodies(sqlLog(sql), told.sequence),
            deliveries: await readDeliveries(join(folder, told.sequence)),
            only: told.events.map(({ seq }) => Number(seq)),
          });
          return { told, bundle };
        };
        // One transaction: what is refused has left the database with nothing, and leaves no event.
        const { told, bundle } = await withSql(url, (sql) =>
          sql.begin((transaction) => made(transaction as unknown as Sql)),
        ).catch(refusedAs("The evidence cannot be read"));

        await mkdir(target, { recursive: true });
        await writeFile(
          join(target, "evidence.json"),
          `${JSON.stringify(told, null, 2)}\n`,
        );
        await writeFile(join(target, "bundle.json"), JSON.stringify(bundle));
        const events = told.events.length;
        out.result({ folder: target, events, origin: bundle.origin }, [
          `${target}: evidence.json and bundle.json, ${events} events of ${bundle.origin}`,
        ]);
      }),
    );
