-- Generated from migrations/ by "npm run generate". Do not edit.

create aggregate "public"."as_csv"(anyelement) (
  sfunc     = stagedoor.csv_add,
  stype     = text,
  finalfunc = stagedoor.csv_of_public,
  initcond  = '',
  parallel  = SAFE
);

comment on aggregate "public"."as_csv"(anyelement) is 'Rows as CSV that no spreadsheet takes for formulas.';

revoke all on function "public"."as_csv"(anyelement) from public;

grant execute
  on function "public"."as_csv"(anyelement)
  to "authenticated", "postgres", "service_role";
