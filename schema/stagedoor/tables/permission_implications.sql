-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."permission_implications" (
  "permission_key" text not null,
  "implies_key"    text not null,
  constraint "permission_implications_implies_another_check"
    check ((permission_key <> implies_key)),
  constraint "permission_implications_pkey" primary key (permission_key, implies_key),
  constraint "permission_implications_implies_key_fkey" foreign key (implies_key)
    references stagedoor.permissions(permission_key) on update cascade on delete cascade,
  constraint "permission_implications_permission_key_fkey" foreign key (permission_key)
    references stagedoor.permissions(permission_key) on update cascade on delete cascade
);

alter table "stagedoor"."permission_implications"
  enable row level security;

create index permission_implications_implies_key_idx on stagedoor.permission_implications
  using btree (implies_key);

create trigger _100_refuse_cycle
  after insert or update on stagedoor.permission_implications
  for each row
  execute function stagedoor.tg_permission_implications__refuse_cycle();

alter table "stagedoor"."permission_implications"
  enable always trigger "_100_refuse_cycle";

create trigger _200_refresh_grant_targets
  after insert or delete or update on stagedoor.permission_implications
  for each row
  execute function stagedoor.tg_any__refresh_grant_targets();

create trigger _900_record
  after insert or delete or update on stagedoor.permission_implications
  for each row
  execute function stagedoor.tg_any__record('implication', '');

alter table "stagedoor"."permission_implications"
  enable always trigger "_900_record";

create policy "permission_implications_select" on "stagedoor"."permission_implications"
  for select
  to "authenticated"
  using ((( select stagedoor.caller_id() as caller_id) is not null));

comment on policy "permission_implications_select"
  on "stagedoor"."permission_implications" is 'The catalogue is read-only and open to whoever is signed in.';

comment on table "stagedoor"."permission_implications" is 'Implications of one key by another: direct edges (F3).

They are closed transitively. An implication carries allow, own and locked, never deny.';

grant select on table "stagedoor"."permission_implications" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."permission_implications"
  to "postgres";
