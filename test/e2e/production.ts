// What the end-to-end tests of a production share: a second factor, and how a refusal reads.
import { TOTP } from "otpauth";
import { ok, type Person } from "./stack.ts";

/** Enrol a second factor and sign in with it: some calls ask for one. */
export async function stepUp({ supabase }: Person): Promise<void> {
  const factor = await ok(
    supabase.auth.mfa.enroll({ factorType: "totp", friendlyName: "phone" }),
  );
  if (factor.type !== "totp") throw new Error("no TOTP");
  await ok(
    supabase.auth.mfa.challengeAndVerify({
      factorId: factor.id,
      code: new TOTP({ secret: factor.totp.secret }).generate(),
    }),
  );
}

/** What an error answers: status, SQLSTATE and the code of its details. */
export async function refused(
  answer: PromiseLike<{ status: number; error: { code: string; details: string } | null }>,
): Promise<string> {
  const { status, error } = await answer;
  if (!error) return `${status}`;
  const { error_code } = JSON.parse(error.details) as { error_code?: string };
  return [status, error.code, error_code].filter(Boolean).join(" ");
}
