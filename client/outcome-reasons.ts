// Generated from migrations/ by "npm run generate". Do not edit.

/** Why `accept_invitation` is refused. A rule of a part may add one. */
export type InvitationReason =
  | "already_held"
  | "busy"
  | "client_not_allowed"
  | "email_mismatch"
  | "expired"
  | "failed"
  | "invalid"
  | "last_holder"
  | "no_longer_offered"
  | "no_session"
  | "separation_of_duty"
  | "too_many_tries"
  | "withdrawn";

/** Why `claim_guest_account` is refused. A rule of a part may add one. */
export type GuestClaimReason =
  | "busy"
  | "client_not_allowed"
  | "email_mismatch"
  | "expired"
  | "failed"
  | "invalid"
  | "last_holder"
  | "no_session"
  | "separation_of_duty"
  | "too_many_tries";

/** Why `open_script_share` is refused. A rule of a part may add one. */
export type ShareReason =
  | "busy"
  | "download_not_allowed"
  | "expired"
  | "failed"
  | "invalid"
  | "too_many_tries"
  | "used_up";

/** Why `verify_master_code` is refused. A rule of a part may add one. */
export type MasterCodeReason =
  | "busy"
  | "client_not_allowed"
  | "failed"
  | "locked_out"
  | "minutes_out_of_range"
  | "no_session"
  | "project_id_missing"
  | "too_many_tries"
  | "wrong_code";
