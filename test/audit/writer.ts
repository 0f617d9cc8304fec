// A process of writers that go on through whatever happens to their connections: an
// operation and its event in one transaction each. Run by crash.test.ts, which ends it.
import { setTimeout } from "node:timers/promises";
import { connect, type Sql } from "../../scripts/dev/sql.ts";

const [url = "", run = "", sequence = ""] = process.argv.slice(2);

// A connection that breaks in the middle of a write throws from the library's own timer.
process.on("uncaughtException", () => {});

async function operate(name: string): Promise<void> {
  let sql: Sql | undefined;
  for (let n = 0; ; n++) {
    const id = `${name}-${n}`;
    try {
      sql ??= connect(url);
      await Promise.race([
        sql.begin(async (tx) => {
          await tx`insert into public.operations values (${id})`;
          await tx`
            select stagedoor.record_event('test.operation', null,
              p_object_id => ${id}, p_sequence_id => ${sequence})`;
        }),
        setTimeout(2000).then(() => Promise.reject(new Error("lost"))),
      ]);
    } catch {
      void sql?.end({ timeout: 0 }).catch(() => {});
      sql = undefined;
      await setTimeout(20);
    }
  }
}

await Promise.all(Array.from({ length: 6 }, (_, i) => operate(`${run}-${i}`)));
