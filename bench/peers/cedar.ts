// Cedar: a policy that is parsed once, and the person as an entity for each question.
import { setFlagsFromString } from "node:v8";
import {
  type CedarValueJson,
  preparsePolicySet,
  statefulIsAuthorized,
} from "@cedar-policy/cedar-wasm/nodejs";
import { Failure } from "../../scripts/lib/failure.ts";
import type { Peer } from "./peer.ts";

/**
 * The relation is in the application's database, so it comes as data of the entity: a tag
 * for each key, with the places where it is held. A policy for each of sixty keys, with the
 * key in its scope, is three times slower at five projects.
 */
const POLICY = `
permit (principal, action, resource)
when { principal.hasTag(context.key) && resource in principal.getTag(context.key) };`;

const POLICY_ID = "bench";

/** Cedar through its WebAssembly API. */
export function cedar(): Peer {
  // V8 11 ends the process where it takes back an optimization around a call that returns a
  // reference out of WebAssembly.
  setFlagsFromString("--no-turbo-inline-js-wasm-calls");
  const parsed = preparsePolicySet(POLICY_ID, { staticPolicies: POLICY });
  if (parsed.type === "failure") throw new Failure(JSON.stringify(parsed.errors));
  return { name: "Cedar", decide };
}

const decide: Peer["decide"] = ({ person, key, project, organization }, holdings) => {
  const tags: Record<string, CedarValueJson[]> = {};
  for (const { keys, places } of holdings) {
    const entities = places.map((id) => ({ __entity: { type: "Place", id } }));
    for (const held of keys) tags[held] = (tags[held] ?? []).concat(entities);
  }
  const principal = { type: "Person", id: person };
  const resource = { type: "Place", id: project };
  const answer = statefulIsAuthorized({
    principal,
    action: { type: "Action", id: key },
    resource,
    context: { key },
    preparsedPolicySetId: POLICY_ID,
    entities: [
      { uid: principal, attrs: {}, parents: [], tags },
      { uid: resource, attrs: {}, parents: [{ type: "Place", id: organization }] },
    ],
  });
  if (answer.type === "failure") throw new Failure(JSON.stringify(answer.errors));
  return answer.response.decision === "allow";
};
