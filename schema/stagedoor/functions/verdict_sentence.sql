-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.verdict_sentence (
  p_subject        text,
  p_permission_key text,
  p_place          text,
  p_reason         text,
  p_access         jsonb
)
  returns text
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122040110_answers_decisions.sql

comment on function "stagedoor"."verdict_sentence"(text, text, text, text, jsonb) is
  'A decision as a plain sentence (F96).';

revoke all
  on function "stagedoor"."verdict_sentence"(text, text, text, text, jsonb)
  from public;

grant execute
  on function "stagedoor"."verdict_sentence"(text, text, text, text, jsonb)
  to "postgres";
