// npm start, as somebody who has just cloned the repository meets it.
import { type ChildProcess, spawn } from "node:child_process";
import * as fs from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { removeCluster } from "../../cli/postgres/cluster.ts";
import { inRoot, ROOT } from "../../scripts/lib/paths.ts";
import { freePort, isPortFree } from "../../cli/postgres/ports.ts";

/** As producer of one production and as crew of the other. */
const MENUS = /\d\d items\s+4 items\n/;

let folder: string;
let apiPort: number;
let databasePort: number;
const children: ChildProcess[] = [];

beforeAll(async () => {
  // Closed to everybody else, as a home folder may be.
  folder = fs.mkdtempSync(join(tmpdir(), "stagedoor start "));
  apiPort = await freePort();
  databasePort = await freePort();
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }
});
afterAll(() => {
  if (dataFolder) removeCluster(dataFolder);
  fs.rmSync(folder, { recursive: true, force: true });
});

let dataFolder = "";

/** Run the command; `until` waits for a text, `end` for the exit code. */
const start = (...args: string[]) =>
  run(process.execPath, ["--import", "tsx", inRoot("scripts/start.ts"), ...args]);

function run(command: string, args: string[]) {
  const child = spawn(command, args, {
    cwd: ROOT,
    env: {
      ...process.env,
      STAGEDOOR_DATA: folder,
      STAGEDOOR_API_PORT: String(apiPort),
      STAGEDOOR_DB_PORT: String(databasePort),
    },
  });
  children.push(child);
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const end = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const until = async (text: string) => {
    while (!output.includes(text)) {
      if (child.exitCode !== null) throw new Error(output);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return output;
  };
  return { child, end, until, lines: () => output.trim().split("\n") };
}

/** Run it when it is expected to refuse: exactly one line after what it has begun. */
async function refusal(...args: string[]): Promise<string> {
  const { end, lines } = start(...args);
  expect(await end).toBe(1);
  const said = lines().filter((line) => !/^[A-Z].* \.\.\.$/.test(line));
  expect(said).toHaveLength(1);
  return said[0] ?? "";
}

describe("npm start", { timeout: 120_000 }, () => {
  it("F16: shows Sarah's two menus, refuses a twin, and stops cleanly at Ctrl-C", async () => {
    const running = start();
    const output = await running.until("Ctrl-C stops everything");
    expect(output).toMatch(MENUS);
    expect(output).toMatch(/Budgets\s+yes\s+-\n/);
    expect(output).toMatch(/Schedule\s+yes\s+yes\n/);
    expect(output).toMatch(/Revoked .* 4200 of 10000 USD signed\n/);
    expect(output).toContain(`http://127.0.0.1:${apiPort}`);

    expect(await refusal()).toMatch(/npm start already runs here \(process \d+\)/);

    running.child.kill("SIGINT");
    expect(await running.end).toBe(0);
    expect([await isPortFree(apiPort), await isPortFree(databasePort)]).toEqual([
      true,
      true,
    ]);
  });

  it("keeps its data, says when the database is killed, and survives its own death", async () => {
    const first = start();
    await first.until("Ctrl-C stops everything");
    first.child.kill("SIGKILL");
    await first.end;

    const second = start();
    expect(await second.until("Ctrl-C stops everything")).toMatch(MENUS);
    dataFolder = serverFolder();
    const pid = Number(
      fs.readFileSync(join(dataFolder, "pg/postmaster.pid"), "utf8").split("\n")[0],
    );
    process.kill(pid, "SIGKILL");
    expect(await second.end).toBe(1);
    expect(second.lines().at(-1)).toMatch(/The database has stopped .* start again/);
  });

  it("says in one line what is wrong with a port, a folder, an option", async () => {
    const squatter = createServer().listen(apiPort, "127.0.0.1");
    expect(await refusal()).toMatch(new RegExp(`Port ${apiPort} is taken: .*--port N`));
    squatter.close();

    const applied = join(folder, "migrations.json");
    const hashes = JSON.parse(fs.readFileSync(applied, "utf8")) as Record<string, string>;
    const [name = ""] = Object.keys(hashes);
    fs.writeFileSync(applied, JSON.stringify({ ...hashes, [name]: "another edit" }));
    expect(await refusal()).toMatch(/made by another edit of migrations\/.*--fresh/);
    fs.writeFileSync(applied, "{");
    expect(await refusal()).toMatch(/migrations\.json is damaged: .*--fresh/);

    fs.writeFileSync(join(serverFolder(), "pg/PG_VERSION"), "13\n");
    expect(await refusal()).toMatch(/holds data of PostgreSQL 13, this is 17.*--fresh/);

    expect(await refusal("--port", "fifty")).toMatch(/is not a port/);
    expect(await refusal("--port", String(databasePort))).toMatch(/cannot share port/);
    expect(await refusal("--nonsense")).toMatch(/Usage: npm start .*--fresh.*--db-port N/);
  });

  it("says in one line that its folder cannot be used", async () => {
    const file = join(folder, "a file");
    fs.writeFileSync(file, "");
    const before = folder;
    folder = join(file, "data");
    expect(await refusal()).toMatch(/a file\/data cannot be used: .*STAGEDOOR_DATA\.$/);
    folder = before;
  });

  it("begins again with --fresh", async () => {
    const running = start("--fresh");
    expect(await running.until("Ctrl-C stops everything")).toMatch(MENUS);
    running.child.kill("SIGTERM");
    expect(await running.end).toBe(0);
  });

  it("leaves nothing running when npm itself is stopped, and says before what it begins", async () => {
    const npm = run("npm", ["start", "--silent"]);
    const output = await npm.until("Ctrl-C stops everything");
    npm.child.kill("SIGTERM");
    await npm.end;
    const areFree = () => Promise.all([apiPort, databasePort].map(isPortFree));
    await expect.poll(areFree, { timeout: 20_000 }).toEqual([true, true]);
    expect(fs.existsSync(join(folder, "start.pid"))).toBe(false);

    const readme = fs.readFileSync(inRoot("README.md"), "utf8");
    const [, transcript = ""] = /^\$ npm start\n(.*?)^```/ms.exec(readme) ?? [];
    const promised = transcript
      .replaceAll("55321", String(apiPort))
      .replaceAll("55322", String(databasePort));
    const phases = (text: string) =>
      text.split("\n").filter((line) => /^\w.* \.{3}$/.test(line));
    expect(phases(promised).length).toBeGreaterThan(2);
    expect(phases(output)).toEqual(phases(promised));
    const answer = (text: string) => text.slice(text.search(/^API /m)).trim();
    expect(answer(output)).toBe(answer(promised));
  });
});

/** Where the server's files are: beside the rest, unless `nobody` may not enter there. */
function serverFolder(): string {
  const usual = join(folder, "postgres");
  if (fs.existsSync(join(usual, "pg"))) return usual;
  const other = fs
    .readdirSync(tmpdir())
    .filter((name) => name.startsWith("stagedoor-data-"))
    .map((name) => join(tmpdir(), name, "server.log"))
    // Some are what a server that was killed has left.
    .filter((log) => fs.existsSync(log))
    .find((log) => fs.readFileSync(log, "utf8").includes(`${databasePort}`));
  if (!other) throw new Error("no data folder");
  return dirname(other);
}
