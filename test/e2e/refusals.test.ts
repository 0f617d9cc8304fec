// Refusals as a client reads them: outcomes of attempts, unknown keys, and what the server says
// before a call is reached.
import { type PostgrestError, PostgrestError as RestError } from "@supabase/supabase-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sql, withSql } from "../../scripts/dev/sql.ts";
import { testDatabase } from "../stack/database.ts";
import { type EndToEnd, endToEnd, ok, type Person } from "./stack.ts";

let stack: EndToEnd;
let olivia: Person;
let ines: Person;
let theo: Person;
let project: string;

beforeAll(async () => {
  stack = await endToEnd();
  olivia = await stack.signUp("olivia");
  ines = await stack.signUp("ines");
  theo = await stack.signUp("theo");
  const company = await ok(
    olivia.supabase.rpc("create_organization", { p_name: "Northlight Pictures" }),
  );
  project = await ok(
    olivia.supabase.rpc("create_project", { p_organization_id: company, p_name: "Alpha" }),
  );
});
afterAll(() => stack?.stop());

const invite = async (person: Person) => {
  const invited = await ok(
    olivia.supabase.rpc("invite_user", {
      p_email: person.email,
      p_scope_id: project,
      p_role_key: "line_producer",
    }),
  );
  return invited as unknown as { access_id: string; token: string };
};

/** What a client that throws is given. */
async function thrown(call: {
  throwOnError(): PromiseLike<unknown>;
}): Promise<PostgrestError> {
  try {
    await call.throwOnError();
  } catch (error) {
    if (error instanceof RestError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("an attempt that is refused", () => {
  it("F86: is an error with a message, its details JSON, and the outcome as it was", async () => {
    const { data, error, status } = await theo.supabase.rpc("accept_invitation", {
      p_token: "a guess",
    });
    expect([data, status]).toEqual([null, 404]);
    expect(error).toEqual({
      ok: false,
      reason: "invalid",
      error_code: "INVALID",
      code: "PT404",
      message: "Invitation not found",
      details: '{"error_code": "INVALID"}',
      hint: "Use the token of the newest invitation.",
      retry_after: null,
    });
  });

  it("F86: throws with that message where a client asks for it", async () => {
    const { token } = await invite(ines);
    const accept = (person: Person, p_token: string) =>
      person.supabase.rpc("accept_invitation", { p_token });
    const mismatch = await thrown(accept(theo, token));
    expect([mismatch.message, mismatch.code, JSON.parse(mismatch.details)]).toEqual([
      "The invitation is for another e-mail address",
      "PT403",
      { error_code: "EMAIL_MISMATCH" },
    ]);
    expect((await accept(ines, token)).data).toMatchObject({ ok: true });
  });

  it("F92: says in seconds when to try again", async () => {
    const guess = (n: number) =>
      theo.supabase.rpc("accept_invitation", { p_token: `guess ${n}` });
    for (let n = 0; n < 3; n += 1) await guess(n);
    const { message, code, details } = await thrown(guess(4));
    expect([message, code]).toEqual(["Too many wrong attempts", "PT429"]);
    const { retry_after } = JSON.parse(details) as { retry_after: number };
    expect(retry_after).toBeGreaterThan(800);
    expect(retry_after).toBeLessThanOrEqual(900);
  });
});

describe("what somebody does too often", () => {
  it("F92: is refused at the commit, with the seconds to wait", async () => {
    const studio = await ok(theo.supabase.rpc("create_studio", { p_name: "Ink" }));
    const statuses: number[] = [];
    for (let n = 0; n < 20; n += 1) {
      const { status } = await theo.supabase.rpc("backup_studio", { p_project_id: studio });
      statuses.push(status);
    }
    expect(new Set(statuses)).toEqual(new Set([200]));
    const { data, error, status } = await theo.supabase.rpc("backup_studio", {
      p_project_id: studio,
    });
    expect([status, data, error?.code, error?.message, error?.hint]).toEqual([
      429,
      null,
      "PT429",
      "One person may do this at most 20 times within 3600 seconds: studio.backed_up",
      "Try again after retry_after seconds.",
    ]);
    const { error_code, retry_after } = JSON.parse(error?.details ?? "") as {
      error_code: string;
      retry_after: number;
    };
    expect(error_code).toBe("TOO_MANY_REQUESTS");
    expect(retry_after).toBeGreaterThan(0);
    expect(retry_after).toBeLessThanOrEqual(180);
  });
});

describe("a key that does not exist", () => {
  it("F86: is named with the nearest one by the error", async () => {
    const { error, status } = await olivia.supabase.rpc("grant_access", {
      p_user_id: theo.id,
      p_scope_id: project,
      p_grant_type: "role",
      p_grant_key: "produser",
    });
    expect(status).toBe(404);
    expect(error).toMatchObject({
      message: "Role not found",
      hint: 'There is no role "produser" here; the nearest is producer.',
    });
    const enforced = await olivia.supabase.rpc("enforce", {
      p_permission_key: "budget:veiw:all",
      p_scope_id: project,
    });
    expect([enforced.status, enforced.error?.hint]).toEqual([
      403,
      'There is no permission "budget:veiw:all" here; the nearest is budget:view:all.',
    ]);
  });

  it("F1: is a no and one warning for whoever reads warnings", async () => {
    const database = await testDatabase({ from: "kit" });
    const warnings: string[] = [];
    const asked = async (sql: Sql, question: string) => {
      warnings.length = 0;
      await sql.unsafe(question);
      return [...warnings];
    };
    await withSql(
      database.url(),
      async (sql) => {
        await sql`select tests.create_user('ben'), tests.create_project('Alpha')`;
        await sql`select tests.authenticate_as('ben')`;
        const scope = "tests.project_id('Alpha')";
        const said =
          'WARNING: There is no permission "acess:view" here; the nearest is access:view.';
        expect(await asked(sql, `select public.can('acess:view', ${scope})`)).toEqual([
          said,
        ]);
        expect(await asked(sql, "select stagedoor.scopes_with('acess:view')")).toEqual([
          said,
        ]);
        expect(await asked(sql, `select public.can('access:view', ${scope})`)).toEqual([]);
        expect(await asked(sql, "select stagedoor.scopes_with('access:view')")).toEqual([]);
      },
      (notice) => warnings.push(`${notice.severity}: ${notice.message}`),
    );
    await database.drop();
  });
});

describe("what the server says before a call is reached", () => {
  it("is PGRST202 for a name that no call has, and for an argument of another name", async () => {
    const rpc = theo.supabase.rpc.bind(theo.supabase) as unknown as (
      name: string,
      args: object,
    ) => PromiseLike<{ status: number; error: PostgrestError | null }>;
    const unknown = await rpc("grant_acess", {});
    expect([unknown.status, unknown.error?.code]).toEqual([404, "PGRST202"]);
    const misnamed = await rpc("can", { permission_key: "budget:view:all" });
    expect([misnamed.status, misnamed.error?.code]).toEqual([404, "PGRST202"]);
  });

  it("is 42501 without details for a call that the role may not execute", async () => {
    const served = await theo.supabase.rpc("verify_master_code", {
      p_user_id: theo.id,
      p_session_id: theo.id,
      p_project_id: project,
      p_code: "a guess",
      p_client_ip: "",
    });
    expect([served.status, served.error]).toEqual([
      403,
      {
        code: "42501",
        message: "permission denied for function verify_master_code",
        details: null,
        hint: null,
      },
    ]);
    const nobody = await stack.anonymous().rpc("get_my_projects");
    expect([nobody.status, nobody.error?.code]).toEqual([401, "42501"]);
  });
});
