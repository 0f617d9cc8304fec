import { describe, expect, it, vi } from "vitest";
import { handle, type Ports } from "./handler.ts";

const STUDIO = "3a0a7d0e-4d3c-4a53-8a30-7f4d3f7d9a11";
const UNTIL = "2027-03-01T10:05:00+00:00";

const post = (body: unknown, headers: Record<string, string> = {}) =>
  new Request("http://localhost/verify-master-code", {
    method: "POST",
    headers: { authorization: "Bearer token", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

const ASH = "0c6b2a52-2f0a-4f4e-9a53-0d8f0f3c0a51";
const FRONT_DESK = "6f1f3a34-4a52-4b8e-8f57-5a6d3b1c9e02";

/** A database that answers this, for tokens that are Ash's, an app's and a machine's. */
const ports = (answer: { data?: unknown; error?: unknown; status?: number }) => ({
  identify: vi.fn<Ports["identify"]>().mockImplementation(async (token) => {
    const ash = { userId: ASH, sessionId: FRONT_DESK, isApp: false };
    if (token === "token") return ash;
    if (token === "of-an-app") return { ...ash, isApp: true };
    if (token === "of-a-machine") return { ...ash, userId: "machine 7" };
    return null;
  }),
  verify: vi
    .fn<Ports["verify"]>()
    .mockResolvedValue({ data: null, error: null, status: 200, ...answer }),
  addressHeader: "x-platform-ip",
});

const right = { data: { ok: true, elevated_until: UNTIL } };

describe("POST /verify-master-code", () => {
  it("asks the database for whoever the token belongs to (F59)", async () => {
    const p = ports(right);
    const answer = await handle(
      post({ project_id: STUDIO, code: "open sesame", minutes: 10 }),
      p,
    );

    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ ok: true, elevated_until: UNTIL });
    expect(p.verify).toHaveBeenCalledExactlyOnceWith({
      p_user_id: ASH,
      p_session_id: FRONT_DESK,
      p_project_id: STUDIO,
      p_code: "open sesame",
      p_client_ip: "",
      p_minutes: 10,
    });
  });

  it("leaves the minutes to the database where none are asked for", async () => {
    const p = ports(right);
    await handle(post({ project_id: STUDIO, code: "open sesame" }), p);

    expect(p.verify.mock.calls[0]?.[0]).not.toHaveProperty("p_minutes");
  });

  it.each([
    [403, "wrong_code", null],
    [423, "locked_out", 840],
    [429, "busy", 1],
    [409, "failed", null],
    [401, "no_session", null],
  ])("hands a refusal on with its status %i (F92)", async (status, reason, retry_after) => {
    const outcome = {
      ...{ ok: false, reason, error_code: reason.toUpperCase(), code: `PT${status}` },
      ...{ message: "Said by the database", details: "{}", hint: null, retry_after },
    };
    // supabase-js takes any body of another status than 2xx for an error.
    const p = ports({ error: outcome, status });
    const answer = await handle(post({ project_id: STUDIO, code: "wrong" }), p);

    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual(outcome);
    expect(answer.headers.get("retry-after")).toBe(
      retry_after === null ? null : String(retry_after),
    );
  });

  it("asks nobody for a token that is missing or not valid (F85)", async () => {
    const p = ports(right);
    const without = await handle(
      post({ project_id: STUDIO, code: "x" }, { authorization: "" }),
      p,
    );
    const forged = await handle(
      post({ project_id: STUDIO, code: "x" }, { authorization: "Bearer forged" }),
      p,
    );

    expect([without.status, forged.status]).toEqual([401, 401]);
    expect(p.verify).not.toHaveBeenCalled();
  });

  it("compares nothing for an app that acts for somebody (F131)", async () => {
    const p = ports(right);
    const asked = { project_id: STUDIO, code: "open sesame" };
    const answer = await handle(post(asked, { authorization: "Bearer of-an-app" }), p);

    expect(answer.status).toBe(403);
    expect(await answer.json()).toEqual({
      ok: false,
      reason: "client_not_allowed",
      error_code: "CLIENT_NOT_ALLOWED",
      code: "PT403",
      message: "An app opens nothing",
      details: '{"error_code":"CLIENT_NOT_ALLOWED"}',
      hint: "client_not_allowed",
      retry_after: null,
    });
    expect(p.verify).not.toHaveBeenCalled();
  });

  it("knows no session of somebody whose id is none (F85)", async () => {
    const p = ports(right);
    const asked = { project_id: STUDIO, code: "open sesame" };
    const answer = await handle(post(asked, { authorization: "Bearer of-a-machine" }), p);

    expect(answer.status).toBe(401);
    expect(p.verify).not.toHaveBeenCalled();
  });

  it.each([
    ["no JSON", "{"],
    ["no object", "7"],
    ["no project", { code: "open sesame" }],
    ["a project that is no uuid", { project_id: "ink", code: "open sesame" }],
    ["no code", { project_id: STUDIO }],
    ["a code that is no string", { project_id: STUDIO, code: 12345678 }],
    ["minutes that are no number", { project_id: STUDIO, code: "x", minutes: "5" }],
    ["half a minute", { project_id: STUDIO, code: "x", minutes: 0.5 }],
  ])("does not ask half a question: %s", async (_what, body) => {
    const p = ports(right);
    const answer = await handle(post(body), p);

    expect(answer.status).toBe(400);
    expect(p.verify).not.toHaveBeenCalled();
  });

  it("asks about a code that no database can store as about any wrong one", async () => {
    const p = ports(right);
    const code = "\u{1F58B} ink\0\uD800";
    await handle(post({ project_id: STUDIO, code }), p);

    expect(p.verify.mock.calls[0]?.[0].p_code).toBe("\u{1F58B} ink\uFFFD\uFFFD");
  });

  it("believes the platform about the address, and nobody else", async () => {
    const p = ports(right);
    await handle(
      post(
        { project_id: STUDIO, code: "x" },
        { "x-platform-ip": "6.6.6.6, 203.0.113.7", "x-forwarded-for": "10.0.0.1" },
      ),
      p,
    );
    expect(p.verify.mock.calls[0]?.[0].p_client_ip).toBe("203.0.113.7");
  });

  it("never shows what a broken database says, nor the code", async () => {
    const p = ports({ error: { message: "syntax error near open sesame" }, status: 500 });
    const answer = await handle(post({ project_id: STUDIO, code: "open sesame" }), p);

    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain("sesame");
  });

  it("lets browsers ask from anywhere, and only by POST", async () => {
    const p = ports(right);
    const url = "http://localhost/verify-master-code";
    const before = await handle(new Request(url, { method: "OPTIONS" }), p);
    const got = await handle(new Request(url), p);
    const answered = await handle(post({ project_id: STUDIO, code: "x" }), p);

    expect(before.status).toBe(204);
    expect(before.headers.get("access-control-allow-headers")).toContain("authorization");
    expect(got.status).toBe(405);
    for (const answer of [before, got, answered]) {
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    }
    expect(answered.headers.get("cache-control")).toBe("no-store");
  });
});
