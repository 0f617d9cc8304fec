// Their migrations in a throw-away database, and ours on top: the pre-flight without a database.
import { Failure } from "../lib/failure.ts";
import { withSql } from "../lib/sql.ts";
import { inOneLine } from "../lib/system-errors.ts";
import { onOwnServer } from "../testing/throw-away.ts";
import { applyAll } from "./books.ts";
import { collisionsWith, notesAbout } from "./collisions.ts";
import { objectsOf, type Source } from "./sources.ts";

/** What the trial found, or why it was not made. */
export type Trial = { collisions: string[]; notes: string[] } | { because: string };

/**
 * Apply their migrations to a database as the platform makes it, look for collisions,
 * and try ours.
 */
export async function tryBeside(
  theirs: readonly { file: string; text: string }[],
  ours: readonly Source[],
): Promise<Trial> {
  let remove = async (): Promise<void> => {};
  try {
    const database = await onOwnServer("legacy");
    remove = () => database.remove();
    return await withSql(database.url, async (sql) => {
      for (const { file, text } of theirs) {
        try {
          await sql.unsafe(text);
          // As the Supabase CLI: the empty search_path of a dump ends with its file.
          await sql`reset all`;
        } catch (error) {
          return { because: `${file} cannot be applied here: ${firstLine(error)}` };
        }
      }
      const objects = objectsOf(ours);
      const collisions = await collisionsWith(sql, objects);
      if (collisions.length === 0) await applyAll(sql, ours, { isTrial: true });
      return { collisions, notes: await notesAbout(sql, objects) };
    });
  } catch (error) {
    // What is refused of ours is worth more than a check that was not made.
    if (error instanceof Failure && error.message.includes("Nothing was changed"))
      throw error;
    return {
      because: `a throw-away database cannot be made here: ${inOneLine(error) ?? firstLine(error)}`,
    };
  } finally {
    await remove();
  }
}

const firstLine = (error: unknown) =>
  String(error instanceof Error ? error.message : error).split("\n")[0] ?? "";
