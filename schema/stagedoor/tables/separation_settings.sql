-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."separation_settings" (
  "scope_id"    uuid    not null,
  "rule_id"     uuid    not null,
  "is_enforced" boolean not null,
  "reason"      text    not null,
  "set_by"      uuid,
  constraint "separation_settings_pkey" primary key (scope_id, rule_id),
  constraint "separation_settings_reason_length_check"
    check (((char_length(reason) >= 1) AND (char_length(reason) <= 1000))),
  constraint "separation_settings_rule_id_fkey" foreign key (rule_id)
    references stagedoor.separation_rules(id) on delete cascade,
  constraint "separation_settings_scope_id_fkey" foreign key (scope_id)
    references stagedoor.scopes(id) on delete cascade,
  constraint "separation_settings_set_by_fkey" foreign key (set_by)
    references stagedoor.user_accounts(id) on update cascade on delete set null
);

alter table "stagedoor"."separation_settings"
  enable row level security;

create index separation_settings_rule_id_idx on stagedoor.separation_settings
  using btree (rule_id);

create index separation_settings_set_by_idx on stagedoor.separation_settings
  using btree (set_by);

create trigger _900_record
  after insert or delete or update on stagedoor.separation_settings
  for each row
  execute function stagedoor.tg_any__record('separation_setting', 'scope_id');

alter table "stagedoor"."separation_settings"
  enable always trigger "_900_record";

create policy "separation_settings_select" on "stagedoor"."separation_settings"
  for select
  to "authenticated"
  using ((scope_id = ANY (( select stagedoor.my_scopes() as my_scopes)::uuid[])));

comment on policy "separation_settings_select"
  on "stagedoor"."separation_settings" is 'Users of a scope see the rules that it has dropped, and why.';

comment on table "stagedoor"."separation_settings" is 'Where a separation rule was dropped or taken up again, and why (F101).';

grant select on table "stagedoor"."separation_settings" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."separation_settings"
  to "postgres";

alter table "stagedoor"."separation_settings"
  add column "set_at" timestamp with time zone not null default stagedoor.instant();
