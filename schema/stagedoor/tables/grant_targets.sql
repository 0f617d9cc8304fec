-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."grant_targets" (
  "id"            uuid   not null,
  "grant_type"    text   not null,
  "allow_keys"    text[] not null default '{}'::text[],
  "own_keys"      text[] not null default '{}'::text[],
  "locked_keys"   text[] not null default '{}'::text[],
  "deny_keys"     text[] not null default '{}'::text[],
  "assigned_only" text[] not null default '{}'::text[],
  "step_up_keys"  text[] not null default '{}'::text[],
  constraint "grant_targets_grant_type_known_check"
    check ((grant_type = ANY (ARRAY['role'::text, 'permission'::text]))),
  constraint "grant_targets_id_grant_type_key" unique (id, grant_type),
  constraint "grant_targets_pkey" primary key (id)
);

alter table "stagedoor"."grant_targets"
  enable row level security;

alter table "stagedoor"."grant_targets"
  set (toast_tuple_target=8160);

create trigger _100_stay_true
  after update on stagedoor.grant_targets
  for each row
  execute function stagedoor.tg_grant_targets__stay_true();

alter table "stagedoor"."grant_targets"
  enable always trigger "_100_stay_true";

comment on column "stagedoor"."grant_targets"."assigned_only" is 'Entries "policy key" that come from an :assigned key alone.

From above the projects they reach only those in which the holder has an access of their
own.';

comment on column "stagedoor"."grant_targets"."step_up_keys" is 'Those of its keys that need a session of level aal2 (F102).';

comment on table "stagedoor"."grant_targets" is 'Roles and permissions with all keys that they grant, implied ones too.

Kept by triggers on roles, links, inclusions, permissions and implications: editing a role
of a hundred thousand holders writes one row.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."grant_targets"
  to "postgres";

alter table "stagedoor"."grant_targets"
  add column "key_bits" jsonb generated always as
    (stagedoor.key_bits(allow_keys, own_keys, locked_keys, deny_keys, assigned_only,
    step_up_keys)) stored not null;

comment on column "stagedoor"."grant_targets"."key_bits" is 'The six arrays as one number a key, which is what can() reads.';
