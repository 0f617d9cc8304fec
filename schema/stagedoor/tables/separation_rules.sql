-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."separation_rules" (
  "id"              uuid not null default gen_random_uuid(),
  "rule_key"        text not null,
  "kind"            text not null,
  "first_grant_id"  uuid,
  "second_grant_id" uuid,
  "description"     text not null,
  "scope_id"        uuid,
  constraint "separation_rules_first_grant_id_fkey" foreign key (first_grant_id)
    references stagedoor.grant_targets(id) on delete cascade,
  constraint "separation_rules_kind_known_check"
    check ((kind = ANY (ARRAY['static'::text, 'dynamic'::text]))),
  constraint "separation_rules_pkey" primary key (id),
  constraint "separation_rules_rule_key_key" unique (rule_key),
  constraint "separation_rules_rule_key_snake_case_check"
    check ((rule_key ~ '^[a-z][a-z0-9_]*$'::text)),
  constraint "separation_rules_scope_id_fkey" foreign key (scope_id)
    references stagedoor.scopes(id) on delete cascade,
  constraint "separation_rules_second_grant_id_fkey" foreign key (second_grant_id)
    references stagedoor.grant_targets(id) on delete cascade,
  constraint "separation_rules_static_names_two_check"
    check (((kind = 'static'::text) = ((first_grant_id IS NOT NULL) AND (second_grant_id IS
    NOT NULL)))),
  constraint "separation_rules_two_grants_check" check ((first_grant_id <> second_grant_id))
);

alter table "stagedoor"."separation_rules"
  enable row level security;

create index separation_rules_first_grant_id_idx on stagedoor.separation_rules
  using btree (first_grant_id);

create index separation_rules_scope_id_idx on stagedoor.separation_rules
  using btree (scope_id);

create index separation_rules_second_grant_id_idx on stagedoor.separation_rules
  using btree (second_grant_id);

create trigger _900_record
  after insert or delete or update on stagedoor.separation_rules
  for each row
  execute function stagedoor.tg_any__record('separation_rule', 'scope_id');

alter table "stagedoor"."separation_rules"
  enable always trigger "_900_record";

create policy "separation_rules_select" on "stagedoor"."separation_rules"
  for select
  to "authenticated"
  using ((((scope_id is null) AND (( select stagedoor.caller_id() as caller_id) is
    not null)) or (scope_id = ANY (( select stagedoor.my_scopes() as my_scopes)::uuid[]))));

comment on column "stagedoor"."separation_rules"."scope_id" is 'Where it applies, with all below. Null: everywhere.';

comment on policy "separation_rules_select"
  on "stagedoor"."separation_rules" is 'Users see the rules that bind them.';

comment on table "stagedoor"."separation_rules" is 'Duties that one user does not hold at the same time (F101).

Shipped by parts as rows.';

grant select on table "stagedoor"."separation_rules" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."separation_rules"
  to "postgres";
