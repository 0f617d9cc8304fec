// Keys and tokens of the development stack. They are the ones that a local Supabase has,
// known to everybody and good for nothing else.
import { decodeJwt, SignJWT } from "jose";

export const JWT_SECRET = "super-secret-jwt-token-with-at-least-32-characters-long";
export const PUBLISHABLE_KEY = "sb_publishable_stagedoor_development";
export const SECRET_KEY = "sb_secret_stagedoor_development";

/** The claims of a Supabase access token that permissions may depend on. */
export interface Claims {
  sub?: string;
  role?: string;
  aal?: "aal1" | "aal2" | "aal3";
  session_id?: string;
  email?: string;
  [claim: string]: unknown;
}

/** Sign an access token as the auth service would; `expiresIn` seconds may be negative. */
export function signToken(claims: Claims, expiresIn = 3600): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({
    role: "authenticated",
    aud: "authenticated",
    aal: "aal1",
    ...claims,
  })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuedAt(Math.min(now, now + expiresIn))
    .setExpirationTime(now + expiresIn)
    .sign(new TextEncoder().encode(JWT_SECRET));
}

/** Older clients send a JWT as their key: the opaque key that means the same. */
export function opaqueKey(key: string): string {
  if (key.split(".").length !== 3) return key;
  try {
    return decodeJwt(key).role === "service_role" ? SECRET_KEY : PUBLISHABLE_KEY;
  } catch {
    return key;
  }
}
