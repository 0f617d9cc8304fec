-- The demonstration of the theatre part: a small company that rehearses the first scene of
-- Macbeth. Everything goes through the calls and tables that clients use, as Tess, who stage
-- manages. Running it again changes nothing. Everybody's password is `stagedoor`.

insert into auth.users (
  instance_id, id, aud, role, email, encrypted_password, email_confirmed_at,
  raw_app_meta_data, raw_user_meta_data, created_at, updated_at,
  confirmation_token, recovery_token, email_change_token_new, email_change
)
select
  '00000000-0000-0000-0000-000000000000', p.id, 'authenticated', 'authenticated',
  p.name || '@example.com', extensions.crypt('stagedoor', extensions.gen_salt('bf', 10)),
  now(), '{"provider": "email", "providers": ["email"]}', '{}', now(), now(), '', '', '', ''
from (
  values
    ('5eed0000-0000-4000-8000-000000000021'::uuid, 'tess'),
    ('5eed0000-0000-4000-8000-000000000022'::uuid, 'leo'),
    ('5eed0000-0000-4000-8000-000000000023'::uuid, 'uma')
) as p (id, name)
on conflict (id) do nothing;

insert into auth.identities (
  id, provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at
)
select
  gen_random_uuid(), u.id::text, u.id,
  jsonb_build_object('sub', u.id, 'email', u.email, 'email_verified', true),
  'email', now(), now(), now()
from auth.users as u
where u.id::text like '5eed0000-0000-4000-8000-00000000002_'
on conflict (provider_id, provider) do nothing;

do $$
declare
  v_tess    constant uuid := '5eed0000-0000-4000-8000-000000000021';
  v_leo     constant uuid := '5eed0000-0000-4000-8000-000000000022';
  v_uma     constant uuid := '5eed0000-0000-4000-8000-000000000023';
  v_show    uuid;
  v_script  uuid;
  v_venue   uuid;
  v_lights  uuid;
  v_sound   uuid;
  v_set     uuid;
  v_props   uuid;
  v_asked   uuid;
  v_person  uuid;
  v_order   integer := 200;
  v_item    record;
begin
  perform set_config('request.jwt.claims',
    jsonb_build_object('sub', v_tess, 'role', 'authenticated', 'aal', 'aal1')::text, true);
  if exists (select from public.get_my_projects()) then
    return;
  end if;
  perform public.update_crew_member(v_tess,
    '{"fullname_first": "Tess", "fullname_last": "Stage", "user_role": "STAGE_MANAGER"}');
  v_show := public.create_show('The Scottish Play');
  insert into public.venues (name, city, capacity) values ('Harbour Hall', 'Leith', 320)
  returning id into v_venue;
  insert into public.show_venues (project_id, venue_id) values (v_show, v_venue);
  insert into public.departments (name) values ('Lighting') returning id into v_lights;
  insert into public.departments (name) values ('Sound') returning id into v_sound;
  insert into public.departments (name) values ('Set') returning id into v_set;
  insert into public.departments (name) values ('Props') returning id into v_props;

  -- Leo lights and writes the cues of his department; Uma stands by for one week.
  for v_item in
    select * from (values (v_leo, 'Leo'), (v_uma, 'Uma')) as p (user_id, name)
  loop
    v_asked := (public.add_crew_member(v_item.user_id) ->> 'relationship_id')::uuid;
    perform set_config('request.jwt.claims', jsonb_build_object(
      'sub', v_item.user_id, 'role', 'authenticated', 'aal', 'aal1')::text, true);
    perform public.update_crew_member(
      v_item.user_id, jsonb_build_object('fullname_first', v_item.name));
    perform public.accept_crew_relationship(v_asked);
    perform set_config('request.jwt.claims',
      jsonb_build_object('sub', v_tess, 'role', 'authenticated', 'aal', 'aal1')::text, true);
  end loop;
  insert into public.show_assignments (project_id, user_id, user_role, department_id)
  values (v_show, v_leo, 'LIGHTING_DESIGNER', v_lights);
  insert into public.show_assignments (project_id, user_id, kind, user_role, valid_until)
  values (v_show, v_uma, 'cast', 'UNDERSTUDY', now() + interval '7 days');

  -- Guests, who have no login and work in their department all the same.
  for v_item in
    select * from (
      values
        ('Nia', 'Sound', 'SOUND_DESIGNER', v_sound),
        ('Omar', 'Props', 'PROPS_MASTER', v_props),
        ('Pip', 'Flies', 'FLY_OPERATOR', v_set)
    ) as g (first, last, title, department_id)
  loop
    v_person := (public.create_guest_user(
      lower(v_item.first) || '.guest@example.com', v_item.first, v_item.last, v_item.title
    ) ->> 'user_id')::uuid;
    insert into public.show_assignments (project_id, user_id, user_role, department_id)
    values (v_show, v_person, v_item.title, v_item.department_id);
  end loop;

  insert into public.scripts (title) values ('Macbeth, Act I Scene I')
  returning id into v_script;
  insert into public.show_scripts (project_id, script_id) values (v_show, v_script);
  insert into public.script_elements (
    script_id, element_type, department_id, cue_number, call, text, offset_ms, priority,
    is_private
  )
  select v_script, e.*
  from (
    values
      ('SCENE', null::uuid, null, null, 'ACT I, SCENE I. A desert place.', 0, 'NORMAL',
        false),
      ('CUE', v_lights, 'LX 3, LX 4', 'STANDBY', 'Standby LX 3, LX 4', 0, 'NORMAL', false),
      ('CUE', v_set, 'TRAP 1', 'STANDBY', 'Standby TRAP 1', 0, 'SAFETY', false),
      ('STAGE_DIRECTION', null, null, null, 'Thunder and lightning. Enter three Witches', 0,
        'NORMAL', false),
      ('CUE', v_sound, 'SQ 2', 'GO', 'Thunder roll, left to right', 4000, 'NORMAL', false),
      ('CUE', v_lights, 'LX 3', 'GO', 'Lightning, two flashes', 4000, 'NORMAL', false),
      ('CUE', v_lights, 'LX 4', 'GO', 'Heath: low cold side light', 4000, 'NORMAL', false),
      ('CUE', v_set, 'TRAP 1', 'GO', 'Trap up with three Witches', 4000, 'SAFETY', false),
      ('DIALOGUE', null, null, null,
        E'When shall we three meet again\nIn thunder, lightning, or in rain?', 4000,
        'NORMAL', false),
      ('NOTE', null, null, null, 'Nobody rides the trap without a spotter.', 9000, 'SAFETY',
        false),
      ('NOTE', null, null, null, 'Ask the company manager about a longer break.', 9000,
        'NORMAL', true)
  ) as e;
  perform public.delegate_script(
    v_script, v_leo, '{script_elements.text,cue_number,script_elements.notes}',
    p_department_id => v_lights, p_operations => '{update,insert,delete}');

  -- The part ships no menu: a company makes its own.
  for v_item in
    select * from (
      values
        ('company', 'Company', '/projects/:project_id/company', 'project:view:assigned'),
        ('prompt_book', 'Prompt book', '/projects/:project_id/prompt-book', 'script:view'),
        ('calls', 'Calls', '/projects/:project_id/calls', 'schedule:view')
    ) as m (item_key, label, path, required_permission_key)
  loop
    perform public.save_menu_item(v_show, jsonb_build_object(
      'item_key', v_item.item_key, 'label', v_item.label, 'path', v_item.path,
      'position', v_order, 'required_permission_key', v_item.required_permission_key));
    v_order := v_order + 10;
  end loop;
end;
$$;
