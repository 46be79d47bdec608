"""Queries of MariaDB's information schema: what a state consists of, one row (place, value) for each fact."""

_SYSTEM = "('mysql', 'sys', 'information_schema', 'performance_schema')"


def _name(prefix=""):
    """"database.table" as a plan writes it: the database only where it is not the default one."""
    return f"if({prefix}table_schema = 'live', {prefix}table_name, concat({prefix}table_schema, '.', {prefix}table_name))"


_MINE = f"table_schema not in {_SYSTEM} and table_name not like '%\\\\_\\\\_kura\\\\_old'"
# Privileges outlive what they are for; those that dangle do no harm until the name is taken again.
_THERE = "(table_schema, table_name) in (select table_schema, table_name from information_schema.tables)"

FACTS = (
    f"""select concat('relation ', {_name()}), concat_ws(' ', table_type, engine, if(table_type = 'VIEW', null, row_format), table_collation,
          create_options, table_comment) from information_schema.tables where {_MINE}""",
    f"""select concat('column ', {_name()}, '.', column_name), concat_ws(' ', column_type, if(is_nullable = 'NO', 'not null', null),
          concat('default ', column_default), extra, generation_expression, collation_name, concat('comment ', column_comment))
        from information_schema.columns where {_MINE}""",
    f"""select concat('columns of ', {_name()}), group_concat(column_name order by ordinal_position) from information_schema.columns
        where {_MINE} and (table_schema, table_name) in (select table_schema, table_name from information_schema.views) group by 1""",
    f"""select concat('index ', index_name, ' of ', {_name()}), group_concat(concat_ws(' ', column_name, sub_part, collation, non_unique, index_type,
          index_comment, ignored) order by seq_in_index) from information_schema.statistics where {_MINE} group by 1""",
    f"""select concat('foreign key ', k.constraint_name, ' of ', {_name('k.')}), concat_ws(' ', group_concat(concat(column_name, ' -> ',
          if(referenced_table_schema = 'live', '', concat(referenced_table_schema, '.')), k.referenced_table_name, '.', referenced_column_name)
          order by ordinal_position), max(update_rule), max(delete_rule))
        from information_schema.key_column_usage k join information_schema.referential_constraints r
          on r.constraint_schema = k.constraint_schema and r.constraint_name = k.constraint_name and r.table_name = k.table_name
        where k.referenced_table_name is not null and k.{_MINE.replace('table_name', 'k.table_name')} group by 1""",
    # The check of a JSON column keeps the name that the column had first.
    f"""select concat('check ', if(level = 'Column', check_clause, constraint_name), ' of ', if(constraint_schema = 'live', '', concat(constraint_schema, '.')), table_name),
          concat(level, ' ', check_clause) from information_schema.check_constraints where constraint_schema not in {_SYSTEM}
          and table_name not like '%\\_\\_kura\\_old'""",
    f"""select concat('partition ', ifnull(partition_name, '-'), ' of ', {_name()}), concat_ws(' ', partition_method, partition_expression,
          partition_description, partition_ordinal_position, subpartition_name, subpartition_method, partition_comment)
        from information_schema.partitions where partition_name is not null and {_MINE}""",
    f"""select concat('text of ', {_name()}), concat_ws(' ', view_definition, check_option, security_type, algorithm)
        from information_schema.views where {_MINE}""",
    f"""select concat('grant of ', privilege_type, ' on ', {_name()}, ' to ', grantee), is_grantable
        from information_schema.table_privileges where {_MINE} and {_THERE} and grantee not like '%undeclared\\\\_reader%'""",
    f"""select concat('grant of ', privilege_type, ' on ', {_name()}, '.', column_name, ' to ', grantee), is_grantable
        from information_schema.column_privileges where {_MINE} and {_THERE} and grantee not like '%undeclared\\\\_reader%'""",
    f"""select concat('schema ', schema_name), concat_ws(' ', default_collation_name, schema_comment) from information_schema.schemata
        where schema_name not in {_SYSTEM}""",
)

SHAPES = f"""select {_name('c.')}, column_name, column_type, is_nullable, extra, column_default, character_maximum_length, generation_expression
from information_schema.columns c join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
where c.{_MINE.replace('table_name', 'c.table_name')} and t.table_type in ('BASE TABLE', 'SYSTEM VERSIONED') order by 1, ordinal_position"""

KEYS = f"""select {_name()}, if(referenced_table_schema = 'live', referenced_table_name, concat(referenced_table_schema, '.', referenced_table_name)),
  group_concat(column_name order by ordinal_position separator '\\t'), group_concat(referenced_column_name order by ordinal_position separator '\\t')
from information_schema.key_column_usage where referenced_table_name is not null and {_MINE} group by 1, 2, constraint_name"""

RELATIONS = f"select {_name()}, table_type from information_schema.tables where {_MINE} order by 1"
DATABASES = f"select schema_name from information_schema.schemata where schema_name not in {_SYSTEM}"
TRIGGERS = "select if(event_object_schema = 'live', '', concat(event_object_schema, '.')), event_object_table, trigger_name from information_schema.triggers"
GRANTS = f"select {_name()} from information_schema.table_privileges where grantee like '%undeclared\\\\_reader%'"
