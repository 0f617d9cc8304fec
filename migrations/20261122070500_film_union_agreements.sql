-- Union agreements: who has bargained what, for whom and until when.

create table public.union_agreements (
  id           uuid        not null default gen_random_uuid(),
  project_id   uuid,
  code         text        not null,
  guild        text        not null,
  jurisdiction text        not null,
  covers       text        not null default '',
  valid_from   date,
  valid_until  date,
  is_example   boolean     not null default false,
  created_at   timestamptz not null default now(),

  constraint union_agreements_pkey
    primary key (id),
  -- Of two agreements with one code a production would not know which it means.
  constraint union_agreements_project_id_code_key
    unique nulls not distinct (project_id, code),

  constraint union_agreements_project_id_fkey
    foreign key (project_id) references public.productions (project_id) on delete cascade,

  constraint union_agreements_code_grammar_check
    check (code ~ '^[A-Z0-9]+(-[A-Z0-9]+)*$' and char_length(code) <= 40),
  constraint union_agreements_guild_length_check
    check (char_length(guild) between 1 and 120),
  constraint union_agreements_jurisdiction_length_check
    check (char_length(jurisdiction) between 1 and 200),
  constraint union_agreements_covers_length_check
    check (char_length(covers) <= 400),
  constraint union_agreements_window_finite_check
    check (isfinite(valid_from) and isfinite(valid_until)),
  constraint union_agreements_ends_after_start_check
    check (valid_until > valid_from)
);

comment on table public.union_agreements is
'Collective agreements: a production''s own, and what ships (F30, F45).

A production''s own agreement stands in for the one that ships with the same code.';
comment on column public.union_agreements.project_id is
'The production. Null: it ships with the part and is read-only.';
comment on column public.union_agreements.valid_until is
'The first day on which it no longer holds. Null: no end is known.';
comment on column public.union_agreements.is_example is
'Whether its window is an example that somebody has to replace.';

-- Public names and jurisdictions. The windows are examples; rates do not ship.
insert into public.union_agreements
  (id, code, guild, jurisdiction, covers, valid_from, valid_until, is_example)
select
  stagedoor.built_in_id('union_agreement', a.code), a.code, a.guild, a.jurisdiction,
  a.covers, a.valid_from::date, a.valid_until::date, true
from (values
  ('WGA-MBA', 'WGA', 'United States',
    'Theatrical and television basic agreement: writers', '2026-05-02', '2029-05-02'),
  ('DGA-BA', 'DGA', 'United States',
    'Basic agreement: directors, unit production managers, assistant directors',
    '2026-07-01', '2029-07-01'),
  ('SAG-AFTRA-TH', 'SAG-AFTRA', 'United States',
    'Theatrical basic agreement: performers and stunts', '2026-07-01', '2029-07-01'),
  ('SAG-AFTRA-BG', 'SAG-AFTRA', 'United States',
    'Background performers, under the basic agreement', '2026-07-01', '2029-07-01'),
  ('IATSE-44', 'IATSE Local 44', 'Los Angeles', 'Affiliated property craftspersons',
    '2024-08-01', '2027-08-01'),
  ('IATSE-80', 'IATSE Local 80', 'Los Angeles', 'Grips, crafts service, medics',
    '2024-08-01', '2027-08-01'),
  ('IATSE-600', 'IATSE Local 600', 'United States',
    'Cinematographers, camera assistants, stills, publicists', '2024-08-01', '2027-08-01'),
  ('IATSE-695', 'IATSE Local 695', 'Los Angeles',
    'Production sound and video engineers', '2024-08-01', '2027-08-01'),
  ('IATSE-700', 'IATSE Local 700', 'United States', 'Picture and sound editors',
    '2024-08-01', '2027-08-01'),
  ('IATSE-705', 'IATSE Local 705', 'Los Angeles', 'Motion picture costumers',
    '2024-08-01', '2027-08-01'),
  ('IATSE-706', 'IATSE Local 706', 'Los Angeles', 'Make-up artists and hair stylists',
    '2024-08-01', '2027-08-01'),
  ('IATSE-728', 'IATSE Local 728', 'Los Angeles',
    'Studio electrical lighting technicians', '2024-08-01', '2027-08-01'),
  ('IATSE-729', 'IATSE Local 729', 'Los Angeles', 'Set painters and sign writers',
    '2024-08-01', '2027-08-01'),
  ('IATSE-800', 'IATSE Local 800', 'United States',
    'Art directors, illustrators, set designers', '2024-08-01', '2027-08-01'),
  ('IATSE-871', 'IATSE Local 871', 'Los Angeles',
    'Script supervisors, coordinators, production accountants', '2024-08-01',
    '2027-08-01'),
  ('IATSE-892', 'IATSE Local 892', 'United States', 'Costume designers', '2024-08-01',
    '2027-08-01'),
  ('IATSE-ASA', 'IATSE', 'United States, outside Los Angeles and New York',
    'Area standards agreement', '2024-08-01', '2027-08-01'),
  ('IATSE-52', 'IATSE Local 52', 'New York', 'Studio mechanics', '2024-05-16',
    '2027-05-16'),
  ('IATSE-891', 'IATSE Local 891', 'British Columbia', 'Technicians', '2024-04-01',
    '2027-03-31'),
  ('TEAM-399', 'Teamsters Local 399', 'Los Angeles',
    'Drivers, location managers, casting', '2024-08-01', '2027-08-01'),
  ('TEAM-817', 'Teamsters Local 817', 'New York', 'Drivers, casting', '2024-05-01',
    '2027-05-01'),
  ('AFM-TMP', 'AFM', 'United States', 'Theatrical motion pictures: musicians',
    '2024-04-01', '2026-11-14'),
  ('ACTRA-IPA', 'ACTRA', 'Canada', 'Independent production agreement: performers',
    '2025-01-01', '2027-12-31'),
  ('DGC-BC', 'DGC', 'British Columbia', 'Directors, managers, locations', '2025-04-01',
    '2028-03-31'),
  ('EQUITY-PACT', 'Equity', 'United Kingdom', 'Cinema films agreement: performers',
    '2025-01-01', '2027-12-31'),
  ('BECTU-PACT', 'Bectu', 'United Kingdom', 'Major motion picture agreement: crew',
    '2025-01-01', '2027-12-31')
) as a (code, guild, jurisdiction, covers, valid_from, valid_until);

create function stagedoor_film.agreement_for(p_project_id uuid, p_union_agreement_id uuid)
returns public.union_agreements
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads agreements, of which a request sees its own part only.
declare
  v_agreement public.union_agreements;
begin
  select own.* into v_agreement
  from public.union_agreements as named
  join public.union_agreements as own
    on own.code = named.code
    and (own.project_id = p_project_id or own.project_id is null)
  where named.id = p_union_agreement_id
    and (named.project_id = p_project_id or named.project_id is null)
  order by own.project_id is null
  limit 1;
  return v_agreement;
end;
$$;

comment on function stagedoor_film.agreement_for is
'The agreement that an id stands for in a production.

Null for a foreign one. Its own row with that code, else the one that ships (F45).';

create function stagedoor_film.agreement_coded(p_project_id uuid, p_code text)
returns uuid
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads agreements, of which a request sees its own part only.
begin
  return (
    select a.id
    from public.union_agreements as a
    where a.code = p_code and (a.project_id = p_project_id or a.project_id is null)
    order by a.project_id is null
    limit 1
  );
end;
$$;

comment on function stagedoor_film.agreement_coded is
'The agreement of a production by its code.

Its own before one that ships.';

create trigger _900_record
  after insert or update or delete on public.union_agreements
  for each row execute function stagedoor_film.tg_any__record('union_agreement', 'access');
alter table public.union_agreements enable always trigger _900_record;

-- Policies.

alter table public.union_agreements enable row level security;

create policy union_agreements_select on public.union_agreements
  for select to authenticated
  using (
    (project_id is null and (select stagedoor.caller_id()) is not null)
    or project_id = any ((select stagedoor.scopes_with('union_rate:view'))::uuid[])
  );
comment on policy union_agreements_select on public.union_agreements is
'What ships is public; what a production agreed on goes with its rates.';

insert into stagedoor.protected_tables (table_name, scope_column) values
  ('public.union_agreements', 'project_id');

-- Privileges. Written through save_union_agreement.

revoke all on function
  stagedoor_film.agreement_for,
  stagedoor_film.agreement_coded
from public, anon, authenticated, service_role;
revoke all on public.union_agreements from public, anon, authenticated, service_role;
grant select on public.union_agreements to authenticated, service_role;
