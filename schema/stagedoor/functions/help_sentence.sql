-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.help_sentence (
  p_remedy text,
  p_change jsonb,
  p_roles  jsonb,
  p_people jsonb
)
  returns text
  language plpgsql
  immutable
  set search_path to '';
-- Its body: migrations/20261122040110_answers_decisions.sql

comment on function "stagedoor"."help_sentence"(text, jsonb, jsonb, jsonb) is
  'What helps against a no, as plain sentences (F96).

The roles and people, where it has to be given; else the smallest change.';

revoke all on function "stagedoor"."help_sentence"(text, jsonb, jsonb, jsonb) from public;

grant execute
  on function "stagedoor"."help_sentence"(text, jsonb, jsonb, jsonb)
  to "postgres";
