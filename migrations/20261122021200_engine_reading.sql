-- Reading the engine: the policies on its tables.
--
-- A request role may only select here. Every change goes through a function, because a
-- policy cannot express separation of duty, the last holder and no-escalation.

-- Definitions: every signed-in user reads the catalogue (F21). An app that acts with a
-- user's token reads nothing (F131).

create policy scope_types_select on stagedoor.scope_types
  for select to authenticated
  using ((select stagedoor.caller_id()) is not null);
comment on policy scope_types_select on stagedoor.scope_types is
'Every user sees the kinds of scope.';

create policy permission_modules_select on stagedoor.permission_modules
  for select to authenticated
  using ((select stagedoor.caller_id()) is not null);
comment on policy permission_modules_select on stagedoor.permission_modules is
'The catalogue is read-only and open to whoever is signed in.';

create policy permissions_select on stagedoor.permissions
  for select to authenticated
  using ((select stagedoor.caller_id()) is not null);
comment on policy permissions_select on stagedoor.permissions is
'The catalogue is read-only and open to whoever is signed in.';

create policy permission_implications_select on stagedoor.permission_implications
  for select to authenticated
  using ((select stagedoor.caller_id()) is not null);
comment on policy permission_implications_select on stagedoor.permission_implications is
'The catalogue is read-only and open to whoever is signed in.';

create policy permission_roles_select on stagedoor.permission_roles
  for select to authenticated
  using (
    deleted_at is null
    and (
      (scope_id is null and (select stagedoor.caller_id()) is not null)
      or scope_id = any ((select stagedoor.my_scopes())::uuid[])
    )
  );
comment on policy permission_roles_select on stagedoor.permission_roles is
'Every user sees built-in roles; users of a tenant see its own.';

create policy permission_role_links_select on stagedoor.permission_role_links
  for select to authenticated
  using (
    exists (
      select from stagedoor.permission_roles as r where r.id = permission_role_id
    )
  );
comment on policy permission_role_links_select on stagedoor.permission_role_links is
'Users who see a role see its permissions.';

create policy role_includes_select on stagedoor.role_includes
  for select to authenticated
  using (
    exists (
      select from stagedoor.permission_roles as r where r.id = permission_role_id
    )
  );
comment on policy role_includes_select on stagedoor.role_includes is
'Users who see a role see the roles that it includes.';

create policy menu_items_select on stagedoor.menu_items
  for select to authenticated
  using (
    (scope_id is null and (select stagedoor.caller_id()) is not null)
    or scope_id = any ((select stagedoor.my_scopes())::uuid[])
  );
comment on policy menu_items_select on stagedoor.menu_items is
'Every user sees built-in items; users of a tenant see its own.';

create policy separation_rules_select on stagedoor.separation_rules
  for select to authenticated
  using (
    (scope_id is null and (select stagedoor.caller_id()) is not null)
    or scope_id = any ((select stagedoor.my_scopes())::uuid[])
  );
comment on policy separation_rules_select on stagedoor.separation_rules is
'Users see the rules that bind them.';

create policy separation_settings_select on stagedoor.separation_settings
  for select to authenticated
  using (scope_id = any ((select stagedoor.my_scopes())::uuid[]));
comment on policy separation_settings_select on stagedoor.separation_settings is
'Users of a scope see the rules that it has dropped, and why.';

-- Scopes and accounts: only those around the user's own accesses (F21).

create policy scopes_select on stagedoor.scopes
  for select to authenticated
  using (id = any ((select stagedoor.my_scopes())::uuid[]));
comment on policy scopes_select on stagedoor.scopes is
'Users see the scopes that they work in, and those around.

Those above, and those that they oversee.';

create policy user_accesses_select on stagedoor.user_accesses
  for select to authenticated
  using (
    scope_id = any ((select stagedoor.every_scope_with('access:view'))::uuid[])
    or (
      user_id = (select stagedoor.caller_id())
      and scope_id = any ((select stagedoor.my_access_scopes())::uuid[])
    )
  );
comment on policy user_accesses_select on stagedoor.user_accesses is
'Users see their own accesses; with access:view, all of a scope.';

create policy user_accounts_select on stagedoor.user_accounts
  for select to authenticated
  using (id = any ((select stagedoor.visible_people())::uuid[]));
comment on policy user_accounts_select on stagedoor.user_accounts is
'Users see themselves; with access:view, the users of a scope.';

create policy elevations_select on stagedoor.elevations
  for select to authenticated
  using (
    scope_id = any ((select stagedoor.every_scope_with('access:view'))::uuid[])
    or (
      user_id = (select stagedoor.caller_id())
      and scope_id = any ((select stagedoor.my_access_scopes())::uuid[])
    )
  );
comment on policy elevations_select on stagedoor.elevations is
'Users see their own elevations; with access:view, all of a scope.';

create policy alerts_select on stagedoor.alerts
  for select to authenticated
  using (scope_id = any ((select stagedoor.every_scope_with('audit:view'))::uuid[]));
comment on policy alerts_select on stagedoor.alerts is
'Users who read the audit log of a scope see its alerts.';

create policy alert_rules_select on stagedoor.alert_rules
  for select to authenticated
  using ((select stagedoor.caller_id()) is not null);
comment on policy alert_rules_select on stagedoor.alert_rules is
'Every user sees the rules of alerts.';

-- No policy and no grant on grant_targets, invitations, secrets, rate_limits, event_queue,
-- window_uses, versions, settings and account_aliases: functions answer from them.

-- Privileges.

grant select on stagedoor.scope_types to authenticated;
grant select on stagedoor.permission_modules to authenticated;
grant select on stagedoor.permissions to authenticated;
grant select on stagedoor.permission_implications to authenticated;
grant select on stagedoor.permission_roles to authenticated;
grant select on stagedoor.permission_role_links to authenticated;
grant select on stagedoor.role_includes to authenticated;
grant select on stagedoor.menu_items to authenticated;
grant select on stagedoor.separation_rules to authenticated;
grant select on stagedoor.separation_settings to authenticated;
grant select on stagedoor.scopes to authenticated;
grant select on stagedoor.user_accesses to authenticated;
-- No grant on telephone numbers and notes: users who share a project do not see them.
grant select (
  id, account_status, email, fullname_first, fullname_last, created_by, created_at
) on stagedoor.user_accounts to authenticated;
-- A session id is part of what opens an elevation: no grant.
grant select (id, user_id, scope_id, started_at, ends_at, ended_at, ended_reason)
  on stagedoor.elevations to authenticated;
grant select on stagedoor.alerts to authenticated;
grant select on stagedoor.alert_rules to authenticated;
