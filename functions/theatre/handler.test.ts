import * as fs from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { inRoot } from "../../scripts/lib/paths.ts";
import { type Answer, handle, type Ports } from "./handler.ts";

const ID = "3a0a7d0e-4d3c-4a53-8a30-7f4d3f7d9a11";
const OTHER = "6f1f3a34-4a52-4b8e-8f57-5a6d3b1c9e02";
const ROOT = "http://localhost/functions/v1/theatre";

/** A database that answers this to everything. */
const ports = (answer: Partial<Answer> = {}) => {
  const whole = { data: null, error: null, status: 200, ...answer };
  return {
    call: vi.fn<Ports["call"]>().mockResolvedValue(whole),
    openShare: vi.fn<Ports["openShare"]>().mockResolvedValue(whole),
    addressHeader: "x-platform-ip",
    shareUrl: "https://app.example/shared#",
  };
};

const ask = (
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = { authorization: "Bearer hers" },
) =>
  new Request(`${ROOT}${path}`, {
    method,
    headers,
    ...(body === undefined
      ? {}
      : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });

/** What a raised error looks like by the time that it is here. */
const raised = (
  status: number,
  code: string,
  message: string,
  details = {},
  hint = "",
) => ({
  error: { code, message, details: JSON.stringify(details), hint },
  status,
});

/** What a refused outcome looks like. */
const refused = (
  status: number,
  reason: string,
  message: string,
  retry_after?: number,
) => ({
  error: {
    ...{
      ok: false,
      reason,
      error_code: reason.toUpperCase(),
      code: `PT${status}`,
      message,
    },
    ...{ details: "{}", hint: null, retry_after: retry_after ?? null },
  },
  status,
});

const denied = {
  error_code: "INSUFFICIENT_PERMISSIONS",
  required_permission: "owner_or_manager_access",
};

describe("each of the seven routes is one call", () => {
  it.each([
    [
      "GET",
      `/api/scripts/${ID}`,
      undefined,
      200,
      "open_script",
      { p_script_id: ID, p_share_token: null },
    ],
    [
      "POST",
      `/api/scripts/${ID}/shares`,
      { permissions: { download: true } },
      201,
      "create_script_share",
      { p_script_id: ID, p_permissions: { download: true } },
    ],
    ["GET", "/api/crews/", undefined, 200, "list_crew", {}],
    [
      "PUT",
      `/api/crews/${ID}`,
      { relationship_notes: "Late" },
      200,
      "update_crew_member",
      { p_crew_user_id: ID, p_relationship_notes: "Late" },
    ],
    [
      "POST",
      "/api/crew-relationships/",
      { crew_user_id: OTHER, notes: "Season" },
      201,
      "add_crew_member",
      { p_crew_user_id: OTHER, p_notes: "Season" },
    ],
    [
      "POST",
      "/guest-users/",
      {
        email_address: "a@b.co",
        fullname_first: "A",
        fullname_last: "B",
        user_role: "CREW",
      },
      201,
      "create_guest_user",
      {
        p_email_address: "a@b.co",
        p_fullname_first: "A",
        p_fullname_last: "B",
        p_user_role: "CREW",
      },
    ],
  ])("%s %s (F79, F80, F83, F84)", async (method, path, body, status, rpc, args) => {
    const p = ports({ data: { message: "Said" } });
    const answer = await handle(ask(method, path, body), p);

    expect(answer.status).toBe(status);
    expect(p.call).toHaveBeenCalledExactlyOnceWith(rpc, args, "hers");
    expect(p.openShare).not.toHaveBeenCalled();
  });

  it("GET /api/public/shared-scripts/{token} asks for no session (F78)", async () => {
    const p = ports({ data: { ok: true, copy_number: 1 } });
    const headers = { "x-platform-ip": "6.6.6.6, 203.0.113.7", "user-agent": "a phone" };
    const path = "/api/public/shared-scripts/abc%20d?download=1&known_version=7";
    const answer = await handle(ask("GET", path, undefined, headers), p);

    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ ok: true, copy_number: 1 });
    expect(p.openShare).toHaveBeenCalledExactlyOnceWith({
      ...{ p_token: "abc d", p_download: true, p_known_version: "7" },
      ...{ p_client_ip: "203.0.113.7", p_user_agent: "a phone" },
    });
    expect(p.call).not.toHaveBeenCalled();
  });

  it("a share is answered with its token, a link and its end (F79)", async () => {
    const p = ports({ data: { share_id: ID, token: "secret" }, status: 200 });
    const expires_at = "2027-01-01T00:00:00Z";
    const answer = await handle(
      ask("POST", `/api/scripts/${ID}/shares`, { expires_at }),
      p,
    );

    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({
      ...{ share_id: ID, share_token: "secret", expires_at },
      share_url: "https://app.example/shared#secret",
    });
  });

  it("a token in a header goes along with the script (F84)", async () => {
    const p = ports({ data: { ok: true } });
    const headers = { authorization: "Bearer hers", "x-share-token": "secret" };
    await handle(ask("GET", `/api/scripts/${ID}`, undefined, headers), p);

    expect(p.call.mock.calls[0]?.[1]).toEqual({ p_script_id: ID, p_share_token: "secret" });
  });
});

describe("the public route", () => {
  it.each([
    [404, "invalid", "Invalid or expired share", "Invalid or expired share", undefined],
    [410, "used_up", "Share has expired", "Share has expired", undefined],
    [429, "too_many_tries", "Too many requests", "Too many requests", 42],
  ])(
    "says %i as the seed says it (F78)",
    async (status, reason, message, detail, retry) => {
      const p = ports(refused(status, reason, message, retry));
      const answer = await handle(ask("GET", "/api/public/shared-scripts/x"), p);

      expect(answer.status).toBe(status);
      expect(await answer.json()).toEqual({ detail });
      expect(answer.headers.get("retry-after")).toBe(retry ? `${retry}` : null);
    },
  );

  it("says that a download is not allowed like every other 403 (F87)", async () => {
    const p = ports(refused(403, "download_not_allowed", "Access denied"));
    const answer = await handle(ask("GET", "/api/public/shared-scripts/x?download=1"), p);
    expect([answer.status, await answer.json()]).toEqual([
      403,
      { detail: "Access denied", ...denied },
    ]);
  });

  it("opens nothing for HEAD and OPTIONS (F78)", async () => {
    const p = ports();
    for (const method of ["HEAD", "OPTIONS"])
      await handle(ask(method, "/api/public/shared-scripts/x"), p);
    expect(p.openShare).not.toHaveBeenCalled();
  });

  it("asks about a token that nothing can store as about any other", async () => {
    const p = ports({ data: {} });
    await handle(ask("GET", "/api/public/shared-scripts/a%00%F0"), p);
    await handle(ask("GET", "/api/public/shared-scripts/a%00b"), p);
    expect(p.openShare.mock.calls.map(([{ p_token }]) => p_token)).toEqual([
      "a%00%F0",
      "a\uFFFDb",
    ]);
  });
});

describe("a refusal is told in the seed's words", () => {
  it.each([
    [raised(401, "PGRST301", "JWT expired"), 401, { detail: "Not authenticated" }],
    [raised(401, "42501", "permission denied"), 401, { detail: "Not authenticated" }],
    [
      raised(403, "42501", "Access denied", { required_permission: "session" }, "sign_in"),
      401,
      { detail: "Not authenticated" },
    ],
    [
      raised(
        403,
        "42501",
        "Access denied",
        { required_permission: "session" },
        "client_not_allowed",
      ),
      403,
      {
        detail: "Access denied",
        error_code: "INSUFFICIENT_PERMISSIONS",
        required_permission: "session",
      },
    ],
    [
      raised(403, "42501", "Access denied", denied, "ask_owner"),
      403,
      { detail: "Access denied", ...denied },
    ],
    [raised(404, "PT404", "Script not found"), 404, { detail: "Not found" }],
    [
      refused(404, "invalid", "Invalid or expired share"),
      404,
      { detail: "Invalid or expired share" },
    ],
    [raised(400, "22023", "An id is not a name"), 400, { detail: "An id is not a name" }],
    [
      raised(400, "22008", "date/time field value out of range"),
      400,
      { detail: "A value is not what it should be" },
    ],
    [
      raised(409, "23505", "You have a guest with this address already"),
      409,
      { detail: "You have a guest with this address already" },
    ],
    [
      raised(429, "PT429", "Too often", { retry_after: 60 }),
      429,
      { detail: "Too many requests" },
    ],
    [
      raised(500, "XX000", "syntax error near her notes"),
      503,
      { detail: "Try again later" },
    ],
  ])("%j is %i (F86, F87)", async (answer, status, body) => {
    const said = await handle(ask("GET", `/api/scripts/${ID}`), ports(answer));
    expect([said.status, await said.json()]).toEqual([status, body]);
  });

  it("names the field that is not the manager's to write (F71)", async () => {
    const p = ports(raised(403, "42501", "Access denied", denied, "phone_number: theirs"));
    const answer = await handle(ask("PUT", `/api/crews/${ID}`, { user_data: {} }), p);
    expect(await answer.json()).toEqual({
      ...{ detail: "Access denied", ...denied },
      hint: "phone_number: theirs",
    });
  });
});

describe("what is not asked of the database", () => {
  it("is anything without a token (F85)", async () => {
    const p = ports();
    const answer = await handle(ask("GET", "/api/crews/", undefined, {}), p);
    expect([answer.status, await answer.json()]).toEqual([
      401,
      { detail: "Not authenticated" },
    ]);
    expect(p.call).not.toHaveBeenCalled();
  });

  it.each([
    ["GET", "/api/scripts/1", undefined, 400],
    ["POST", "/api/scripts/1/shares", {}, 400],
    ["PUT", "/api/crews/me", {}, 400],
    ["POST", `/api/scripts/${ID}/shares`, "{", 400],
    ["POST", `/api/scripts/${ID}/shares`, "[]", 400],
    ["POST", `/api/scripts/${ID}/shares`, undefined, 400],
    ["POST", `/api/scripts/${ID}/shares`, { expire_at: "2027-01-01" }, 400],
    ["POST", `/api/scripts/${ID}/shares`, { expires_at: "soon" }, 400],
    ["POST", `/api/scripts/${ID}/shares`, { expires_at: "2027-02-31T25:00" }, 400],
    ["POST", `/api/scripts/${ID}/shares`, { max_uses: "1" }, 400],
    ["POST", `/api/scripts/${ID}/shares`, { max_uses: 1e10 }, 400],
    ["POST", `/api/scripts/${ID}/shares`, { permissions: [] }, 400],
    ["POST", `/api/scripts/${ID}/shares`, { share_name: "a\0b" }, 400],
    ["POST", `/api/scripts/${ID}/shares`, { share_name: "\uD800" }, 400],
    ["POST", `/api/scripts/${ID}/shares`, { shared_with_user_id: "me" }, 400],
    ["POST", `/api/scripts/${ID}/shares`, { notes: "x".repeat(65_536) }, 413],
    ["POST", "/api/crew-relationships/", {}, 400],
    ["POST", "/guest-users/", { email_address: "a@b.co" }, 400],
    ["GET", "/api/nothing", undefined, 404],
    ["DELETE", `/api/scripts/${ID}`, undefined, 405],
  ])("is %s %s with %j: %i (F86)", async (method, path, body, status) => {
    const p = ports();
    const answer = await handle(ask(method, path, body), p);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({ detail: expect.any(String) });
    expect(p.call).not.toHaveBeenCalled();
  });

  it("a body of 64 KiB is read (control)", async () => {
    const p = ports({ data: { share_id: ID, token: "x" } });
    const notes = "x".repeat(65_536 - '{"notes":""}'.length);
    const answer = await handle(ask("POST", `/api/scripts/${ID}/shares`, { notes }), p);
    expect(answer.status).toBe(201);
  });
});

it("every answer is kept by nobody and taken for nothing else (F78)", async () => {
  const p = ports({ data: {} });
  for (const request of [
    ask("GET", "/api/public/shared-scripts/x"),
    ask("GET", "/api/crews/"),
    ask("GET", "/api/nothing"),
    ask("OPTIONS", "/api/crews/"),
  ]) {
    const { headers } = await handle(request, p);
    expect(Object.fromEntries(headers)).toMatchObject({
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex",
      "x-content-type-options": "nosniff",
      "access-control-allow-origin": "*",
    });
  }
});

it("only the public route uses the secret key (F85)", () => {
  const wiring = fs.readFileSync(inRoot("functions/theatre/index.ts"), "utf8");
  const handler = fs.readFileSync(inRoot("functions/theatre/handler.ts"), "utf8");

  const [, client = ""] =
    /const (\w+) = createClient<\w+>\(url, secretKey\(env\)/.exec(wiring) ?? [];
  expect(wiring.match(/secretKey\(/g)).toHaveLength(1);
  expect(wiring.match(new RegExp(`\\b${client}\\b`, "g"))).toHaveLength(2);
  expect(wiring).toMatch(
    new RegExp(`openShare: [^;]*?${client}\\.rpc\\("open_script_share"`),
  );
  expect(handler.match(/ports\.openShare\(/g)).toHaveLength(1);
  expect(handler).toMatch(/if \(!route\.call\) return openShare\(/);
  expect(handler.match(/\n\s+path: .*\n\s+call/g)).toBeTruthy();
  expect(handler.match(/{ method: "GET", path: .* }/g)).toHaveLength(1);
});
