// Keys and tokens of the development stack, known to everybody and good for nothing else. As on
// a local Supabase, the auth service signs ES256 and publishes the key, and tokens of the legacy
// secret are verified too.
import { randomBytes } from "node:crypto";
import {
  CompactSign,
  compactVerify,
  createLocalJWKSet,
  decodeProtectedHeader,
  importJWK,
  type JWK,
  SignJWT,
} from "jose";

export const PUBLISHABLE_KEY = "sb_publishable_stagedoor_development";
export const SECRET_KEY = "sb_secret_stagedoor_development";

/** The legacy secret, which the older keys of a project are signed with. */
const LEGACY_SECRET = new TextEncoder().encode(
  "super-secret-jwt-token-with-at-least-32-characters-long",
);

const PUBLIC_KEY: JWK = {
  kty: "EC",
  kid: "bX2bB5oy02Ljk777GXWyrMSRAi_RtRqBI0b5kDnrPmg",
  use: "sig",
  key_ops: ["verify"],
  alg: "ES256",
  ext: true,
  crv: "P-256",
  x: "DNuS9W1amODrOTo7sremUB2Xh-_G7Y8AfYrRx-QL6_Y",
  y: "bGL3TN3eXfzuTJZwhARu4KLspWjy69E_u0wo9UoWQEg",
};
const PRIVATE_KEY: JWK = {
  ...PUBLIC_KEY,
  key_ops: ["sign"],
  d: "vgap48mUHD92YlOFabZOpGvzdYi1fKpJaJy46i6x2pQ",
};

/** What `/auth/v1/.well-known/jwks.json` answers. The legacy secret is no public key. */
export const JWKS = { keys: [PUBLIC_KEY] };

/** The claims of a Supabase access token that permissions may depend on. */
export interface Claims {
  sub?: string;
  role?: string;
  aal?: "aal1" | "aal2" | "aal3";
  session_id?: string;
  email?: string;
  [claim: string]: unknown;
}

/** Sign an access token as the auth service does; `expiresIn` seconds may be negative. */
export async function signToken(claims: Claims, expiresIn = 3600): Promise<string> {
  return payload(claims, expiresIn)
    .setProtectedHeader({ alg: "ES256", kid: PUBLIC_KEY.kid ?? "", typ: "JWT" })
    .sign(await importJWK(PRIVATE_KEY));
}

/** Sign a token with the legacy secret, as the older keys of a project are. */
export function signLegacyToken(claims: Claims, expiresIn = 3600): Promise<string> {
  return payload(claims, expiresIn)
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .sign(LEGACY_SECRET);
}

function payload(claims: Claims, expiresIn: number): SignJWT {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({
    role: "authenticated",
    aud: "authenticated",
    aal: "aal1",
    ...claims,
  })
    .setIssuedAt(Math.min(now, now + expiresIn))
    .setExpirationTime(now + expiresIn);
}

const publicKeys = createLocalJWKSet(JWKS);

/** What a token says that one of our keys has signed, over or not; null for any other. */
async function verifiedPayload(token: string): Promise<Uint8Array | null> {
  try {
    const { alg } = decodeProtectedHeader(token);
    const { payload: bytes } =
      alg === "HS256"
        ? await compactVerify(token, LEGACY_SECRET, { algorithms: ["HS256"] })
        : await compactVerify(token, publicKeys, { algorithms: ["ES256"] });
    return bytes;
  } catch {
    return null;
  }
}

/** What @supabase/lite signs and verifies with, which knows HS256 alone. It leaves nowhere. */
export const LITE_SECRET = randomBytes(32).toString("hex");

/** The same token for @supabase/lite. One that none of our keys has signed stays as it is. */
export async function tokenForLite(token: string): Promise<string> {
  const bytes = await verifiedPayload(token);
  if (!bytes) return token;
  return new CompactSign(bytes)
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .sign(new TextEncoder().encode(LITE_SECRET));
}

/** Older clients send a JWT as their key: the opaque key that means the same. */
export async function opaqueKey(key: string): Promise<string> {
  if (key.split(".").length !== 3) return key;
  const bytes = await verifiedPayload(key);
  if (!bytes) return key;
  const { role } = JSON.parse(new TextDecoder().decode(bytes)) as { role?: string };
  if (role === "service_role") return SECRET_KEY;
  return role === "anon" ? PUBLISHABLE_KEY : key;
}
