-- Conditions: what a policy or a check says, the same wherever PostgreSQL writes it.

create function stagedoor.canonical_condition(p_condition text)
returns text
language plpgsql
immutable
set search_path = ''
as $$
-- A restore reads (a and b) and c, and writes a and b and c: chains are flattened, and
-- nothing else is. What stands in quotes is one piece; white space goes with what is
-- before.
declare
  v_pieces  pg_catalog.text[];
  v_words   pg_catalog.text[];
  v_parents integer[];
  v_ends    integer[];
  v_links   pg_catalog.text[];
  v_last    integer;
  -- The place of the parenthesis that is open; one after the last piece outside of all.
  v_open    integer;
begin
  -- One link alone makes no chain in a chain.
  if (regexp_count(p_condition, '\m(AND|OR)\M') > 1) is not true then
    return p_condition;
  end if;
  v_pieces := array(
    select m.piece[1]
    from regexp_matches(p_condition,
      $re$((?:e?'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]|[^\s()'"]+)\s*)$re$, 'g') as m (piece));
  v_words := array(select rtrim(p, e' \n') from unnest(v_pieces) as p);
  v_last := cardinality(v_words);
  v_open := v_last + 1;
  v_parents := array_fill(0, array[v_open]);
  v_ends := v_parents;
  v_links := array_fill(''::pg_catalog.text, array[v_open]);
  for v_place in 1 .. v_last loop
    case v_words[v_place]
      when '(' then
        v_parents[v_place] := v_open;
        v_open := v_place;
      when ')' then
        v_ends[v_open] := v_place;
        v_open := v_parents[v_open];
      when 'AND', 'OR' then
        v_links[v_open] := case
          when v_links[v_open] in ('', v_words[v_place]) then v_words[v_place]
          else 'both' end;
      else null;
    end case;
  end loop;
  for v_place in 1 .. v_last loop
    -- A chain that is an operand of a chain of the same kind.
    if v_words[v_place] = '('
      and v_links[v_place] in ('AND', 'OR')
      and v_links[v_place] = v_links[v_parents[v_place]]
      and (v_place = 1 or v_place = v_parents[v_place] + 1
        or v_words[v_place - 1] = v_links[v_place])
      and (v_ends[v_place] = v_last
        or v_words[v_ends[v_place] + 1] in (')', v_links[v_place]))
    then
      v_pieces[v_place] := '';
      v_pieces[v_ends[v_place]] := ltrim(v_pieces[v_ends[v_place]], ')');
    end if;
  end loop;
  return array_to_string(v_pieces, '');
end;
$$;

comment on function stagedoor.canonical_condition is
'A condition as PostgreSQL writes it, the same after a restore (F117).

A chain of and, or of or, loses the parentheses around a part of it.';

-- Privileges. For the owner of the database.

revoke all on function stagedoor.canonical_condition
from public, anon, authenticated, service_role;
