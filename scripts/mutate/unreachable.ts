/** Equivalents among policies, triggers and constraints: what no writer comes upon. */
import type { Equivalent } from "./equivalents.ts";

/** As those of functions, in `equivalents.ts`, each with its reason. */
export const UNREACHABLE: readonly Equivalent[] = [
  {
    pattern:
      /policy public\.(artists|budget_lines|clients|cost_transactions|portfolio_items|stock_items): \w+_update with check/,
    reason:
      "No column that the policy asks about is updatable: what passes using passes it.",
  },
  {
    pattern:
      /policy public\.appointments: appointments_update with check project_id = ANY .*own\(/,
    reason: "The project of a row is not updatable: what passes using passes it.",
  },
  {
    pattern: /policy public\.studio_settings: studio_settings_update with check/,
    reason:
      "_100_check_value refuses a setting that moves, before: what passes using passes it.",
  },
  {
    pattern:
      /constraint public\.(cost_transactions|emergency_overrides|spending_authorities): without \w+_project_id_fkey/,
    reason: "The code is one of the project by another key, and goes with it.",
  },
  {
    pattern:
      /trigger stagedoor\.scopes: _5\d0_(one_studio_role|keep_duties_apart) when old\.path/,
    reason: "A scope that stays where it is breaks no rule that it kept.",
  },
  {
    pattern:
      /constraint public\.(client_consents|client_notes|portfolio_items): without \w+_project_id_fkey/,
    reason: "The client or the artist is one of the project by another key.",
  },
  {
    pattern:
      /constraint public\.(approval_steps|transaction_approvals): without \w+_permission_key_fkey/,
    reason: "A check names the two keys that sign, both of which ship.",
  },
  {
    pattern:
      /trigger public\.((appointments|clients|portfolio_items|stock_items): _2\d0_stamp_elevation not on update of project_id|portfolio_items: _210_stamp_elevation not on update of artist_id)/,
    reason: "No request may update it: test/sql/studio/house_rules.",
  },
  {
    pattern:
      /trigger public\.cost_codes: _200_place_children when (.* OR .* is true|\(old\.(department_id|prefix) IS DISTINCT FROM .*\) is false)/,
    reason:
      "What stands below follows from the path alone, or from a prefix that brings its department along.",
  },
  {
    pattern:
      /trigger public\.cost_codes: _500_keep_header when old\.kind <> 'header' is true/,
    reason: "A header has no lines, so that one that stays a header passes.",
  },
  {
    pattern:
      /trigger public\.cost_transactions: _510_separate_override (not on insert|when new\.(override_id|posted_by) IS NOT NULL is true)/,
    reason:
      "A cost is not posted as it is entered; who has not posted is not compared, nor an override that is not named.",
  },
  {
    pattern:
      /trigger public\.emergency_overrides: _300_note_end when (old\.status = 'Active'|new\.status <> 'Active') is true/,
    reason:
      "What was used was active then, and its end is noted as it ends; no call writes that it stays active.",
  },
  {
    pattern:
      /trigger stagedoor\.scopes: _300_leave_tenant when old\.path IS DISTINCT FROM new\.path is true/,
    reason: "Of a scope that stays nothing lies outside its path: no call puts it there.",
  },
  {
    pattern:
      /trigger stagedoor\.scopes: _310_end_elevations when NOT old\.is_archived is true/,
    reason: "In what is archived already no elevation is open.",
  },
  {
    pattern:
      /trigger stagedoor\.user_accounts: (_200_close_accesses|_300_void_claim) when old\.deleted_at IS NULL is true/,
    reason: "Of an account that is deleted already nothing is open that could be closed.",
  },
  {
    pattern: /trigger stagedoor\.user_accounts: _300_void_claim when old\.account_status/,
    reason: "Nobody becomes a guest who was not: whoever is one now was one before.",
  },
  {
    pattern: /trigger public\.\w+: _300_pass_owner when .* is true/,
    reason: "Passing on an owner who has stayed the same changes nothing.",
  },
  {
    pattern: /trigger stagedoor\.event_queue: _900_flush when new\.is_first is true/,
    reason: "Looking through a queue that is empty already: it only takes longer.",
  },
  {
    pattern: /trigger stagedoor\.scopes: _210_place_children when .* OR .* is true/,
    reason: "Placing children where they stand changes nothing.",
  },
  {
    pattern: /trigger stagedoor\.scopes: _200_keep_version_growing when old\.parent_id/,
    reason: "Any change of a scope raises its version: it grows by one more.",
  },
  {
    pattern: /trigger public\.appointments: _510_refuse_absent_artist when new\.status/,
    reason: "What is entered is booked: no request gives it another status.",
  },
];
