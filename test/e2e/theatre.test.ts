// A show from its first guest to closing night: with supabase-js, and over the seed's routes with
// fetch. A stage manager, a lighting designer who is a guest and becomes verified, a dep for one
// week, and somebody outside of the company who is sent a link.
import * as fs from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inRoot } from "../../scripts/lib/paths.ts";
import { type EndToEnd, endToEnd, ok, type Person } from "./stack.ts";

interface Act {
  show_name: string;
  script_name: string;
  departments: string[];
  elements: {
    element_type: string;
    department?: string;
    cue_number?: string;
    call?: string;
    text: string;
    offset_ms: number;
    priority?: string;
    author_only?: boolean;
  }[];
}
interface Shared {
  ok: boolean;
  version: string;
  copy_number: number;
  can_edit_profile: boolean;
  recipient: { fullname_first: string; shows: { title: string; departments: string[] }[] };
  elements: { number: number; element_type: string; departments: string[]; text: string }[];
}

const act = JSON.parse(fs.readFileSync(inRoot("test/theatre/act.json"), "utf8")) as Act;

let stack: EndToEnd;
let stella: Person;
let leo: Person;
let dep: Person;
let show: string;
let script: string;
let guest: { user_id: string; claim_token: string };
const departments = new Map<string, string>();

beforeAll(async () => {
  stack = await endToEnd();
  stella = await stack.signUp("stella");
  leo = await stack.signUp("leo");
  dep = await stack.signUp("dep");
});
afterAll(() => stack?.stop());

const tokenOf = async ({ supabase }: Person) =>
  (await supabase.auth.getSession()).data.session?.access_token ?? "";

/** One of the seed's routes, as somebody or as nobody. */
async function route(
  method: string,
  path: string,
  who: Person | null,
  body?: unknown,
  more: Record<string, string> = {},
) {
  const headers = {
    ...more,
    ...(who ? { authorization: `Bearer ${await tokenOf(who)}` } : {}),
  };
  const answer = await fetch(`${stack.url}/functions/v1/theatre${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    body: text ? JSON.parse(text) : null,
    headers: answer.headers,
  };
}
const shared = (token: string, more = "") =>
  route("GET", `/api/public/shared-scripts/${token}${more}`, null);

/** How many elements of the act a share of these departments and kinds shows. */
const expected = (department: string | null, types = ["CUE", "NOTE"]) =>
  act.elements.filter(
    (each) =>
      !each.author_only &&
      types.includes(each.element_type) &&
      (department === null || !each.department || each.department === department),
  ).length;

describe("a show", () => {
  it("is opened with its departments and a whole act in it (F64, F68)", async () => {
    const { supabase } = stella;
    show = await ok(supabase.rpc("create_show", { p_name: act.show_name }));
    const made = await ok(
      supabase
        .from("departments")
        .insert(act.departments.map((name) => ({ name })) as never)
        .select("id, name"),
    );
    for (const { id, name } of made) departments.set(name, id);
    const [written] = await ok(
      supabase
        .from("scripts")
        .insert({ title: act.script_name } as never)
        .select("id"),
    );
    script = written?.id ?? "";
    await ok(
      supabase
        .from("show_scripts")
        .insert({ project_id: show, script_id: script })
        .select("script_id"),
    );
    const { error } = await supabase.from("script_elements").insert(
      act.elements.map((each) => ({
        script_id: script,
        element_type: each.element_type,
        department_id: departments.get(each.department ?? "") ?? null,
        cue_number: each.cue_number ?? null,
        call: each.call ?? null,
        text: each.text,
        offset_ms: each.offset_ms,
        priority: each.priority ?? "NORMAL",
        is_private: each.author_only ?? false,
      })) as never,
    );
    expect(error).toBeNull();
    const opened = await route("GET", `/api/scripts/${script}`, stella);
    expect([opened.status, opened.body.elements.length]).toEqual([
      200,
      act.elements.length,
    ]);
  });

  it("takes a guest, who is assigned to lights (F80, F91)", async () => {
    const made = await route("POST", "/guest-users/", stella, {
      email_address: leo.email,
      fullname_first: "Leo",
      fullname_last: "Lamp",
      user_role: "LIGHTING_DESIGNER",
      notes: "Call after noon",
    });
    expect([made.status, made.body.message]).toEqual([201, "Guest user created"]);
    guest = made.body;
    await ok(
      stella.supabase
        .from("show_assignments")
        .insert({
          project_id: show,
          user_id: guest.user_id,
          user_role: "LIGHTING_DESIGNER",
          department_id: departments.get("Lighting") ?? "",
        } as never)
        .select("id"),
    );
    const crew = await route("GET", "/api/crews/", stella);
    expect(crew.status).toBe(200);
    expect(crew.body).toContainEqual(
      expect.objectContaining({
        ...{ user_id: guest.user_id, user_status: "guest", email_address: leo.email },
        ...{ relationship_notes: "Call after noon", direction: "crew" },
      }),
    );
  });
});

describe("a share", () => {
  let token: string;
  let share: string;

  it("is made for the guest, and opened without a session (F65, F77, F78, F79)", async () => {
    const lights = departments.get("Lighting") ?? "";
    const made = await route("POST", `/api/scripts/${script}/shares`, stella, {
      shared_with_user_id: guest.user_id,
      permissions: { departments: [lights] },
      expires_at: "2900-12-31T23:59:59Z",
    });
    expect(made.status).toBe(201);
    expect(Object.keys(made.body).toSorted()).toEqual([
      "expires_at",
      "share_id",
      "share_token",
      "share_url",
    ]);
    token = made.body.share_token;
    share = made.body.share_id;
    expect(made.body.share_url).toContain(token);

    const { status, body, headers } = await shared(token);
    const answer = body as Shared;
    expect(status).toBe(200);
    expect(answer.elements).toHaveLength(expected("Lighting"));
    expect(answer.elements.map(({ number }) => number)).toEqual(
      answer.elements.map((_, n) => n + 1),
    );
    expect(new Set(answer.elements.flatMap((each) => each.departments))).toEqual(
      new Set(["Lighting"]),
    );
    expect(answer.can_edit_profile).toBe(true);
    expect(answer.recipient).toMatchObject({
      fullname_first: "Leo",
      shows: [{ title: act.show_name, departments: ["Lighting"] }],
    });
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("shows what each filter permits, and no private note (F77, F90)", async () => {
    for (const department of [null, ...act.departments]) {
      const elements = ["CUE", "NOTE", "SCENE", "DIALOGUE", "STAGE_DIRECTION"];
      const made = await ok(
        stella.supabase.rpc("create_script_share", {
          p_script_id: script,
          p_permissions: {
            departments: department === null ? [] : [departments.get(department) ?? ""],
            elements,
          },
        }),
      );
      const { token: theirs } = made as { token: string };
      const opened = await ok(
        stack.anonymous().rpc("open_script_share", { p_token: theirs }),
      );
      const texts = (opened as unknown as Shared).elements.map(({ text }) => text);
      expect([department, texts.length]).toEqual([
        department,
        expected(department, elements),
      ]);
      const hidden = new Set(
        act.elements.filter((each) => each.author_only).map(({ text }) => text),
      );
      expect(texts.filter((text) => hidden.has(text))).toEqual([]);
    }
  });

  it("counts what it opens, and nothing else (F76, F78)", async () => {
    const uses = async () => {
      const rows = await ok(
        stella.supabase.from("script_shares").select("access_count").eq("id", share),
      );
      return rows[0]?.access_count;
    };
    const before = (await uses()) ?? 0;
    await route("HEAD", `/api/public/shared-scripts/${token}`, null);
    await route("OPTIONS", `/api/public/shared-scripts/${token}`, null);
    expect(await uses()).toBe(before);

    const { body } = await shared(token);
    expect(body.copy_number).toBe(before + 1);
    const again = await shared(token, `?known_version=${body.version}`);
    expect(again.body).toEqual({ ok: true, unchanged: true, version: body.version });
    expect(await uses()).toBe(before + 1);
    expect([(await shared(token, "?download=1")).status, await uses()]).toEqual([
      403,
      before + 1,
    ]);
  });

  it("lets the guest correct their profile, and nobody else (F65, F71)", async () => {
    const corrected = await ok(
      stack.anonymous().rpc("update_guest_profile", {
        p_token: token,
        p_user_data: { phone_number: "+44 20 7946 0999" },
      }),
    );
    expect(corrected).toMatchObject({ ok: true, phone_number: "+44 20 7946 0999" });
    const put = { user_data: { phone_number: "+44 20 7946 0998" } };
    const mine = await route("PUT", `/api/crews/${guest.user_id}`, stella, put);
    const theirs = await route("PUT", `/api/crews/${guest.user_id}`, dep, put);
    expect([mine.status, theirs.status]).toEqual([200, 404]);
  });

  it("opens a script to whoever sends its token along (F84)", async () => {
    const without = await route("GET", `/api/scripts/${script}`, dep);
    expect([without.status, without.body]).toEqual([404, { detail: "Not found" }]);
    const headers = { "x-share-token": token };
    const opened = await route("GET", `/api/scripts/${script}`, dep, undefined, headers);
    expect([opened.status, opened.body.elements.length]).toEqual([
      200,
      expected("Lighting"),
    ]);
    const wrong = await route("GET", `/api/scripts/${script}`, dep, undefined, {
      "x-share-token": "guess",
    });
    expect([wrong.status, wrong.body]).toEqual([
      404,
      { detail: "Invalid or expired share" },
    ]);
  });
});

describe("the guest", () => {
  it("claims their account and reads as crew (F69, F82)", async () => {
    const claimed = await ok(
      leo.supabase.rpc("claim_guest_account", { p_token: guest.claim_token }),
    );
    expect(claimed).toEqual({ ok: true, user_id: leo.id });
    const opened = await route("GET", `/api/scripts/${script}`, leo);
    expect(opened.body.elements).toHaveLength(
      act.elements.filter((each) => !each.author_only).length,
    );
    const projects = await ok(leo.supabase.rpc("get_my_projects"));
    expect(projects.map(({ name }) => name)).toEqual([act.show_name]);
  });

  it("owns their contact data from then on (F71, F74, F87)", async () => {
    const put = { user_data: { phone_number: "1" }, relationship_notes: "Not written" };
    const refused = await route("PUT", `/api/crews/${leo.id}`, stella, put);
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({
      detail: "Access denied",
      error_code: "INSUFFICIENT_PERMISSIONS",
      required_permission: "owner_or_manager_access",
      hint: expect.stringContaining("phone_number"),
    });
    const notes = { relationship_notes: "Brings a dimmer" };
    expect((await route("PUT", `/api/crews/${leo.id}`, stella, notes)).status).toBe(200);
    const crew = await route("GET", "/api/crews/", stella);
    expect(crew.body).toContainEqual(
      expect.objectContaining({
        ...{ user_id: leo.id, user_status: "verified" },
        ...{ relationship_notes: "Brings a dimmer", phone_number: "+44 20 7946 0998" },
      }),
    );
  });

  it("writes the cues of lights once that is delegated (F71)", async () => {
    const cue = async () =>
      (
        await leo.supabase
          .from("script_elements")
          .update({ text: "Slower" })
          .eq("script_id", script)
          .eq("cue_number", "LX 12")
          .eq("call", "GO")
          .select("id")
      ).data?.length ?? 0;
    expect(await cue()).toBe(0);
    await ok(
      stella.supabase.rpc("delegate_script", {
        p_script_id: script,
        p_crew_user_id: leo.id,
        p_columns: ["script_elements.text"],
        p_department_id: departments.get("Lighting") ?? "",
      }),
    );
    expect(await cue()).toBe(1);
  });
});

describe("a dep for one week", () => {
  it("is asked, accepts, and works until then (F67, F91)", async () => {
    const asked = await route("POST", "/api/crew-relationships/", stella, {
      crew_user_id: dep.id,
      notes: "For one week",
    });
    expect(asked.status).toBe(201);
    expect(
      await ok(
        dep.supabase.rpc("accept_crew_relationship", {
          p_relationship_id: asked.body.relationship_id,
        }),
      ),
    ).toBe(true);
    const until = new Date(Date.now() + 7 * 24 * 3600 * 1000).toISOString();
    await ok(
      stella.supabase
        .from("show_assignments")
        .insert({
          ...{ project_id: show, user_id: dep.id, kind: "cast" },
          ...{ user_role: "UNDERSTUDY", valid_until: until },
        } as never)
        .select("id"),
    );
    const [project] = await ok(dep.supabase.rpc("get_my_projects"));
    expect(Date.parse(project?.valid_until ?? "")).toBe(Date.parse(until));
  });
});

describe("somebody outside of the company", () => {
  it("opens a link as often as it says, until it is over or revoked (F78)", async () => {
    const made = await route("POST", `/api/scripts/${script}/shares`, stella, {
      max_uses: 1,
    });
    const { share_token: once } = made.body;
    expect((await shared(once)).status).toBe(200);
    const over = await shared(once);
    expect([over.status, over.body]).toEqual([410, { detail: "Share has expired" }]);

    const more = await route("POST", `/api/scripts/${script}/shares`, stella, {});
    expect((await shared(more.body.share_token)).status).toBe(200);
    await ok(
      stella.supabase.rpc("revoke_script_share", { p_share_id: more.body.share_id }),
    );
    const revoked = await shared(more.body.share_token);
    const unknown = await shared("0".repeat(64));
    expect([revoked.status, revoked.body]).toEqual([
      404,
      { detail: "Invalid or expired share" },
    ]);
    expect(unknown.body).toEqual(revoked.body);
  });

  it("is told what a bad request lacks (F86)", async () => {
    const bad = await route("POST", `/api/scripts/${script}/shares`, stella, {
      permissions: { elements: [] },
    });
    expect([bad.status, bad.body]).toEqual([
      400,
      { detail: "Elements of a share are one or more rows of element_types" },
    ]);
    const forged = { authorization: "Bearer forged" };
    for (const headers of [{}, forged]) {
      const answer = await route("GET", "/api/crews/", null, undefined, headers);
      expect([answer.status, answer.body]).toEqual([401, { detail: "Not authenticated" }]);
    }
    const crew = await route("POST", `/api/scripts/${script}/shares`, leo, {});
    expect([crew.status, crew.body]).toEqual([
      403,
      {
        detail: "Access denied",
        error_code: "INSUFFICIENT_PERMISSIONS",
        required_permission: "owner_or_manager_access",
      },
    ]);
  });
});

describe("the access log", () => {
  it("says who opened what (F88)", async () => {
    const rows = await ok(
      stella.supabase.rpc("list_access_log", { p_scope_id: show, p_limit: 1000 }),
    );
    const said = new Set(
      rows.map(
        (each) =>
          `${each.user_id ? "somebody" : "nobody"} ${each.action} ${each.resource_type}`,
      ),
    );
    expect(said).toContain("somebody open script");
    expect(said).toContain("nobody open script_share");
    expect(rows.some((each) => each.user_id === leo.id)).toBe(true);
    const mine = await ok(stella.supabase.rpc("list_access_log", { p_limit: 1000 }));
    expect(mine).toContainEqual(
      expect.objectContaining({
        action: "read",
        resource_type: "crew_profile",
        resource_id: leo.id,
      }),
    );
  });
});

describe("closing night", () => {
  it("ends every share, and what crew read (F78)", async () => {
    const made = await route("POST", `/api/scripts/${script}/shares`, stella, {});
    expect((await shared(made.body.share_token)).status).toBe(200);
    const { error } = await stella.supabase.rpc("archive_scope", { p_scope_id: show });
    expect(error).toBeNull();
    const closed = await shared(made.body.share_token);
    expect([closed.status, closed.body]).toEqual([
      404,
      { detail: "Invalid or expired share" },
    ]);
    expect((await route("GET", `/api/scripts/${script}`, leo)).status).toBe(404);
    expect((await route("GET", `/api/scripts/${script}`, stella)).status).toBe(200);
  });

  it("is followed by handing the show over (F68, F73)", async () => {
    const transfer = await ok(
      stella.supabase.rpc("transfer_ownership", {
        ...{ p_kind: "script", p_id: script, p_to_user_id: leo.id },
      }),
    );
    expect(await ok(leo.supabase.rpc("accept_transfer", { p_transfer_id: transfer }))).toBe(
      true,
    );
    const opened = await route("GET", `/api/scripts/${script}`, leo);
    expect([opened.status, opened.body.script.owner_id]).toEqual([200, leo.id]);
  });
});
