import { UNREACHABLE } from "./unreachable.ts";

/** Breakages whose names match, and why nothing can notice them. */
export interface Equivalent {
  pattern: RegExp;
  reason: string;
}

/**
 * Breakages that no sequential test can notice, each with the reason. Whoever adds one says
 * why nothing an attacker or a user could see has changed.
 */
const GUARDS: readonly Equivalent[] = [
  {
    pattern: /stagedoor_film\.tg_spending_authorities__guard\(.*never: if tg_op = 'INSERT'/,
    reason: "Of a new row there is no old one: what compares with it is null.",
  },
  {
    pattern:
      /stagedoor_film\.approve_transaction\(.*without perform stagedoor_film\.raise_state/,
    reason: "A trigger refuses the same with the same code.",
  },
  {
    pattern:
      /stagedoor_film\.revise_transaction\(.*without perform stagedoor\.raise_not_found\('Cost code'\)/,
    reason: "require() answers the same of a code that is not seen, and names its scope.",
  },
  {
    pattern: /stagedoor\.(refuse_denial_from_below|guard_window)\(.*is_service\(\) is true/,
    reason: "Every call before it has refused whoever is neither a user nor the service.",
  },
  {
    pattern:
      /stagedoor_film\.(check_limits|check_references|reallocate_budget|request_override|save_budget_line|tg_budget_moves__guard)\(.*without perform stagedoor_film\.check_amount/,
    reason: "The trigger of the table says the same of the amount, later.",
  },
  {
    pattern:
      /stagedoor_film\.require_shared\(.*without perform stagedoor_film\.share_production/,
    reason:
      "Only somebody who acts at the same moment meets it: test/concurrency/spending.",
  },
  {
    pattern: /stagedoor_film\.trace_authority\(.*v_near\.valid_from > \(1\) is >=/,
    reason: "An authority that begins this moment fits, and is no near miss.",
  },
  {
    pattern: /stagedoor_film\.codes_with_write\(.*never: if v_scopes = '{}'/,
    reason: "A shorter way to the same empty set.",
  },
  {
    pattern: /without perform stagedoor\.(lock_trees|hold_role|raise_conflict)\(/,
    reason:
      "Only somebody who acts at the same moment meets it: test/concurrency/holders, pair by pair.",
  },
  {
    pattern: /stagedoor\.lock_tenant_role\(.*r\.deleted_at is null \(2\)/,
    reason: "Only a role that is deleted meanwhile meets it.",
  },
  {
    pattern: /stagedoor\.refuse_lifted_denial\(.*stagedoor\.is_service\(\) is true/,
    reason: "Whoever comes here without being anybody has passed as the service before.",
  },
  {
    pattern:
      /(tg_user_accounts__close_accesses|holders_at_stake_by_role)\(.*a\.status = 'Active'/,
    reason: "Looking at scopes more than needed: whoever can give access there still can.",
  },
  {
    pattern: /stagedoor\.covered_scopes\(.*never: if (p_detail = 'roots'|v_held\.is_top)/,
    reason: "A longer way to the same set: it is narrowed again by whoever asks for it.",
  },
  {
    pattern: /stagedoor\.create_department\(.*without perform stagedoor\.require_account/,
    reason: "The right that is asked for next is held by accounts that are live alone.",
  },
  {
    pattern:
      /stagedoor\.holders_at_stake_by_role\(.*(a\.status = 'Active'|never: if not stagedoor\.may_remove_holder)/,
    reason: "Looking at scopes more than needed: whoever can give access there still can.",
  },
  {
    pattern:
      /(stagedoor\.page_keys|stagedoor_studio\.may_be_elevated)\(.*a\.status = 'Active'/,
    reason:
      "Looking into departments more than needed: fold_keys() asks for live accesses.",
  },
  {
    pattern:
      /stagedoor\.take_up_invitation\(.*never: if not exists \( select from stagedoor/,
    reason: "Only a token that is replaced meanwhile meets it: test/concurrency.",
  },
  {
    pattern:
      /stagedoor\.delete_my_account\(.*(a\.status = 'Active' \(1\)|a\.delegated_from is null|account_is_live\(p_transfer_to\) is true|without perform stagedoor\.require_account)/,
    reason:
      "Met by whoever leaves at the same moment, or only locks more: both were asked before.",
  },
  {
    pattern: /stagedoor\.try_invitation\(.*never: if v_retry_at is not null/,
    reason: "A look that spares a count: in their turn everybody is looked at again.",
  },
  {
    pattern: /stagedoor\.can\(.*a\.status = 'Active' \(2\)/,
    reason:
      "A look that spares a longer one: is_delegated_to() asks for live accesses itself.",
  },
  {
    pattern: /tg_user_accesses__insert_and_close\(.*old\.status <> 'Revoked'/,
    reason: "A revoked access that loses its moment is refused a few lines below.",
  },
  {
    pattern: /acknowledge_alert\(.*without perform stagedoor\.enforce/,
    reason: "The same right is asked for a few lines above, with another refusal.",
  },
  {
    pattern: /stagedoor\.fold_keys\(.*a\.status = 'Active' \(3\)/,
    reason: "Asked twice: applicable_grants() tells what is live.",
  },
  {
    pattern: /stagedoor\.scopes_granting\(.*never: if v_is_plain and not v_is_delegated/,
    reason: "The longer way to the same set.",
  },
  {
    pattern: /stagedoor\.get_role_matrix\(.*r\.deleted_at is null/,
    reason: "A deleted role grants nothing, so it has no row either way.",
  },
  {
    pattern:
      /stagedoor\.(holders_at_stake_by_access\(.*: p_access\.(status = 'Active'|delegated_from is null)|scopes_in_question\(.*a\.status = 'Active')/,
    reason: "Looking at scopes more than needed: whoever can give access there still can.",
  },
  {
    pattern: /stagedoor\.count_failure\(.*kept\.failed_at >/,
    reason:
      "The real clock never meets a failure that is 15 minutes old to the microsecond.",
  },
  {
    pattern: /stagedoor\.take_up_invitation\(.*: v_access\.valid_until <=/,
    reason: "An invitation expires with its access at the latest, which is asked before.",
  },
  {
    pattern:
      /stagedoor\.covered_scopes\(.*not (at\.is_archived \(1\)|s\.is_archived \(2\))/,
    reason: "Asked twice: of the scope of the access, and of what it covers.",
  },
  {
    pattern: /stagedoor\.scopes_granting\(.*a\.status = 'Active' \(2\)/,
    reason: "A look that spares a longer one: what is delegated is asked for live.",
  },
  {
    pattern: /tg_event_queue__flush\(.*never: if v_taken is null/,
    reason: "Looking through a queue that is empty already: it only takes longer.",
  },
  {
    pattern: /stagedoor\.is_denied\(.*a\.delegated_from is null/,
    reason: "What is delegated is a single permission, and that denies nothing.",
  },
  {
    pattern: /stagedoor\.refuse_lifted_denial\(.*a\.valid_from >/,
    reason: "What begins at this moment counts already, a few lines above.",
  },
  {
    pattern: /stagedoor\.next_change_elsewhere\(.*a\.status = 'Active' \(2\)/,
    reason: "Whose accesses are looked at: those that are not live are left out behind it.",
  },
  {
    pattern: /stagedoor\.every_scope_with\(.*a\.status = 'Active'/,
    reason: "Asked twice: can() asks for live accesses.",
  },
  {
    pattern: /tg_window_uses__hold\(.*new\.ends_at <=/,
    reason: "The real clock never meets the end of a window to the microsecond.",
  },
  {
    pattern: /stagedoor\.open_projects\(.*never: if p_has_twice/,
    reason: "A project twice in a set is in it once.",
  },
  {
    pattern: /stagedoor\.refuse_lifted_denial\(.*a\.status = 'Active' \(1\)/,
    reason: "Looking at places more than needed: what is held there is held above, too.",
  },
  {
    pattern: /stagedoor\.use_elevation\(.*never: if not exists/,
    reason: "A look that spares a longer one: without an elevation none is used.",
  },
  {
    pattern: /stagedoor\.leave_scope\(.*a\.status <> 'Revoked' \(1\)/,
    reason: "Locking more places than needed; what is closed is asked for behind it.",
  },
  {
    pattern: /stagedoor\.refuse_lifted_denial\(.*never: if p_user_id is null/,
    reason: "Looking for nothing in particular: nothing is found.",
  },
  {
    pattern:
      /stagedoor(\.enforce_row|_film\.(lock_cost|require_shared))\(.*without perform stagedoor\.enforce/,
    reason: "Asked again behind the lock, by require(): the first time spares the lock.",
  },
  {
    pattern: /\.(tg_\w+|record_event)\(.*never: if stagedoor\.is_replaying\(\)/,
    reason: "Only a restore or a subscriber comes here: test/backup, which is no pgTAP.",
  },
  {
    pattern: /stagedoor\.change_access_window\(.*without perform stagedoor\.guard_window/,
    reason: "Asked again behind the lock: the first time spares the lock.",
  },
  {
    pattern: /stagedoor\.can\(.*never: if (not found|v_effects & c_common = c_allow)/,
    reason: "The longer way to the same answer.",
  },
  {
    pattern: /stagedoor\.fold_keys\(.*a\.status = 'Active' \(1\)/,
    reason: "A look that spares a longer one: what is delegated is asked for live.",
  },
  {
    pattern: /stagedoor\.scopes_granting\(.*never: if v_held\.scope_type/,
    reason: "The longer way to the same set.",
  },
  {
    pattern: /stagedoor\.scopes_granting\(.*a\.delegated_from is null/,
    reason: "Where anything is delegated the longer way is taken, which looks at it apart.",
  },
  {
    pattern: /stagedoor\.scopes_with_own\(.*a\.status = 'Active'/,
    reason: "A look that spares a longer one: what is delegated is asked for live.",
  },
  {
    pattern:
      /stagedoor\.organizations_in_reach\(.*(a\.status = 'Active'|never: if v_tops = '\{\}')/,
    reason: "A look that spares a longer one: can() is asked of each that is left.",
  },
  {
    pattern:
      /stagedoor\.tg_any__track_member\(.*(a\.status = 'Active'|never: if \(v_old|never: if tg_op = 'UPDATE' and)/,
    reason: "Where nothing is to change follow_member() finds so, and changes nothing.",
  },
  {
    pattern: /stagedoor\.follow_member\(.*never: if v_gone = '\{\}' and v_roles <@ v_kept/,
    reason:
      "A shorter way to the same: of what stays nothing is opened, closed or at stake.",
  },
  {
    pattern: /stagedoor\.tg_any__track_scope\(.*never: if v_old is not distinct from v_new/,
    reason: "Of a row that means the same each later step finds nothing to do.",
  },
  {
    pattern: /tg_any__keep_duties_apart\(.*a\.status = 'Active' \(1\)/,
    reason: "Locking more people than needed; who has what is asked for behind it.",
  },
  {
    pattern:
      /stagedoor(_studio)?\.(record_attempt|unfinished_attempt|alert_lockout|note_refused_code|tg_user_accounts__close_accesses)\(.*without raise warning/,
    reason: "A line in the log of the server, which no statement reads: test/studio.",
  },
  {
    pattern:
      /policy public\.(venues|departments|scripts|crew_profiles): \w+_insert with check/,
    reason:
      "No grant reaches the owner, whom a trigger takes from the caller: it is always theirs.",
  },
  {
    pattern:
      /policy public\.(venues|venue_details|departments|department_details|shows|show_events|show_assignments|scripts|crew_profiles): \w+_update with check/,
    reason: "No grant reaches the column that it compares, so it stays what it was.",
  },
  {
    pattern: /policy public\.script_elements: script_elements_update with check/,
    reason:
      "Whoever is not the owner changes columns of delegable_columns, which by its checks has none of those that it compares.",
  },
  {
    pattern: /stagedoor_studio\.try_master_code\(.*never: if not pg_try_advisory_xact_lock/,
    reason: "Only somebody who tries at the same moment meets it: test/studio/master-code.",
  },
  {
    pattern:
      /stagedoor\.(close_access_review|decide_review_item)\(.*without perform stagedoor\.enforce\(/,
    reason: "Asked before the lock, too: only a key that is lost meanwhile meets it.",
  },
  {
    pattern: /stagedoor_film\.import_transactions\(.*never: if not found/,
    reason: "Only whoever sends the same at the same moment meets it: test/film/payroll.",
  },
  {
    pattern:
      /stagedoor_theatre\.delete_guest_user\(.*without perform stagedoor_theatre\.lock_guest/,
    reason: "Only a guest who is claimed meanwhile meets it: test/concurrency/claims.",
  },
  {
    pattern:
      /stagedoor_film\.lock_override\(.*without perform stagedoor_film\.share_production/,
    reason:
      "Only somebody who acts at the same moment meets it: test/concurrency/overrides.",
  },
  {
    pattern: /stagedoor\.use_window\(.*p_ends_at </,
    reason: "The real clock never meets a window that ends in 24 days to the microsecond.",
  },
  {
    pattern:
      /stagedoor_theatre\.(delete_guest_user|lock_guest)\(.*without perform stagedoor_theatre\.require_guest/,
    reason: "Asked again behind the lock: the first time spares the lock.",
  },
  {
    pattern: /stagedoor_theatre\.check_guest_address\(.*a\.deleted_at is null/,
    reason: "A guest who is deleted has no address any more.",
  },
  {
    pattern: /stagedoor_theatre\.try_share\(.*v_share\.valid_from >/,
    reason: "Of what begins this moment another reason is noted, and the same is answered.",
  },
  {
    pattern: /stagedoor\.sweep_alerts\(.*never: if not found/,
    reason: "Only somebody who sweeps at the same moment meets it: test/alerts/sweeping.",
  },
  {
    pattern: /stagedoor\.sweep_alerts\(.*without raise warning/,
    reason: "No statement reads a warning.",
  },
  {
    pattern: /stagedoor_film\.tg_union_rates__guard\(.*never: if tg_op = 'DELETE'/,
    reason: "A deletion goes on whatever row the trigger answers.",
  },
  {
    pattern:
      /(stagedoor\.open_tracked|stagedoor_film\.bound_roles|stagedoor_theatre\.settle_assignments)\(.*\.delegated_from is null/,
    reason: "What is delegated is a single permission, and no role.",
  },
  {
    pattern:
      /stagedoor_film\.(use_override\(.*o\.(ends_at|status)|debit\(.*raise_denied\()/,
    reason: "Only an override that ends between two looks meets it.",
  },
  {
    pattern: /stagedoor_film\.require_signing\(.*never: if v_override_id is not null/,
    reason: "A longer way to the same override.",
  },
  {
    pattern: /stagedoor_film\.tg_emergency_overrides__record\(.*never: if tg_op = 'DELETE'/,
    reason: "A production with overrides has budget lines, and is not deleted.",
  },
  {
    pattern: /stagedoor\.note_policies\(.*never: if not found/,
    reason: "Only somebody who looks at the same moment meets it: test/audit/policies.",
  },
  {
    pattern: /stagedoor\.uuid_or_null\(.*never: if p_text like/,
    reason: "The longer way to the same: what PostgreSQL writes fits the pattern, too.",
  },
  {
    pattern:
      /stagedoor_film\.code_levels\(.*never: if not stagedoor_film\.is_under_override/,
    reason: "The longer way to the same: without an override none covers a code.",
  },
  {
    pattern: /stagedoor\.untrack_members\(.*a\.status = 'Active' \(2\)/,
    reason: "Of what has ended already nothing is left to end.",
  },
  {
    pattern: /stagedoor\.insert_tracked_scope\(.*without perform stagedoor\.raise_former/,
    reason: "Asked before: only somebody who takes the id at the same moment meets it.",
  },
  {
    pattern: /stagedoor\.is_recordable\(.*never: if octet_length\(v_text\) - octet/,
    reason: "The longer way to the same answer.",
  },
  {
    pattern: /stagedoor\.note_use\(.*never: if v_is_noted is not false/,
    reason: "A shortcut: note_access_use looks whether it is noted, and notes it once.",
  },
  {
    pattern: /tg_element_departments__record\(.*never: if not found/,
    reason: "Of an element that is gone there is no log to tell.",
  },
  {
    pattern:
      /stagedoor_film\.import_cost_codes\(.*never: if v_row\.fields ->> 'code' <> ''/,
    reason:
      "Where a row is refused all is undone: what hangs on it is entered for nothing.",
  },
  {
    pattern: /stagedoor_film\.plain_levels\(.*a\.status = 'Active'/,
    reason: "Looking into departments more than needed: standing() asks for live accesses.",
  },
  {
    pattern: /stagedoor_theatre\.try_share\(.*h\.expires_at (<=|>)/,
    reason: "Only a share that ends between two looks meets it.",
  },
  {
    pattern: /stagedoor_theatre\.tg_\w+\(.*stagedoor\.is_service\(\) is true/,
    reason: "Whoever is nobody and no service owns nothing: the policy refuses them.",
  },
  {
    pattern: /stagedoor\.claim_account\(.*a\.status = 'Active'/,
    reason: "Looking at scopes more than needed: whoever can give access there still can.",
  },
  {
    pattern:
      /stagedoor\.(warn_of_unknown_permission|open_tracked|note_refusal)\(.*without raise warning/,
    reason: "No statement reads a warning: test/e2e/refusals, test/sql/engine/access_log.",
  },
  {
    pattern: /stagedoor\.(tg_ddl__note_policies|watch_policies)\(/,
    reason: "Only a superuser makes event triggers: test/audit/policies.",
  },
];

/** All of them: each is like some breakage, or it would hide another one day. */
export const EQUIVALENTS: readonly Equivalent[] = [...GUARDS, ...UNREACHABLE];

/** Why a breakage need not be noticed, or nothing. */
export function reasonFor(id: string): string | undefined {
  return EQUIVALENTS.find(({ pattern }) => pattern.test(id))?.reason;
}
