/** Bugs in cost access that somebody could write. */
import type { PlantedBug } from "../mutants.ts";

/** Bugs in cost access that somebody could write. */
export const COST_BUGS: readonly PlantedBug[] = [
  {
    rule: "a line producer signs above the line where the guild approves",
    schema: "stagedoor_film",
    routine: "bound_level",
    find: "p.requires_guild_approval then 'read'",
    write: "p.requires_guild_approval then 'approve'",
  },
  {
    rule: "the policy of another phase counts",
    schema: "stagedoor_film",
    routine: "policy_for",
    find: "and (p.phase is null or p.phase = p_phase)",
    write: "",
  },
  {
    rule: "a policy that ships stands before a production's own",
    schema: "stagedoor_film",
    routine: "policy_for",
    find: "p.project_id is null, along.depth desc",
    write: "p.project_id is not null, along.depth desc",
  },
  {
    rule: "the agreement of a policy is not looked at",
    schema: "stagedoor_film",
    routine: "policy_for",
    find: "asked.id = p_union_agreement_id",
    write: "true",
  },
  {
    rule: "of two prefixes the one further up wins",
    schema: "stagedoor_film",
    routine: "policy_for",
    find: "along.depth desc nulls last",
    write: "along.depth nulls last",
  },
  {
    rule: "a role that includes a bound one is free",
    schema: "stagedoor_film",
    routine: "bound_roles",
    find: "where i.permission_role_id = s.grant_id",
    write: "where false",
  },
  {
    rule: "what is delegated is bound by nothing",
    schema: "stagedoor_film",
    routine: "bound_roles",
    find: "where s.delegated_from is null and exists",
    write: "where s.delegated_from is null and s.grant_id is null and exists",
  },
  {
    rule: "a denied signature still signs",
    schema: "stagedoor_film",
    routine: "plain_levels",
    find: "when 'approve' then case when t.may_sign then 'approve' else 'read' end",
    write: "when 'approve' then 'approve'",
  },
  {
    rule: "a denial in a department is not looked at",
    schema: "stagedoor_film",
    routine: "plain_levels",
    find: "a.scope_id = s.id and a.status = 'Active'",
    write: "a.scope_id = s.id and a.status = 'Revoked'",
  },
  {
    rule: "policies of lines let write where the answer is read",
    schema: "stagedoor_film",
    routine: "codes_with_write",
    find: "where l.level = 'approve'",
    write: "where l.level <> 'denied'",
  },
];
