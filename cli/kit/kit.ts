// The test kit as it ships: verbs for pgTAP files, in the schema `tests`.
import * as fs from "node:fs";
import { packageVersion, shipped } from "../lib/shipped.ts";

/** What somebody asks of the kit who installs it. */
export interface KitOptions {
  /** Although somebody has signed in to the database. */
  evenWithUsers?: boolean;
}

/** Its files, in the order in which they run. */
export function kitFiles(): string[] {
  const folder = shipped("test/kit");
  const names = fs.readdirSync(folder).filter((name) => name.endsWith(".sql"));
  return names.toSorted().map((name) => shipped("test/kit", name));
}

/** The names of its verbs. */
export function kitVerbs(): string[] {
  const texts = kitFiles().map((file) => fs.readFileSync(file, "utf8"));
  const found = texts.flatMap((text) => [...text.matchAll(VERB)]);
  return [...new Set(found.map(([, name = ""]) => name))];
}

const VERB = /^create or replace function tests\.(\w+)\(/gm;

/** All of it as statements of one transaction; done again, it replaces what it made. */
export function kitSql({ evenWithUsers = false }: KitOptions = {}): string {
  const [schema = "", ...verbs] = kitFiles().map((file) => fs.readFileSync(file, "utf8"));
  const allowed = evenWithUsers ? "set local stagedoor.kit_even_with_users = 'on';\n" : "";
  return [allowed + schema, formerVerbs(), ...verbs].join("\n");
}

/** An earlier version may have had them with other arguments. */
function formerVerbs(): string {
  const names = kitVerbs().map((name) => `'${name}'`);
  return `-- Verbs of an earlier version, whose arguments may have been others.
do $$
declare
  v_function regprocedure;
begin
  for v_function in
    select p.oid::regprocedure
    from pg_proc as p
    where p.pronamespace = 'tests'::regnamespace
      and p.proname = any (array[${names.join(", ")}])
  loop
    execute 'drop function ' || v_function;
  end loop;
end;
$$;
`;
}

/** Where `supabase test db` finds it before the tests. */
export const KIT_TEST_FILE = "supabase/tests/000-stagedoor-kit.sql";

/** The kit as a test that installs it, for runners such as `supabase test db`. */
export function kitTestFile(options: KitOptions = {}): string {
  return `-- Stagedoor's test kit ${packageVersion()}: the schema tests, for the tests that run after this file.
-- Written by "stagedoor kit install --write": write it anew after an upgrade.

set client_min_messages = warning;
begin;
${PGTAP}
${kitSql(options)}
commit;
select '1..1' union all select 'ok 1 - the test kit is there';
`;
}

/** pgTAP, where the extension is not there yet. */
const PGTAP = `do $$
begin
  if to_regprocedure('pgtap_version()') is null
    and not exists (select from pg_extension where extname = 'pgtap')
  then
    execute format('create extension pgtap with schema %I',
      coalesce(to_regnamespace('extensions'), 'public'::regnamespace)::text);
  end if;
end;
$$;
`;
