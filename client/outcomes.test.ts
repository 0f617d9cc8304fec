import { describe, expect, it } from "vitest";
import { fakeClient } from "../test/client/fake-client.ts";
import {
  acceptInvitation,
  claimGuestAccount,
  GuestClaimError,
  InvitationError,
  MasterCodeError,
  openScriptShare,
  OutcomeError,
  ShareError,
  verifyMasterCode,
} from "./outcomes.ts";

const refused = (reason: string, status: number, retryAfter: number | null = null) => ({
  ok: false,
  reason,
  error_code: reason.toUpperCase(),
  code: `PT${status}`,
  message: "It was refused",
  details: `{"error_code": "${reason.toUpperCase()}"}`,
  hint: null,
  retry_after: retryAfter,
});
const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe("an attempt", () => {
  it("answers what it gave", async () => {
    const { supabase, calls } = fakeClient([
      { data: { ok: true, access_id: "a" }, error: null },
      { data: { ok: true, user_id: "u" }, error: null },
      { data: { ok: true, script: { title: "Hamlet" } }, error: null },
    ]);
    expect(await acceptInvitation(supabase, "t")).toEqual({ accessId: "a" });
    expect(await claimGuestAccount(supabase, "t", { schema: "access" })).toEqual({
      userId: "u",
    });
    expect(
      await openScriptShare(supabase, "t", { download: true, knownVersion: "v" }),
    ).toMatchObject({ script: { title: "Hamlet" } });
    expect(calls).toEqual([
      ["accept_invitation", { p_token: "t" }],
      ["access.claim_guest_account", { p_token: "t" }],
      ["open_script_share", { p_token: "t", p_download: true, p_known_version: "v" }],
    ]);
  });

  it.each([
    [acceptInvitation, InvitationError, "InvitationError"],
    [claimGuestAccount, GuestClaimError, "GuestClaimError"],
    [openScriptShare, ShareError, "ShareError"],
  ] as const)(
    "is refused with its reason, by an error of its kind: %o",
    async (call, kind, name) => {
      const outcome = refused("too_many_tries", 429, 840);
      // As supabase-js tells it by the status, and as a proxy does that loses the status.
      for (const answer of [
        { data: null, error: outcome },
        { data: outcome, error: null },
      ]) {
        const error = await errorOf(call(fakeClient([answer]).supabase, "t"));
        expect(error).toBeInstanceOf(kind);
        expect(error).toBeInstanceOf(OutcomeError);
        expect(error).toMatchObject({
          name,
          reason: "too_many_tries",
          code: "PT429",
          status: 429,
          retryAfter: 840,
          message: "It was refused",
          details: '{"error_code": "TOO_MANY_TRIES"}',
          hint: null,
          cause: outcome,
        });
      }
    },
  );

  it("throws any other error as it is", async () => {
    const raised = { code: "42501", message: "permission denied", details: null };
    const { supabase } = fakeClient([{ data: null, error: raised }]);
    expect(await errorOf(acceptInvitation(supabase, "t"))).toBe(raised);
  });
});

describe("an attempt at a master code", () => {
  const client = (answer: { data: unknown; error: unknown }) => {
    const asked: unknown[] = [];
    const functions = {
      invoke: async (name: string, { body }: { body: unknown }) => {
        asked.push([name, body]);
        return answer;
      },
    };
    return { supabase: { ...fakeClient([]).supabase, functions }, asked };
  };
  const attempt = { projectId: "p", code: "12345678" };

  it("answers until when the session is elevated (F55)", async () => {
    const { supabase, asked } = client({
      data: { ok: true, elevated_until: "2027-03-01T09:05:00Z" },
      error: null,
    });
    expect(await verifyMasterCode(supabase, { ...attempt, minutes: 2 })).toEqual({
      elevatedUntil: "2027-03-01T09:05:00Z",
    });
    expect(asked).toEqual([
      ["verify-master-code", { project_id: "p", code: "12345678", minutes: 2 }],
    ]);
  });

  it("is refused with its reason, and fails as it is where there is none", async () => {
    const failed = (context: unknown) => ({
      data: null,
      error: Object.assign(new Error("non-2xx"), { context }),
    });
    const told = client(failed(Response.json(refused("locked_out", 423, 60))));
    const error = await errorOf(verifyMasterCode(told.supabase, attempt));
    expect(error).toBeInstanceOf(MasterCodeError);
    expect(error).toMatchObject({ reason: "locked_out", status: 423, retryAfter: 60 });
    for (const context of [new Response("<html>", { status: 502 }), new TypeError("no")]) {
      const { supabase } = client(failed(context));
      expect(await errorOf(verifyMasterCode(supabase, attempt))).toMatchObject({
        message: "non-2xx",
      });
    }
  });

  it("is no success where the status of a refusal was lost, or something else is answered", async () => {
    const lost = client({ data: refused("wrong_code", 403), error: null });
    const error = await errorOf(verifyMasterCode(lost.supabase, attempt));
    expect(error).toBeInstanceOf(MasterCodeError);
    for (const data of [null, "<html>", { ok: true }]) {
      const { supabase } = client({ data, error: null });
      expect(await errorOf(verifyMasterCode(supabase, attempt))).toMatchObject({
        message: "verify-master-code answered something else.",
      });
    }
  });
});
