// P17: whatever stands for address, agent, minutes, code or token, each attempt at a secret that
// is compared is answered, counted and recorded, and the right one is accepted afterwards.
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../client/database.ts";
import { PUBLISHABLE_KEY } from "../../scripts/devserver/tokens.ts";
import { connect, type Sql } from "../../scripts/dev/sql.ts";
import { startStack, type Stack } from "../stack/stack.ts";

type Client = SupabaseClient<Database>;

/** What every attempt is answered. */
interface Outcome {
  ok?: boolean;
  reason?: string;
  access_id?: string;
}

const CODE = "open sesame";
const ADDRESS_HEADER = "cf-connecting-ip";
const RUNS = {
  seed: Number(process.env.FUZZ_SEED ?? 20261122),
  numRuns: Number(process.env.FUZZ_TRIES ?? 60),
};

let stack: Stack;
let owner: Sql;
let service: Sql;
// Ann opens the studio, Ash sits at its desk.
let ann: Client;
let ash: Client;
let studio: string;
let desk: { id: string; session: string; token: string };

const signUp = async (name: string): Promise<Client> => {
  const supabase = createClient<Database>(stack.url, PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const email = `${name}@example.com`;
  const { error } = await supabase.auth.signUp({ email, password: "correct horse" });
  if (error) throw error;
  return supabase;
};
const tokenOf = async (supabase: Client) =>
  (await supabase.auth.getSession()).data.session?.access_token ?? "";

beforeAll(async () => {
  stack = await startStack();
  owner = connect(stack.database.url());
  service = connect(stack.database.url("authenticator"), 1, { role: "service_role" });
  // The cheapest code there is: what comparing costs is tested elsewhere.
  await owner`update stagedoor.settings set value = '10' where key = 'master_code_cost'`;
  ann = await signUp("ann");
  ash = await signUp("ash");
  studio = (await ann.rpc("create_studio", { p_name: "Ink" })).data ?? "";
  const id = (await ash.auth.getUser()).data.user?.id ?? "";
  const hired = await ann.rpc("set_staff_role", {
    p_project_id: studio,
    p_user_id: id,
    p_role_key: "assistant",
  });
  const set = await ann.rpc("set_master_code", { p_project_id: studio, p_code: CODE });
  if (hired.error ?? set.error) throw hired.error ?? set.error;
  const [session] = await owner<{ id: string }[]>`
    select s.id from auth.sessions as s where s.user_id = ${id}`;
  desk = { id, session: session?.id ?? "", token: await tokenOf(ash) };
}, 120_000);
afterAll(async () => {
  await owner?.end();
  await service?.end();
  await stack?.stop();
});

/** What is kept of one attempt: how often it was counted, and how often told. */
async function traceOf(
  kind: string,
  event: string,
  attempt: () => Promise<Outcome>,
): Promise<{ outcome: Outcome; counted: number; told: number }> {
  const events = async () => {
    const scope = kind === "invitation" ? null : studio;
    const rows = await owner`
      select from stagedoor.get_audit_events(${scope}, 1000, null, null) as e
      where e.event = ${event}`;
    return rows.length;
  };
  await owner`delete from stagedoor.rate_limits`;
  await owner`delete from stagedoor.endpoint_uses`;
  const before = await events();
  const outcome = await attempt();
  const [row] = await owner<{ counted: number }[]>`
    select coalesce(sum(cardinality(r.failed_at)), 0)::integer as counted
    from stagedoor.rate_limits as r where r.kind = ${kind}`;
  return { outcome, counted: row?.counted ?? -1, told: (await events()) - before };
}

const rudeAddresses = [
  ...["", " ", "unknown", "_hidden", "null", "localhost", "::", "0", "1.2.3", "/", "%"],
  ...["203.0.113.7", "203.0.113.7:5678", "203.0.113.7/24", "6.6.6.6, 203.0.113.7", ","],
  ...["[::1]:443", "fe80::1%eth0", "::ffff:203.0.113.7", "2001:db8::/129", "[", "[]:"],
  ..."1.2.3.4:99999 for=1.2.3.4 999.1.1.1 1.2.3.4.5 :::".split(" "),
  "1".repeat(10_000),
  "203.0.113.7,".repeat(800),
];
const addresses = fc.oneof(
  fc.constantFrom(...rudeAddresses),
  fc.ipV4(),
  fc.ipV4Extended(),
  fc.ipV6(),
  fc.string({ unit: "binary", maxLength: 80 }),
);
const codes = fc.oneof(
  fc.constantFrom("", " ", "\0", "\uD800", "\u202E", "x".repeat(10_000), `${CODE} `),
  fc.string({ unit: "binary", maxLength: 80 }),
);

/** Text as a header can carry it: bytes, none of which ends the line. */
const asHeader = (text: string) =>
  text.replaceAll(/[^\t\u{20}-\u{7E}\u{80}-\u{FF}]/gu, "?");
/** Text as a parameter of PostgreSQL can carry it. */
const asText = (text: string) => text.replaceAll(/[\0\p{Surrogate}]/gu, "\uFFFD");

describe("P17: an attempt at the master code over HTTP", () => {
  const enter = async (
    body: Record<string, unknown>,
    headers: Record<string, string>,
  ): Promise<Outcome & { status: number }> => {
    const response = await fetch(`${stack.url}/functions/v1/verify-master-code`, {
      method: "POST",
      headers: { authorization: `Bearer ${desk.token}`, ...headers },
      body: JSON.stringify({ project_id: studio, ...body }),
    });
    return { ...((await response.json()) as Outcome), status: response.status };
  };
  const minutes = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(undefined, null, 1, 5, 60) },
    { weight: 1, arbitrary: fc.oneof(fc.integer(), fc.double(), fc.string(), codes) },
  );
  /** Named by the platform or not: `npm start` names none. */
  const headers = fc
    .record(
      { [ADDRESS_HEADER]: addresses.map(asHeader), "user-agent": codes.map(asHeader) },
      { requiredKeys: [] },
    )
    .map((drawn) => drawn as Record<string, string>);

  it("is answered and counted, and the right one opens", async () => {
    const compared = { named: 0, unnamed: 0 };
    await fc.assert(
      fc.asyncProperty(headers, minutes, codes, async (drawn, length, code) => {
        const { outcome, counted, told } = await traceOf(
          "master_code_user",
          "master_code.refused",
          () => enter({ code, minutes: length }, drawn),
        );
        const tried = outcome.reason === "wrong_code";
        expect({ outcome, counted, told }).toMatchObject({
          outcome: { status: tried ? 403 : 400 },
          counted: tried ? 1 : 0,
          told: tried ? 1 : 0,
        });
        if (tried) compared[ADDRESS_HEADER in drawn ? "named" : "unnamed"] += 1;
        expect(await enter({ code: CODE }, drawn)).toMatchObject({ ok: true, status: 200 });
      }),
      RUNS,
    );
    // Both ways were gone, or the draws would prove nothing.
    expect(Math.min(compared.named, compared.unnamed)).toBeGreaterThan(0);
  }, 120_000);
});

describe("P17: an attempt at the master code in SQL", () => {
  const enter = async (code: string | null, from: string | null, length: number | null) => {
    const [row] = await service<{ outcome: Outcome }[]>`
      select public.verify_master_code(
        ${desk.id}, ${desk.session}, ${studio}, ${code}, ${from}, ${length}) as outcome`;
    return row?.outcome ?? {};
  };
  const minutes: fc.Arbitrary<number | null> = fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 60 }) },
    { weight: 1, arbitrary: fc.option(fc.integer(), { nil: null }) },
  );

  it("is answered and counted, and the right one opens", async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.option(addresses.map(asText)),
        minutes,
        fc.option(codes.map(asText)),
        async (from, length, code) => {
          const { outcome, counted, told } = await traceOf(
            "master_code_user",
            "master_code.refused",
            () => enter(code, from, length),
          );
          const isLength = length !== null && length >= 1 && length <= 60;
          expect({ reason: outcome.reason, counted, told }).toEqual({
            reason: isLength ? "wrong_code" : "minutes_out_of_range",
            counted: isLength ? 1 : 0,
            told: isLength ? 1 : 0,
          });
          if (isLength) compared += 1;
          expect(await enter(CODE, from, 5)).toMatchObject({ ok: true });
        },
      ),
      RUNS,
    );
    expect(compared).toBeGreaterThan(0);
  }, 120_000);
});

describe("P17: an attempt at an invitation over HTTP", () => {
  it("is answered and counted, and the right one opens", async () => {
    const ina = await signUp("ina");
    const invited = await ann.rpc("invite_user", {
      p_email: "ina@example.com",
      p_scope_id: studio,
      p_role_key: "assistant",
    });
    if (invited.error) throw invited.error;
    const { token: right } = invited.data as { token: string };
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.constant(`${right} `), fc.constant(right.toUpperCase()), codes),
        async (token) => {
          const { outcome, counted, told } = await traceOf(
            "invitation",
            "invitation.refused",
            async () => {
              const { data, error } = await ina.rpc("accept_invitation", {
                p_token: asText(token),
              });
              return (data ?? error) as Outcome;
            },
          );
          expect({ reason: outcome.reason, counted, told }).toEqual({
            reason: "invalid",
            counted: 1,
            told: 1,
          });
        },
      ),
      RUNS,
    );
    const { data } = await ina.rpc("accept_invitation", { p_token: right });
    expect(data).toMatchObject({ ok: true });
  }, 120_000);
});
