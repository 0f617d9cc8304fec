-- Generated from migrations/ by "npm run generate". Do not edit.

create table "public"."share_accesses" (
  "id"          uuid    not null default gen_random_uuid(),
  "share_id"    uuid    not null,
  "is_ok"       boolean not null,
  "reason"      text,
  "is_download" boolean not null default false,
  "copy_number" integer,
  "client_ip"   text,
  "user_agent"  text,
  constraint "share_accesses_pkey" primary key (id),
  constraint "share_accesses_refused_has_reason_check" check ((is_ok OR (reason IS
    NOT NULL))),
  constraint "share_accesses_share_id_fkey" foreign key (share_id)
    references public.script_shares(id) on delete cascade,
  constraint "share_accesses_text_length_check"
    check
    (((char_length(reason) <= 60) AND (char_length(client_ip) <= 100) AND
    (char_length(user_agent) <= 400)))
);

alter table "public"."share_accesses"
  enable row level security;

create policy "share_accesses_select" on "public"."share_accesses"
  for select
  to "authenticated"
  using ((exists ( select
   from public.script_shares s
  where (s.id = share_accesses.share_id))));

comment on column "public"."share_accesses"."copy_number" is 'The number of this copy. Null: refused, or nothing was handed out.';

comment on policy "share_accesses_select"
  on "public"."share_accesses" is 'The owner of a share sees who opened it (F76).';

comment on table "public"."share_accesses" is 'Every opening of a share, and refusals of what was valid once (F76).';

revoke all on table "public"."share_accesses" from "authenticated";

grant select on table "public"."share_accesses" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."share_accesses"
  to "postgres";

revoke all on table "public"."share_accesses" from "service_role";

grant select on table "public"."share_accesses" to "service_role";

alter table "public"."share_accesses"
  add column "accessed_at" timestamp with time zone not null default stagedoor.instant();

create index share_accesses_accessed_at_idx on public.share_accesses
  using btree (accessed_at);

create index share_accesses_share_id_accessed_at_idx on public.share_accesses
  using btree (share_id, accessed_at);
