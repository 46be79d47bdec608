"""The rules of StarRocks over the statements of a plan, apart from the planner: check(statements) lists what the server would refuse or lose.

A statement is {"sql": text, "wait": whether the plan waits for a job behind it, "transaction": 0 outside of any}. A rule is a function
from a Ledger, which remembers what the statements before it made of each table, and one parsed statement to sentences.
"""

import re

from starrocks_clause_rules import (
    change_during_job, comment_without_sign, copy_without_names, grant_without_kind, index_renewed_in_one_statement, job_not_awaited,
    lone_clause_in_list, materialized_view_altered, property_not_settable, qualified_rename, several_properties, swap_across_databases,
    transaction_around_ddl, unknown_statement,
)
from starrocks_column_rules import (
    added_identity, added_to_primary_key, added_twice, added_uuid, added_without_role, added_without_value, bare_default, changed_default,
    fixed_column_dropped, fixed_column_modified, incomplete_definition, lost_role, misplaced_generated, modified_nested, refused_conversion,
    renamed_under_synchronous, taken_back_name, tightened,
)
from starrocks_goal import differences
from starrocks_ledger import Ledger
from starrocks_sql import Statement
from starrocks_state_rules import (
    activated_too_early, copied_generated, copy_that_cannot_be_repeated, distribution_refused, index_during_refresh, name_taken,
    order_by_of_all_columns_of_primary, partition_beside_dynamic, random_outside_duplicate, revoked_nothing, rows_left_behind,
    sort_is_not_the_key, swap_of_other_constraints, uneven_copy, unknown_part, unknown_relation,
)

RULES = (
    job_not_awaited, change_during_job, lone_clause_in_list, several_properties, property_not_settable, changed_default, tightened, lost_role,
    incomplete_definition, modified_nested, added_without_value, added_identity, added_uuid, added_to_primary_key, misplaced_generated,
    added_twice, taken_back_name, bare_default, index_renewed_in_one_statement, swap_across_databases, qualified_rename,
    transaction_around_ddl, comment_without_sign, unknown_statement, materialized_view_altered, partition_beside_dynamic,
    random_outside_duplicate, order_by_of_all_columns_of_primary, copy_without_names, copied_generated, grant_without_kind,
    refused_conversion, fixed_column_modified, fixed_column_dropped, renamed_under_synchronous, distribution_refused, sort_is_not_the_key,
    added_without_role, unknown_part, unknown_relation, name_taken, revoked_nothing, uneven_copy, rows_left_behind, swap_of_other_constraints,
    index_during_refresh, activated_too_early, copy_that_cannot_be_repeated,
)


def read(statements):
    ledger = Ledger()
    for raw in statements:
        ledger.note(Statement(raw))
    for view in ledger.views.values():
        view.is_refreshing = False
    for table in ledger.tables.values():
        table.job = False
        table.was.clear()
    return ledger


def check(statements, before=(), goal=None, keeps_old=False):
    """Every violation: "rule: what is wrong: the statement". `before` made the state that is there; `goal` would make the wanted one."""
    ledger, violations = read(before), []
    wanted = read(goal) if goal is not None else None
    if wanted:
        ledger.names = {name for it in (ledger, wanted) for name in (*it.tables, *it.views)}
    for raw in statements:
        it = Statement(raw)
        if not it.tokens:
            continue
        ledger.copies_nothing = ledger.copies_nothing or any(re.match(r"SELECT count\(\*\) = 0 FROM ((?! WHERE ).)+$", query) for query in raw.get("checks", ()))
        for rule in RULES:
            for sentence in rule(ledger, it):
                violations.append(f"{rule.__name__}: {sentence}: {' '.join(it.sql.split())[:160]}")
        ledger.note(it)
    if wanted:
        violations += [f"goal: {it}" for it in differences(ledger, wanted, keeps_old)]
    return violations
