-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."user_accounts" (
  "id"             uuid                     not null default gen_random_uuid(),
  "auth_user_id"   uuid,
  "account_status" text                     not null default 'guest'::text,
  "email"          text,
  "fullname_first" text,
  "fullname_last"  text,
  "phone_number"   text,
  "notes"          text,
  "created_by"     uuid,
  "deleted_at"     timestamp with time zone,
  "claimed_as"     uuid,
  constraint "user_accounts_account_status_known_check"
    check ((account_status = ANY (ARRAY['guest'::text, 'verified'::text]))),
  constraint "user_accounts_auth_user_id_fkey" foreign key (auth_user_id)
    references auth.users(id) on delete set null,
  constraint "user_accounts_auth_user_id_key" unique (auth_user_id),
  constraint "user_accounts_claimed_as_another_check"
    check
    (((claimed_as IS NULL) OR ((claimed_as <> id) AND (account_status = 'guest'::text)))),
  constraint "user_accounts_email_lower_case_check"
    check
    (((email = lower(email)) AND ((char_length(email) >= 3) AND (char_length(email) <=
    320)))),
  constraint "user_accounts_fullname_first_length_check"
    check ((char_length(fullname_first) <= 120)),
  constraint "user_accounts_fullname_last_length_check"
    check ((char_length(fullname_last) <= 120)),
  constraint "user_accounts_login_is_verified_check"
    check
    (((auth_user_id IS NULL) OR ((auth_user_id = id) AND (account_status =
    'verified'::text)))),
  constraint "user_accounts_notes_length_check" check ((char_length(notes) <= 4000)),
  constraint "user_accounts_phone_number_length_check"
    check ((char_length(phone_number) <= 40)),
  constraint "user_accounts_pkey" primary key (id),
  constraint "user_accounts_claimed_as_fkey" foreign key (claimed_as)
    references stagedoor.user_accounts(id) on update cascade on delete set null,
  constraint "user_accounts_created_by_fkey" foreign key (created_by)
    references stagedoor.user_accounts(id) on update cascade on delete set null
);

alter table "stagedoor"."user_accounts"
  enable row level security;

create index user_accounts_claimed_as_idx on stagedoor.user_accounts
  using btree (claimed_as);

create index user_accounts_created_by_idx on stagedoor.user_accounts
  using btree (created_by);

create index user_accounts_email_idx on stagedoor.user_accounts using btree (email);

create index user_accounts_id_closed_idx on stagedoor.user_accounts using btree (id)
  where (deleted_at is not null);

create trigger _200_close_accesses
  after update on stagedoor.user_accounts
  for each row
  when (((old.deleted_at IS NULL) AND (new.deleted_at IS NOT NULL)))
  execute function stagedoor.tg_user_accounts__close_accesses();

create trigger _200_lose_login
  before update on stagedoor.user_accounts
  for each row
  when (((old.auth_user_id IS NOT NULL) AND (new.auth_user_id IS NULL)))
  execute function stagedoor.tg_user_accounts__lose_login();

create trigger _300_void_claim
  after update on stagedoor.user_accounts
  for each row
  when ((((old.deleted_at IS NULL) AND (new.deleted_at IS
    NOT NULL)) OR
    ((old.account_status = 'guest'::text) AND (new.account_status = 'guest'::text) AND
    (old.email IS DISTINCT FROM new.email))))
  execute function stagedoor_theatre.tg_user_accounts__void_claim();

create trigger _900_record
  after insert or delete or update on stagedoor.user_accounts
  for each row
  execute function
    stagedoor.tg_any__record('account', '', 'email', 'fullname_first', 'fullname_last',
    'phone_number', 'notes');

alter table "stagedoor"."user_accounts"
  enable always trigger "_900_record";

create policy "user_accounts_select" on "stagedoor"."user_accounts"
  for select
  to "authenticated"
  using ((id = ANY (( select stagedoor.visible_people() as visible_people)::uuid[])));

comment on column "stagedoor"."user_accounts"."auth_user_id" is 'The login. Null for a guest and after the login was deleted.';

comment on column "stagedoor"."user_accounts"."claimed_as" is 'The account that took over this guest, if that one existed already.';

comment on column "stagedoor"."user_accounts"."deleted_at" is 'When it was closed: by its owner, or with its login.

It is opened again, and holds nothing, only where its login was deleted and is made anew.';

comment on column "stagedoor"."user_accounts"."id" is 'The id of the login once verified; until then an id of its own.';

comment on policy "user_accounts_select"
  on "stagedoor"."user_accounts" is 'Users see themselves; with access:view, the users of a scope.';

comment on table "stagedoor"."user_accounts" is 'People: guests made by others, and accounts that sign in (F63, F81).';

grant select ("account_status") on table "stagedoor"."user_accounts" to "authenticated";

grant select ("created_by") on table "stagedoor"."user_accounts" to "authenticated";

grant select ("email") on table "stagedoor"."user_accounts" to "authenticated";

grant select ("fullname_first") on table "stagedoor"."user_accounts" to "authenticated";

grant select ("fullname_last") on table "stagedoor"."user_accounts" to "authenticated";

grant select ("id") on table "stagedoor"."user_accounts" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."user_accounts"
  to "postgres";

alter table "stagedoor"."user_accounts"
  add column "created_at" timestamp with time zone not null default stagedoor.instant();

grant select ("created_at") on table "stagedoor"."user_accounts" to "authenticated";
