"""Queries of MariaDB's information schema: what a database consists of, one row (place, value) for each fact.

`{db}` is the name of one database: only for a constant name does the server not open the tables of all others as well.
"""

_SYSTEM = "('mysql', 'sys', 'information_schema', 'performance_schema')"


def _name(prefix=""):
    """"database.table" as a plan writes it: the database only where it is not the default one."""
    return f"if('{{db}}' = 'live', {prefix}table_name, concat('{{db}}.', {prefix}table_name))"


_MINE = "table_schema = '{db}' and table_name not like '%\\_\\_kura\\_old' and table_name not like 'kura\\_%'"
# Privileges outlive what they are for; those that dangle do no harm until the name is taken again.
_THERE = "table_name in (select table_name from information_schema.tables where table_schema = '{db}')"
_UNDECLARED = "grantee like '%undeclared\\_reader%'"

FACTS = (
    f"""select concat('relation ', {_name()}), concat_ws(' ', table_type, engine, if(table_type = 'VIEW', null, row_format), table_collation,
          create_options, table_comment) from information_schema.tables where {_MINE}""",
    f"""select concat('column ', {_name()}, '.', column_name), concat_ws(' ', column_type, if(is_nullable = 'NO', 'not null', null),
          concat('default ', column_default), extra, generation_expression, collation_name, concat('comment ', column_comment))
        from information_schema.columns where {_MINE}""",
    f"""select concat('index ', index_name, ' of ', {_name()}), group_concat(concat_ws(' ', column_name, sub_part, collation, non_unique, index_type,
          index_comment, ignored) order by seq_in_index) from information_schema.statistics where {_MINE} group by 1""",
    f"""select concat('foreign key ', constraint_name, ' of ', {_name()}), group_concat(concat(column_name, ' -> ',
          if(referenced_table_schema = 'live', '', concat(referenced_table_schema, '.')), referenced_table_name, '.', referenced_column_name)
          order by ordinal_position) from information_schema.key_column_usage where referenced_table_name is not null and {_MINE} group by 1""",
    f"""select concat('rules of foreign key ', constraint_name, ' of ', {_name()}), concat_ws(' ', update_rule, delete_rule)
        from information_schema.referential_constraints where {_MINE.replace('table_schema', 'constraint_schema')}""",
    # The check of a JSON column keeps the name that the column had first.
    f"""select concat('check ', if(level = 'Column', check_clause, constraint_name), ' of ', {_name()}), concat(level, ' ', check_clause)
        from information_schema.check_constraints where {_MINE.replace('table_schema', 'constraint_schema')}""",
    f"""select concat('partition ', ifnull(partition_name, '-'), ' of ', {_name()}), concat_ws(' ', partition_method, partition_expression,
          partition_description, partition_ordinal_position, subpartition_name, subpartition_method, partition_comment)
        from information_schema.partitions where partition_name is not null and {_MINE}""",
    f"""select concat('text of ', {_name()}), concat_ws(' ', view_definition, check_option, security_type, algorithm)
        from information_schema.views where {_MINE}""",
    f"""select concat('grant of ', privilege_type, ' on ', {_name()}, ' to ', grantee), is_grantable
        from information_schema.table_privileges where {_MINE} and {_THERE} and not {_UNDECLARED}""",
    f"""select concat('grant of ', privilege_type, ' on ', {_name()}, '.', column_name, ' to ', grantee), is_grantable
        from information_schema.column_privileges where {_MINE} and {_THERE} and not {_UNDECLARED}""",
    """select concat('schema ', schema_name), concat_ws(' ', default_collation_name, schema_comment) from information_schema.schemata
        where schema_name = '{db}'""",
)

COLUMNS = f"""select {_name()}, column_name, column_type, is_nullable, extra, column_default, character_maximum_length, generation_expression
from information_schema.columns where {_MINE} order by 1, ordinal_position"""

KEYS = f"""select {_name()}, if(referenced_table_schema = 'live', referenced_table_name, concat(referenced_table_schema, '.', referenced_table_name)),
  group_concat(column_name order by ordinal_position separator '\\t'), group_concat(referenced_column_name order by ordinal_position separator '\\t')
from information_schema.key_column_usage where referenced_table_name is not null and {_MINE} group by 1, 2, constraint_name"""

RELATIONS = f"select {_name()}, table_type from information_schema.tables where {_MINE} order by 1"
DATABASES = f"select schema_name from information_schema.schemata where schema_name not in {_SYSTEM} order by 1"
TRIGGERS = f"select {_name().replace('table_name', 'event_object_table')} from information_schema.triggers where event_object_schema = '{{db}}'"
GRANTS = f"select {_name()} from information_schema.table_privileges where {_MINE} and {_UNDECLARED}"
COLUMN_GRANTS = f"select {_name()}, column_name from information_schema.column_privileges where {_MINE} and {_THERE} and {_UNDECLARED}"
