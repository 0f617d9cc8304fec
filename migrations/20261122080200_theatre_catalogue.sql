-- Catalogue of the theatre: job titles, kinds of script element, and columns that an owner
-- can let somebody else write. Rows, so that a company adds its own.

create table public.job_titles (
  user_role   text     not null,
  category    text     not null,
  description text     not null,
  position    smallint not null,
  source      text     not null default 'own',
  needs_text  boolean  not null default false,

  constraint job_titles_pkey
    primary key (user_role),
  constraint job_titles_user_role_upper_case_check
    check (user_role ~ '^[A-Z][A-Z0-9_]{0,59}$'),
  constraint job_titles_category_length_check
    check (char_length(category) between 1 and 60),
  constraint job_titles_description_length_check
    check (char_length(description) between 1 and 200),
  constraint job_titles_source_known_check
    check (source in ('seed', 'origin', 'ours', 'own'))
);

comment on table public.job_titles is
'What people do in a production (F66): a title and no right.

Extensible by row.';
comment on column public.job_titles.source is
'seed, origin (the system that it comes from), ours, or own: added by an installation.';
comment on column public.job_titles.needs_text is
'Whether the title says nothing without a text of its own.';

insert into public.job_titles (user_role, category, description, position, source)
values
  ('DIRECTOR', 'Management', 'Overall creative control', 10, 'seed'),
  ('PRODUCER', 'Management', 'Production oversight', 20, 'seed'),
  ('STAGE_MANAGER', 'Management', 'Production coordination', 30, 'seed'),
  ('ASSISTANT_STAGE_MANAGER', 'Management', 'Production support', 40, 'seed'),
  ('TECHNICAL_DIRECTOR', 'Management', 'Technical oversight', 50, 'seed'),
  ('ASSISTANT_DIRECTOR', 'Management', 'Support of the director', 60, 'origin'),
  ('DEPUTY_STAGE_MANAGER', 'Management', 'Calls the show, in British use', 70, 'ours'),
  ('PRODUCTION_MANAGER', 'Management', 'Budget and schedule of all departments', 80,
    'ours'),
  ('COMPANY_MANAGER', 'Management', 'Welfare, travel and payroll of the company', 90,
    'ours'),
  ('LIGHTING_DESIGNER', 'Design', 'Lighting design and supervision', 110, 'seed'),
  ('SOUND_DESIGNER', 'Design', 'Audio design and supervision', 120, 'seed'),
  ('COSTUME_DESIGNER', 'Design', 'Costume design', 130, 'seed'),
  ('SET_DESIGNER', 'Design', 'Set design', 140, 'seed'),
  ('CHOREOGRAPHER', 'Design', 'Movement direction', 150, 'seed'),
  ('MUSIC_DIRECTOR', 'Design', 'Musical direction', 160, 'seed'),
  ('FIGHT_DIRECTOR', 'Design', 'Staged violence, and its safety', 170, 'ours'),
  ('INTIMACY_DIRECTOR', 'Design', 'Staged intimacy, and consent to it', 180, 'ours'),
  ('ELECTRICIAN', 'Technical', 'Lighting execution', 210, 'seed'),
  ('SOUND_TECHNICIAN', 'Technical', 'Audio execution', 220, 'seed'),
  ('PROPS_MASTER', 'Technical', 'Props management', 230, 'seed'),
  ('FLY_OPERATOR', 'Technical', 'Flown scenery', 240, 'ours'),
  ('CARPENTER', 'Technical', 'Building and shifting of scenery', 250, 'ours'),
  ('PROJECTIONIST', 'Technical', 'Projection execution', 260, 'ours'),
  ('VIDEO', 'Technical', 'Video playback and cameras', 270, 'ours'),
  ('FOLLOWSPOT_OPERATOR', 'Technical', 'Followspot execution', 280, 'ours'),
  ('WARDROBE', 'Other', 'Care of costumes', 310, 'seed'),
  ('MAKEUP_ARTIST', 'Other', 'Makeup', 320, 'seed'),
  ('HAIR_STYLIST', 'Other', 'Hair and wigs', 330, 'seed'),
  ('DRESSER', 'Other', 'Costume changes during the show', 340, 'ours'),
  ('UNDERSTUDY', 'Other', 'Goes on where a performer cannot', 350, 'ours'),
  ('CHAPERONE', 'Other', 'Care of performers under age', 360, 'ours'),
  ('CREW', 'Other', 'General crew member', 370, 'seed'),
  ('OTHER', 'Other', 'Custom roles', 380, 'seed')
on conflict (user_role) do nothing;
update public.job_titles set needs_text = true where user_role = 'OTHER';

create table public.element_types (
  element_type text     not null,
  description  text     not null,
  position     smallint not null,

  constraint element_types_pkey
    primary key (element_type),
  constraint element_types_element_type_upper_case_check
    check (element_type ~ '^[A-Z][A-Z0-9_]{0,39}$'),
  constraint element_types_description_length_check
    check (char_length(description) between 1 and 200)
);

comment on table public.element_types is
'What a script is made of (F77): CUE, NOTE and others.

Extensible by row.';

insert into public.element_types (element_type, description, position)
values
  ('SCENE', 'A heading: act, scene, preset', 10),
  ('DIALOGUE', 'What is spoken', 20),
  ('STAGE_DIRECTION', 'What is done', 30),
  ('CUE', 'What is called: a warning, a standby, a go', 40),
  ('NOTE', 'What is remarked', 50),
  ('GROUP', 'Elements that belong together', 60)
on conflict (element_type) do nothing;

create table public.delegable_columns (
  column_key  text     not null,
  table_name  text     not null,
  column_name text     not null,
  description text     not null,
  position    smallint not null,

  constraint delegable_columns_pkey
    primary key (column_key),
  constraint delegable_columns_column_key_names_both_check
    check (column_key = table_name || '.' || column_name),
  constraint delegable_columns_table_name_known_check
    check (table_name in ('scripts', 'script_elements')),
  -- Who owns it, who reads it and where it stands are the owner's.
  constraint delegable_columns_column_name_is_content_check
    check (column_name not in (
      'id', 'owner_id', 'organization_id', 'script_id', 'audience', 'revision',
      'is_private', 'department_id', 'parent_element_id'))
);

comment on table public.delegable_columns is
'Columns that the owner of a script can let crew write (F71).';

insert into public.delegable_columns
  (column_key, table_name, column_name, description, position)
values
  ('scripts.notes', 'scripts', 'notes', 'Notes on the script as a whole', 10),
  ('scripts.starts_at', 'scripts', 'starts_at', 'When it goes up', 20),
  ('scripts.ends_at', 'scripts', 'ends_at', 'When it comes down', 30),
  ('script_elements.text', 'script_elements', 'text', 'What an element says', 40),
  ('script_elements.cue_number', 'script_elements', 'cue_number', 'Number of a cue', 50),
  ('script_elements.notes', 'script_elements', 'notes', 'Notes on an element', 60)
on conflict (column_key) do nothing;

create function stagedoor_theatre.check_title(p_user_role text, p_custom_title text)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads job titles, which a guest cannot.
declare
  v_needs_text boolean;
begin
  select t.needs_text into v_needs_text
  from public.job_titles as t
  where t.user_role = p_user_role;
  if not found then
    raise invalid_parameter_value using
      message = 'A job title is one of the rows of job_titles',
      detail = json_build_object(
        'user_role', p_user_role, 'allowed',
        (select json_agg(t.user_role order by t.position) from public.job_titles as t));
  elsif v_needs_text and coalesce(btrim(p_custom_title), '') = '' then
    raise invalid_parameter_value using
      message = 'This title needs a text of its own',
      detail = json_build_object('user_role', p_user_role, 'custom_title', p_custom_title);
  elsif not v_needs_text and p_custom_title is not null then
    raise invalid_parameter_value using
      message = 'Only a title that needs a text has one of its own',
      detail = json_build_object('user_role', p_user_role, 'custom_title', p_custom_title);
  elsif char_length(p_custom_title) > 120 then
    raise invalid_parameter_value using
      message = 'A title of one''s own has at most 120 characters';
  end if;
end;
$$;

comment on function stagedoor_theatre.check_title is
'Raise 22023 for a job title that is unknown, or lacks its text (F66).';

create function stagedoor_theatre.tg_any__check_title()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads job titles. A trigger, so that it binds the service and the owner too.
begin
  if stagedoor.is_replaying() then
    return new;
  end if;
  -- The text goes with the title that needed it.
  if tg_op = 'UPDATE'
    and new.user_role <> old.user_role
    and new.custom_title is not distinct from old.custom_title
  then
    new.custom_title := null;
  end if;
  perform stagedoor_theatre.check_title(new.user_role, new.custom_title);
  return new;
end;
$$;

comment on function stagedoor_theatre.tg_any__check_title is
'Refuse a title that is unknown, or lacks its text. Raises 22023.';

-- Policies. Whoever is signed in reads what the words mean; rows are added by migration.

alter table public.job_titles enable row level security;
alter table public.element_types enable row level security;
alter table public.delegable_columns enable row level security;

create policy job_titles_select on public.job_titles
  for select to authenticated
  using ((select stagedoor.live_caller()) is not null);
comment on policy job_titles_select on public.job_titles is
'Titles are read by whoever is signed in.';

create policy element_types_select on public.element_types
  for select to authenticated
  using ((select stagedoor.live_caller()) is not null);
comment on policy element_types_select on public.element_types is
'Kinds of element are read by whoever is signed in.';

create policy delegable_columns_select on public.delegable_columns
  for select to authenticated
  using ((select stagedoor.live_caller()) is not null);
comment on policy delegable_columns_select on public.delegable_columns is
'What can be delegated is read by whoever is signed in.';

-- Recording.

create trigger _900_record
  after insert or update or delete on public.job_titles
  for each row execute function stagedoor_theatre.tg_any__record(
    'job_title', 'installation', '', 'user_role', 'category', 'source', 'needs_text');
create trigger _900_record
  after insert or update or delete on public.element_types
  for each row execute function stagedoor_theatre.tg_any__record(
    'element_type', 'installation', '', 'element_type');
create trigger _900_record
  after insert or update or delete on public.delegable_columns
  for each row execute function stagedoor_theatre.tg_any__record(
    'delegable_column', 'installation', '', 'column_key');
alter table public.job_titles enable always trigger _900_record;
alter table public.element_types enable always trigger _900_record;
alter table public.delegable_columns enable always trigger _900_record;

-- Privileges.

revoke all on function
  stagedoor_theatre.check_title,
  stagedoor_theatre.tg_any__check_title
from public, anon, authenticated, service_role;
revoke all on public.job_titles, public.element_types, public.delegable_columns
  from public, anon, authenticated, service_role;
grant select on public.job_titles, public.element_types, public.delegable_columns
  to authenticated, service_role;
