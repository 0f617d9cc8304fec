/**
 * Cost access, taken twice: from the contract alone, here, and by the database, which is asked
 * and then tried. Who may write against which code, by role, prefix, category, agreement and
 * phase (F28 to F33, F35).
 */
import fc from "fast-check";
import type { Sql } from "../../scripts/dev/sql.ts";
import { diceOf } from "./dice.ts";
import type { PlantedBug } from "./mutants.ts";

/** A phase of a production, in the order in which most pass through them. */
const PHASES = ["development", "prep", "principal_photography", "wrap", "post"] as const;
type Phase = (typeof PHASES)[number];
type Place = "Alpha" | "Camera" | "Grip";
type Level = "approve" | "read" | "denied";

interface Code {
  code: string;
  /** The code above it. */
  parent: string | null;
  category: "above_line" | "below_line";
  agreement: string | null;
}
interface Policy {
  role: string;
  prefix: string | null;
  category: Code["category"];
  agreement: string | null;
  phase: Phase | null;
  guild: boolean;
  edit: boolean;
  /** It comes with the part, and a production's own stand before it. */
  ships: boolean;
}
/** A role, a key or the denial of a key, at a place; or a signature that somebody lends. */
type Access =
  | { kind: "role" | "key" | "denial"; name: string; place: Place }
  | { kind: "lent"; name: "lin" | "sarah"; place: "Alpha" };

/** A production, its chart, its policies and who holds what there. */
interface CostWorld {
  codes: Code[];
  /** Which department a prefix belongs to. */
  prefixes: Record<string, Exclude<Place, "Alpha">>;
  policies: Policy[];
  people: Access[][];
}

const SHIPPED: Policy[] = (["above_line", "below_line"] as const).map((category) => ({
  role: "line_producer",
  prefix: null,
  category,
  agreement: null,
  phase: null,
  guild: category === "above_line",
  edit: category === "below_line",
  ships: true,
}));
const ROLES = [
  "producer",
  "line_producer",
  "production_accountant",
  "coordinator",
  "department_head",
  "crew_member",
  "executive_producer",
  "unit_manager",
  "deputy",
];
const KEYS = [
  "cost:approve",
  "transaction:approve",
  "budget:view:assigned",
  "budget:edit:assigned",
  "transaction:view:assigned",
];
/** Roles that others take in. */
const INCLUDES: Record<string, string[]> = { deputy: ["line_producer"] };

/** One production, drawn at random. */
function drawCosts(gen: fc.GeneratorValue): CostWorld {
  const { chance, pick, many } = diceOf(gen);
  const agreement = () => pick([null, null, "IATSE-600", "IATSE-80"]);
  const below = (code: string, parent: string | null): Code => ({
    code,
    parent,
    category: "below_line",
    agreement: agreement(),
  });
  const drawn = many(0, 9, () => ({
    role: pick(["line_producer", "line_producer", "unit_manager", "producer", "deputy"]),
    prefix: pick([null, "1401", "2501", "3300", "3300", "3302", "3302", "3310"]),
    category: pick(["above_line", "below_line", "below_line"] as const),
    agreement: agreement(),
    phase: pick([null, null, null, ...PHASES.slice(1, 3)]),
    guild: chance(50),
    edit: chance(50),
    ships: false,
  }));
  // Two that say different things of one branch are rare otherwise.
  const edit = chance(50);
  const branch = ["3300", "3302"].map((prefix, index) => ({
    role: "line_producer",
    prefix,
    category: "below_line" as const,
    agreement: null,
    phase: null,
    guild: false,
    edit: index === 0 ? edit : !edit,
    ships: false,
  }));
  const policies: Policy[] = chance(50) ? [...branch, ...drawn] : drawn;
  const kindOf = (policy: Policy) =>
    [policy.role, policy.prefix, policy.category, policy.agreement, policy.phase].join();
  return {
    codes: [
      { code: "1401", parent: null, category: "above_line", agreement: agreement() },
      { code: "1401-1", parent: "1401", category: "above_line", agreement: agreement() },
      below("2501", null),
      below("3300", null),
      below("3302", "3300"),
      below("3302-01", "3302"),
      below("3310", "3300"),
      below("6900", null),
    ],
    prefixes: {
      "3300": "Camera",
      "2501": "Grip",
      ...(chance(50) ? { "3310": "Grip" } : {}),
    },
    policies: policies.filter(
      (policy, index) =>
        policies.findIndex((other) => kindOf(other) === kindOf(policy)) === index,
    ),
    people: many(4, 6, () =>
      many(1, 3, (): Access => {
        const place = pick(["Alpha", "Alpha", "Camera", "Grip"] as const);
        const kind = pick(["role", "role", "role", "key", "denial", "lent"] as const);
        if (kind === "lent") {
          return { kind: "lent", name: pick(["lin", "sarah"]), place: "Alpha" };
        }
        // What is about the rules of costs more often than the rest.
        const names = {
          role: ["line_producer", "line_producer", "unit_manager", ...ROLES],
          key: KEYS,
          denial: ["cost:approve", "cost:approve", "cost:approve", ...KEYS],
        };
        return { kind, name: pick(names[kind]), place };
      }),
    ),
  };
}

/** Random productions, the same ones for the same seed. */
export const costWorlds = (count: number, seed: number): CostWorld[] =>
  fc.sample(fc.gen().map(drawCosts), { numRuns: count, seed });

/** The keys that each role allows, implied ones included. */
type Keys = ReadonlyMap<string, ReadonlySet<string>>;

/** The codes from the root of a code's branch down to it. */
function pathOf(world: CostWorld, code: Code): Code[] {
  const parent = world.codes.find((each) => each.code === code.parent);
  return [...(parent ? pathOf(world, parent) : []), code];
}

const prefixOf = (code: Code): string => code.code.slice(0, 4);

/** Where the keys of a code are asked: the nearest prefix that has a department says. */
function placeOf(world: CostWorld, code: Code): Place {
  for (const each of pathOf(world, code).toReversed()) {
    const place = world.prefixes[prefixOf(each)];
    if (place) return place;
  }
  return "Alpha";
}

const roleOf = (access: Access): string | null => {
  if (access.kind === "role") return access.name;
  if (access.kind === "lent") return access.name === "lin" ? "line_producer" : "producer";
  return null;
};

/** The roles by which an access is bound. */
function bondsOf(world: CostWorld, access: Access): string[] {
  const role = roleOf(access);
  if (role === null) return [];
  return [role, ...(INCLUDES[role] ?? [])].filter((each) =>
    [...SHIPPED, ...world.policies].some((policy) => policy.role === each),
  );
}

function allows(keys: Keys, access: Access, key: string): boolean {
  if (access.kind === "key") return keys.get(`key ${access.name}`)?.has(key) ?? false;
  if (access.kind === "role") return keys.get(access.name)?.has(key) ?? false;
  return access.kind === "lent" && key === "cost:approve";
}

/** The accesses that count at a place: there, or at the production. */
const standingAt = (accesses: Access[], place: Place): Access[] =>
  accesses.filter((access) => access.place === place || access.place === "Alpha");

function holds(keys: Keys, accesses: Access[], place: Place, key: string): boolean {
  const here = standingAt(accesses, place);
  return (
    !here.some(({ kind, name }) => kind === "denial" && name === key) &&
    here.some((access) => allows(keys, access, key))
  );
}

/** What the most specific policy of a role says about a code in a phase. */
function policyLevel(world: CostWorld, role: string, code: Code, phase: Phase): Level {
  const path = pathOf(world, code).map(prefixOf);
  const rank = (policy: Policy): number[] => [
    policy.ships ? 0 : 1,
    policy.prefix === null ? -1 : path.lastIndexOf(policy.prefix),
    policy.agreement === null ? 0 : 1,
    policy.phase === null ? 0 : 1,
  ];
  const [best] = [...SHIPPED, ...world.policies]
    .filter(
      (policy) =>
        policy.role === role &&
        policy.category === code.category &&
        (policy.prefix === null || path.includes(policy.prefix)) &&
        (policy.agreement === null || policy.agreement === code.agreement) &&
        (policy.phase === null || policy.phase === phase),
    )
    .toSorted((one, other) => {
      const [a, b] = [rank(one), rank(other)];
      const at = a.findIndex((value, index) => value !== b[index]);
      return at < 0 ? 0 : (b[at] ?? 0) - (a[at] ?? 0);
    });
  if (best?.category === "above_line" && best.guild) return "read";
  if (best?.category === "below_line" && best.edit) return "approve";
  return "denied";
}

/** What `resolve_cost_access` has to answer. */
function costLevel(
  world: CostWorld,
  keys: Keys,
  accesses: Access[],
  code: Code,
  phase: Phase,
): Level {
  const place = placeOf(world, code);
  const here = standingAt(accesses, place);
  const may = (key: string) => holds(keys, accesses, place, key);
  const signs = here.filter((access) => allows(keys, access, "cost:approve"));
  const bound = signs.filter((access) => bondsOf(world, access).length > 0);

  const isFree = ["cost:approve", "transaction:approve"].some(
    (key) =>
      may(key) &&
      here.some(
        (access) => allows(keys, access, key) && bondsOf(world, access).length === 0,
      ),
  );
  if (isFree) return "approve";

  const levels = new Set(
    bound
      .flatMap((access) => bondsOf(world, access))
      .map((role) => policyLevel(world, role, code, phase))
      // Of a key that is denied only the bond stays.
      .map((level) => (level === "approve" && !may("cost:approve") ? "read" : level)),
  );
  const reads =
    may("budget:view:assigned") &&
    here.some(
      (access) => allows(keys, access, "budget:view:assigned") && !bound.includes(access),
    );
  if (levels.has("approve")) return "approve";
  return levels.has("read") || reads ? "read" : "denied";
}

const text = (value: string | null): string =>
  value === null ? "null" : `'${value.replaceAll("'", "''")}'`;

/** Everything that stands before a world. */
const GROUND = `
select tests.create_user(n) from unnest(array['lin', 'sarah']) as n;
select tests.create_project('Alpha');
select tests.create_department(d, 'Alpha') from unnest(array['Camera', 'Grip']) as d;
insert into stagedoor.separation_settings (scope_id, rule_id, is_enforced, reason)
select tests.project_id('Alpha'), r.id, false, 'Anybody may be anything here'
from stagedoor.separation_rules as r where r.kind = 'static';
select tests.create_role('unit_manager', 'Alpha', '{"cost:approve": "allow",
  "budget:edit:assigned": "allow", "transaction:view:assigned": "allow"}');
select tests.create_role('deputy', 'Alpha', '{"schedule:view": "allow"}');
insert into stagedoor.role_includes (permission_role_id, included_role_id)
values (tests.role_id('deputy', 'Alpha'), tests.role_id('line_producer'));
select tests.grant_role('lin', 'Alpha', 'line_producer');
select tests.grant_role('sarah', 'Alpha', 'producer');
insert into public.productions (project_id, currency)
values (tests.project_id('Alpha'), 'USD');
insert into public.budgets (id, project_id, name, currency, created_by, edited_by)
values (md5('budget')::uuid, tests.project_id('Alpha'), 'Shooting', 'USD',
  tests.user_id('sarah'), tests.user_id('sarah'));`;

/** Make what stands before every world; once in a database that has the test kit. */
export async function prepareCosts(sql: Sql): Promise<void> {
  await sql.unsafe(GROUND);
}

/** A world as statements. */
function worldSql(world: CostWorld): string {
  const alpha = "tests.project_id('Alpha')";
  const agreement = (code: string | null) =>
    code === null
      ? "null"
      : `(select a.id from public.union_agreements as a where a.code = ${text(code)})`;
  const tenant = (role: string) =>
    ["unit_manager", "deputy"].includes(role) ? ", 'Alpha'" : "";
  const place = (at: Place) => `'${at}'`;
  return [
    ...Object.entries(world.prefixes).map(
      ([prefix, department]) => `
        insert into public.department_prefixes (project_id, prefix, department_id, category)
        values (${alpha}, '${prefix}', tests.scope_id('${department}'), 'below_line')`,
    ),
    ...world.codes.map(
      ({ code, parent, category, agreement: of }) => `
        insert into public.cost_codes (id, project_id, parent_id, code, name, category,
          union_agreement_id)
        values (md5('${code}')::uuid, ${alpha},
          ${parent === null ? "null" : `md5('${parent}')::uuid`}, '${code}', '${code}',
          '${category}', ${agreement(of)});
        insert into public.budget_lines (id, project_id, budget_id, cost_code_id, currency,
          amount)
        values (md5('line ${code}')::uuid, ${alpha}, md5('budget')::uuid,
          md5('${code}')::uuid, 'USD', 100);
        insert into public.cost_transactions (project_id, budget_line_id, cost_code_id, amount,
          currency, description, transaction_date, idempotency_key, created_by,
          payee_union_agreement_id)
        values (${alpha}, md5('line ${code}')::uuid, md5('${code}')::uuid, 1, 'USD', '${code}',
          '2026-11-20', '${code}', tests.user_id('sarah'), ${agreement(of)})`,
    ),
    ...world.policies.map(
      (policy) => `
        insert into public.cost_policies (project_id, permission_role_id, prefix, category,
          union_agreement_id, phase, requires_guild_approval, allows_line_producer_edit)
        values (${alpha}, tests.role_id('${policy.role}'${tenant(policy.role)}),
          ${text(policy.prefix)}, '${policy.category}', ${agreement(policy.agreement)},
          ${text(policy.phase)}, ${policy.guild}, ${policy.edit})`,
    ),
    ...world.people.map((_, index) => `select tests.create_user('person ${index}')`),
    ...world.people.flatMap((accesses, index) =>
      onceEach(accesses).map((access) => {
        const person = `'person ${index}'`;
        switch (access.kind) {
          case "role":
            return `select tests.grant_role(${person}, ${place(access.place)}, '${access.name}')`;
          case "key":
            return `select tests.grant_key(${person}, ${place(access.place)}, '${access.name}')`;
          case "denial":
            return `select tests.deny(${person}, ${place(access.place)}, '${access.name}')`;
          default:
            return `select tests.delegate('${access.name}', ${person}, 'Alpha',
              'cost:approve', now() + interval '1 day')`;
        }
      }),
    ),
  ].join(";\n");
}

const onceEach = (accesses: Access[]): Access[] => [
  ...new Map(accesses.map((access) => [JSON.stringify(access), access])).values(),
];

/** The first answer that differs: who asked about what, and what both said. */
interface CostDifference {
  person: number;
  phase: Phase;
  about: "resolve_cost_access" | "budget_lines" | "cost_transactions";
  database: string;
  oracle: string;
}

/** The phases in which the answers of a world can differ. */
const phasesOf = (world: CostWorld): Phase[] => {
  const isNamed = (phase: Phase) => world.policies.some((each) => each.phase === phase);
  const other = PHASES.find((phase) => !isNamed(phase));
  return [...PHASES.filter(isNamed), ...(other ? [other] : [])];
};

class Undo extends Error {}

/**
 * Ask and try everything of a world, in a database that is prepared: in each phase that a policy
 * names, and in one that none does. Leaves nothing behind. Counts what was
 * asked into `asked`, by answer.
 */
export async function costDifference(
  sql: Sql,
  world: CostWorld,
  asked: Map<string, number> = new Map(),
): Promise<CostDifference | null> {
  let found: CostDifference | null = null;
  await sql
    .begin(async (transaction) => {
      await transaction.unsafe(worldSql(world));
      const keys = await keysOf(transaction as unknown as Sql);
      for (const phase of phasesOf(world)) {
        await transaction`update public.productions set phase = ${phase}`;
        for (const [person, accesses] of world.people.entries()) {
          const database = await answers(transaction as unknown as Sql, person);
          const oracle = expected(world, keys, accesses, phase);
          for (const level of oracle.resolve_cost_access.split(" ")) {
            const answer = level.split("=")[1] ?? "";
            asked.set(answer, (asked.get(answer) ?? 0) + 1);
          }
          const about = ABOUT.find((each) => database[each] !== oracle[each]);
          if (about) {
            found = {
              person,
              phase,
              about,
              database: database[about],
              oracle: oracle[about],
            };
            throw new Undo();
          }
        }
      }
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return found;
}

const ABOUT = ["resolve_cost_access", "budget_lines", "cost_transactions"] as const;
type Answered = Record<(typeof ABOUT)[number], string>;

async function keysOf(sql: Sql): Promise<Keys> {
  const rows = await sql<{ name: string; keys: string[] }[]>`
    select r.role_key as name, g.allow_keys as keys
    from stagedoor.permission_roles as r join stagedoor.grant_targets as g on g.id = r.id
    union all
    select 'key ' || p.permission_key, g.allow_keys
    from stagedoor.permissions as p join stagedoor.grant_targets as g on g.id = p.id`;
  return new Map(rows.map(({ name, keys }) => [name, new Set(keys)]));
}

function expected(
  world: CostWorld,
  keys: Keys,
  accesses: Access[],
  phase: Phase,
): Answered {
  const levels = world.codes.map((code) => costLevel(world, keys, accesses, code, phase));
  const written = (...asks: string[]) =>
    world.codes
      .filter(
        (code, index) =>
          levels[index] === "approve" &&
          asks.every((key) => holds(keys, accesses, placeOf(world, code), key)),
      )
      .map(({ code }) => code)
      .join(" ");
  return {
    resolve_cost_access: world.codes
      .map(({ code }, index) => `${code}=${levels[index]}`)
      .join(" "),
    budget_lines: written("budget:edit:assigned", "budget:view:assigned"),
    cost_transactions: written("transaction:view:assigned"),
  };
}

/** What the database says to somebody, and lets them do. */
async function answers(sql: Sql, person: number): Promise<Answered> {
  await sql`select tests.authenticate_as(${`person ${person}`})`;
  await sql`savepoint tried`;
  const [row] = await sql<Answered[]>`
    with codes as (
      select * from unnest(array['1401', '1401-1', '2501', '3300', '3302', '3302-01', '3310',
        '6900']) with ordinality as c (code, place)
    ),
    lines as (
      update public.budget_lines set note = 'tried' returning cost_code_id
    ),
    costs as (
      update public.cost_transactions set note = 'tried' returning cost_code_id
    )
    select
      (select string_agg(
         c.code || '=' || public.resolve_cost_access(md5(c.code)::uuid), ' ' order by c.place)
       from codes as c) as resolve_cost_access,
      (select coalesce(string_agg(c.code, ' ' order by c.place), '')
       from codes as c join lines as l on l.cost_code_id = md5(c.code)::uuid) as budget_lines,
      (select coalesce(string_agg(c.code, ' ' order by c.place), '')
       from codes as c join costs as t on t.cost_code_id = md5(c.code)::uuid)
        as cost_transactions`;
  await sql`rollback to savepoint tried`;
  await sql`select tests.clear_authentication()`;
  if (!row) throw new Error("no answer");
  return row;
}

/** Bugs in cost access that somebody could write. */
export const COST_BUGS: readonly PlantedBug[] = [
  {
    rule: "a line producer signs above the line where the guild approves",
    schema: "stagedoor_film",
    routine: "bound_level",
    find: "p.requires_guild_approval then 'read'",
    write: "p.requires_guild_approval then 'approve'",
  },
  {
    rule: "the policy of another phase counts",
    schema: "stagedoor_film",
    routine: "policy_for",
    find: "and (p.phase is null or p.phase = p_phase)",
    write: "",
  },
  {
    rule: "a policy that ships stands before a production's own",
    schema: "stagedoor_film",
    routine: "policy_for",
    find: "p.project_id is null, along.depth desc",
    write: "p.project_id is not null, along.depth desc",
  },
  {
    rule: "the agreement of a policy is not looked at",
    schema: "stagedoor_film",
    routine: "policy_for",
    find: "asked.id = p_union_agreement_id",
    write: "true",
  },
  {
    rule: "of two prefixes the one further up wins",
    schema: "stagedoor_film",
    routine: "policy_for",
    find: "along.depth desc nulls last",
    write: "along.depth nulls last",
  },
  {
    rule: "a role that includes a bound one is free",
    schema: "stagedoor_film",
    routine: "bound_roles",
    find: "where i.permission_role_id = s.grant_id",
    write: "where false",
  },
  {
    rule: "what is lent is bound by nothing",
    schema: "stagedoor_film",
    routine: "bound_roles",
    find: "where s.delegated_from is null and exists",
    write: "where s.delegated_from is null and s.grant_id is null and exists",
  },
  {
    rule: "a denied signature still signs",
    schema: "stagedoor_film",
    routine: "plain_levels",
    find: "when 'approve' then case when t.may_sign then 'approve' else 'read' end",
    write: "when 'approve' then 'approve'",
  },
  {
    rule: "a denial in a department is not looked at",
    schema: "stagedoor_film",
    routine: "plain_levels",
    find: "a.scope_id = s.id and a.status = 'Active'",
    write: "a.scope_id = s.id and a.status = 'Revoked'",
  },
  {
    rule: "policies of lines let write where the answer is read",
    schema: "stagedoor_film",
    routine: "codes_with_write",
    find: "where l.level = 'approve'",
    write: "where l.level <> 'denied'",
  },
];
