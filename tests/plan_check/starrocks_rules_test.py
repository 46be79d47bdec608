"""Each rule fires on a bad statement and is silent on a good one: python3 tests/plan_check/starrocks_rules_test.py"""

import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import starrocks_rules as rules  # noqa: E402

CREATE = """CREATE TABLE `d`.`t` (
  `id` BIGINT NOT NULL,
  `a` INT NULL DEFAULT "0",
  `s` BIGINT SUM NULL,
  `g` INT AS (`a` * 2)
) DUPLICATE KEY (`id`) DISTRIBUTED BY HASH (`id`) BUCKETS 4"""
PRIMARY = CREATE.replace("DUPLICATE KEY", "PRIMARY KEY")
DYNAMIC = CREATE + ' PROPERTIES ("dynamic_partition.end" = "3")'


def step(sql, wait=None, transaction=0):
    it = rules.Statement({"sql": sql})
    return {"sql": sql, "wait": it.starts_job() if wait is None else wait, "transaction": transaction}


DATED = """CREATE TABLE `d`.`t` (`id` BIGINT NOT NULL, `day` DATE NOT NULL, `a` INT NULL, `b` VARCHAR(9) NULL) UNIQUE KEY (`id`, `day`)
PARTITION BY RANGE (`day`) (PARTITION `p1` VALUES LESS THAN ("2025-01-01")) DISTRIBUTED BY HASH (`id`) BUCKETS 4"""
AGGREGATE = "CREATE TABLE `d`.`t` (`id` BIGINT NOT NULL, `k` INT NULL, `v` INT REPLACE NULL) AGGREGATE KEY (`id`, `k`) DISTRIBUTED BY HASH (`id`)"
NEW = "CREATE TABLE `d`.`t__kura_new` (`id` BIGINT NOT NULL, `a` INT NULL) DUPLICATE KEY (`id`)"
COPY = "INSERT INTO `d`.`t__kura_new` (`id`, `a`) SELECT `id`, array_map(x -> x + 1, `a`) FROM `d`.`t`"
SYNCHRONOUS = "CREATE MATERIALIZED VIEW `d`.`s` AS select id, sum(a) as n from `d`.`t` group by id"
EMPTY = "TRUNCATE TABLE `d`.`t__kura_new`"
MATERIALIZED = "CREATE MATERIALIZED VIEW `d`.`m` REFRESH {}MANUAL AS select `id`, `a` from `d`.`t`"


def alter(rest, wait=None):
    return step("ALTER TABLE `d`.`t` " + rest, wait)


# rule: [bad plans], [good plans]
CASES = {
    "job_not_awaited": (
        [[alter("ADD COLUMN `c` INT NULL", False)], [alter("ORDER BY (`a`)", False)], [alter("DISTRIBUTED BY HASH (`a`) BUCKETS 2", False)],
         [alter("ADD INDEX `i` (`a`) USING BITMAP", False)], [step("CREATE INDEX `i` ON `d`.`m` (`a`) USING BITMAP", False)],
         [alter('SET ("bloom_filter_columns" = "a")', False)], [alter("ADD ROLLUP `r` (`a`, `id`)", False)],
         [alter("PARTITION BY date_trunc('month', `a`)", False)]],
        [[alter("ADD COLUMN `c` INT NULL", True)], [alter("RENAME `u`", False)], [alter('MODIFY COLUMN `a` COMMENT "x"', False)],
         [alter('SET ("write_quorum" = "ALL")', False)], [step("DROP TABLE `d`.`t`", False)]]),
    "change_during_job": (
        [[alter("DROP COLUMN `a`", False), alter("ADD COLUMN `c` INT NULL", True)], [alter("ORDER BY (`a`)", False), alter("RENAME `u`", False)]],
        [[alter("DROP COLUMN `a`", True), alter("ADD COLUMN `c` INT NULL", True)],
         [alter("DROP COLUMN `a`", False), step("ALTER TABLE `d`.`other` ADD COLUMN `c` INT NULL", True)]]),
    "lone_clause_in_list": (
        [[alter("ADD COLUMN `c` INT NULL, ORDER BY (`a`)")], [alter('DROP COLUMN `a`, COMMENT = "x"')], [alter("DROP COLUMN `a`, RENAME `u`")],
         [alter('DROP COLUMN `a`, SET ("write_quorum" = "ALL")')], [alter('ADD COLUMN `c` INT NULL, MODIFY COLUMN `a` COMMENT "x"')],
         [alter("ADD COLUMN `c` INT NULL, DISTRIBUTED BY HASH (`a`)")], [alter("RENAME COLUMN `a` TO `b`, RENAME COLUMN `c` TO `d`")],
         [alter("DROP ROLLUP `r`, DROP COLUMN `a`")]],
        [[alter('ADD COLUMN `c` DECIMAL(10, 2) NULL DEFAULT "1,5", DROP COLUMN `a`, MODIFY COLUMN `s` BIGINT SUM NULL COMMENT "a, b"')],
         [alter("DROP INDEX `i`, ADD INDEX `j` (`a`) USING NGRAMBF (\"gram_num\" = \"4\", \"case_sensitive\" = \"false\")")],
         [alter("DROP ROLLUP `r`, `q`")], [alter("ORDER BY (`a`, `id`)")], [alter("PARTITION BY date_trunc('month', `a`) DISTRIBUTED BY HASH (`id`)")]]),
    "several_properties": (
        [[alter('SET ("write_quorum" = "ALL", "enable_load_profile" = "true")')], [alter('SET ("binlog_enable" = "true", "write_quorum" = "ALL")')],
         [step('ALTER MATERIALIZED VIEW `d`.`m` SET ("partition_ttl_number" = "1", "resource_group" = "g")')]],
        [[alter('SET ("write_quorum" = "ALL")')], [alter('SET ("dynamic_partition.end" = "3", "dynamic_partition.time_unit" = "DAY")')],
         [alter('SET ("binlog_enable" = "true", "binlog_ttl_second" = "60")')]]),
    "property_not_settable": (
        [[alter('SET ("compression" = "ZSTD")')], [alter('SET ("storage_medium" = "SSD")')],
         [step('ALTER MATERIALIZED VIEW `d`.`m` SET ("replication_num" = "1")')]],
        [[alter('SET ("default.storage_medium" = "SSD")')], [alter('MODIFY PARTITION (*) SET ("storage_medium" = "SSD")')],
         [alter('SET ("replication_num" = "1")')]]),
    "changed_default": (
        [[step(CREATE), alter('MODIFY COLUMN `a` BIGINT NULL DEFAULT "1"')], [step(CREATE), alter("MODIFY COLUMN `a` BIGINT NULL")],
         [alter('ADD COLUMN `c` INT NULL DEFAULT "1"'), alter("MODIFY COLUMN `c` BIGINT NULL")],
         [step(CREATE), alter("RENAME COLUMN `a` TO `b`"), alter("MODIFY COLUMN `b` BIGINT NULL")]],
        [[step(CREATE), alter('MODIFY COLUMN `a` BIGINT NULL DEFAULT "0"')], [alter("MODIFY COLUMN `a` BIGINT NULL")],
         [step(CREATE), alter('MODIFY COLUMN `a` COMMENT "x"')]]),
    "tightened": (
        [[step(CREATE), alter('MODIFY COLUMN `a` INT NOT NULL DEFAULT "0"')]],
        [[step(CREATE), alter("MODIFY COLUMN `id` BIGINT KEY NULL")]]),
    "lost_role": (
        [[step(CREATE), alter("MODIFY COLUMN `s` BIGINT NULL")], [step(CREATE), alter("MODIFY COLUMN `g` INT NULL")]],
        [[step(CREATE), alter("MODIFY COLUMN `s` LARGEINT SUM NULL")], [step(CREATE), alter("MODIFY COLUMN `g` BIGINT AS (`a` * 3)")]]),
    "incomplete_definition": (
        [[alter("MODIFY COLUMN `a` BIGINT")]],
        [[alter("MODIFY COLUMN `a` BIGINT NULL")], [alter("MODIFY COLUMN `a` BIGINT NOT NULL")], [alter("MODIFY COLUMN `g` BIGINT AS (`a`)")],
         [alter("MODIFY COLUMN `p` ADD FIELD `x` INT AFTER `y`")]]),
    "modified_nested": (
        [[alter("MODIFY COLUMN `v` ARRAY<BIGINT> NULL")], [alter("MODIFY COLUMN `v` STRUCT<`a` INT> NULL")]],
        [[alter("MODIFY COLUMN `v` ADD FIELD `b` INT")], [alter('MODIFY COLUMN `v` COMMENT "x"')], [alter("MODIFY COLUMN `v` JSON NULL")]]),
    "added_without_value": (
        [[alter("ADD COLUMN `c` INT NOT NULL")], [alter("ADD COLUMN `c` INT NULL, ADD COLUMN `e` INT NOT NULL")]],
        [[alter('ADD COLUMN `c` INT NOT NULL DEFAULT "0"')], [alter("ADD COLUMN `c` BITMAP NOT NULL")], [alter("ADD COLUMN `c` INT AS (`a`)")]]),
    "added_identity": ([[alter("ADD COLUMN `c` BIGINT NOT NULL AUTO_INCREMENT")]], [[step(CREATE.replace("BIGINT NOT NULL", "BIGINT NOT NULL AUTO_INCREMENT", 1))]]),
    "added_uuid": ([[alter("ADD COLUMN `c` VARCHAR(36) NULL DEFAULT (uuid())")]], [[alter('ADD COLUMN `c` VARCHAR(36) NULL DEFAULT "uuid()"')]]),
    "added_to_primary_key": ([[step(PRIMARY), alter('ADD COLUMN `c` INT KEY NOT NULL DEFAULT "0" AFTER `id`')]],
                             [[step(CREATE), alter("ADD COLUMN `c` INT KEY NULL AFTER `id`")], [step(PRIMARY), alter("ADD COLUMN `c` INT NULL")]]),
    "misplaced_generated": (
        [[alter("ADD COLUMN `c` INT AS (`a`) AFTER `a`")], [step(CREATE), alter("ADD COLUMN `c` INT NULL AFTER `g`")]],
        [[alter("ADD COLUMN `c` INT AS (`a`)")], [step(CREATE), alter("ADD COLUMN `c` INT NULL AFTER `a`")]]),
    "added_twice": ([[alter("ADD COLUMN `c` INT NULL, ADD COLUMN `C` INT NULL")]], [[alter("ADD COLUMN `c` INT NULL, ADD COLUMN `e` INT NULL")]]),
    "taken_back_name": (
        [[alter("RENAME COLUMN `a` TO `b`"), alter("ADD COLUMN `a` INT NULL")]],
        [[alter("RENAME COLUMN `a` TO `b`"), alter("ADD COLUMN `c` INT NULL")], [alter("ADD COLUMN `a` INT NULL"), alter("RENAME COLUMN `a` TO `b`")]]),
    "bare_default": (
        [[alter("ADD COLUMN `c` INT NULL DEFAULT 0")], [alter("ADD COLUMN `c` BOOLEAN NULL DEFAULT true")]],
        [[alter('ADD COLUMN `c` INT NULL DEFAULT "0"')], [alter("ADD COLUMN `c` DATETIME NULL DEFAULT CURRENT_TIMESTAMP")]]),
    "index_renewed_in_one_statement": (
        [[alter("DROP INDEX `i`, ADD INDEX `i` (`a`) USING BITMAP")]],
        [[alter("DROP INDEX `i`, ADD INDEX `j` (`b`) USING BITMAP")], [alter("DROP INDEX `i`"), alter("ADD INDEX `i` (`a`) USING BITMAP")]]),
    "swap_across_databases": ([[alter("SWAP WITH `e`.`u`")]], [[alter("SWAP WITH `u`")], [alter("SWAP WITH `d`.`u`")]]),
    "qualified_rename": (
        [[alter("RENAME `d`.`u`")], [alter("RENAME TO `u`")], [alter("RENAME COLUMN `a` `b`")], [step("ALTER MATERIALIZED VIEW `d`.`m` RENAME `d`.`n`")]],
        [[alter("RENAME `u`")], [alter("RENAME COLUMN `a` TO `b`")], [step("ALTER MATERIALIZED VIEW `d`.`m` RENAME `n`")]]),
    "transaction_around_ddl": (
        [[step("BEGIN"), alter("RENAME `u`"), step("COMMIT")], [step("START TRANSACTION")], [step("DROP TABLE `d`.`t`", False, 1)]],
        [[alter("RENAME `u`")]]),
    "comment_without_sign": ([[alter('COMMENT "x"')]], [[alter('COMMENT = "x"')]]),
    "unknown_statement": (
        [[step("CREATE OR REPLACE TABLE `t` (`a` INT)")], [step("CREATE OR REPLACE MATERIALIZED VIEW `m` AS select 1")], [step("CREATE UNIQUE INDEX `i` ON `t` (`a`)")],
         [step("COMMENT ON TABLE `t` IS 'x'")], [alter("ALTER COLUMN `a` SET DEFAULT 1")], [alter("ADD CONSTRAINT `c` CHECK (`a` > 0)")],
         [step("DROP TABLE `t` CASCADE")], [alter("OWNER TO `x`")]],
        [[step("CREATE OR REPLACE VIEW `v` AS select 1")], [step(CREATE)], [step("DROP TABLE `t`")]]),
    "materialized_view_altered": (
        [[step('ALTER MATERIALIZED VIEW `m` COMMENT = "x"')], [step("ALTER MATERIALIZED VIEW `m` DISTRIBUTED BY HASH (`a`)")],
         [step("ALTER MATERIALIZED VIEW `m` AS select 1")]],
        [[step("ALTER MATERIALIZED VIEW `m` ACTIVE")], [step("ALTER MATERIALIZED VIEW `m` REFRESH ASYNC EVERY(INTERVAL 1 DAY)")],
         [step("ALTER MATERIALIZED VIEW `m` RENAME `n`")]]),
    "partition_beside_dynamic": (
        [[step(DYNAMIC), alter('ADD PARTITION `p` VALUES LESS THAN ("2025-01-01")')],
         [alter('SET ("dynamic_partition.enable" = "true")'), alter("DROP PARTITION `p`")]],
        [[step(DYNAMIC), alter('SET ("dynamic_partition.enable" = "false")'), alter("DROP PARTITION `p`")], [step(CREATE), alter("DROP PARTITION `p`")],
         [step(DYNAMIC), alter('MODIFY PARTITION `p` SET ("replication_num" = "1")')]]),
    "random_outside_duplicate": (
        [[step(PRIMARY), alter("DISTRIBUTED BY RANDOM BUCKETS 4")], [step(PRIMARY.replace("HASH (`id`)", "RANDOM"))]],
        [[step(CREATE), alter("DISTRIBUTED BY RANDOM BUCKETS 4")], [step(PRIMARY), alter("DISTRIBUTED BY HASH (`id`) BUCKETS 8")]]),
    "order_by_of_all_columns_of_primary": (
        [[step(PRIMARY), alter("ORDER BY (`id`, `a`, `s`, `g`)")]], [[step(PRIMARY), alter("ORDER BY (`a`)")], [step(CREATE), alter("ORDER BY (`id`, `a`, `s`, `g`)")]]),
    "copy_without_names": ([[step("INSERT INTO `d`.`u` SELECT * FROM `d`.`t`")]], [[step("INSERT INTO `d`.`u` (`a`) SELECT `a` FROM `d`.`t`")]]),
    "copied_generated": (
        [[step(CREATE), step("INSERT INTO `d`.`t` (`id`, `g`) SELECT `id`, `g` FROM `d`.`u`")]],
        [[step(CREATE), step("INSERT INTO `d`.`t` (`id`, `a`) SELECT `id`, `a` FROM `d`.`u`")]]),
    "refused_conversion": (
        [[step(PRIMARY.replace("INT NULL", t)), alter("MODIFY COLUMN `a` " + u)] for t, u in (
            ("BIGINT NULL", "INT NULL"), ("BOOLEAN NULL", "INT NULL"), ("DATETIME NULL", "VARCHAR(99) NULL"), ("VARCHAR(9) NULL", "VARCHAR(8) NULL"),
            ("DECIMAL(18, 2) NULL", "DECIMAL(20, 1) NULL"), ("DECIMAL(18, 2) NULL", "DECIMAL(18, 4) NULL"), ("VARBINARY(4) NULL", "VARBINARY(8) NULL"))],
        [[step(PRIMARY.replace("INT NULL", t)), alter("MODIFY COLUMN `a` " + u)] for t, u in (
            ("INT NULL", "BIGINT NULL"), ("VARCHAR(9) NULL", "VARCHAR(19) NULL"), ("DECIMAL(18, 2) NULL", "DECIMAL(20, 4) NULL"), ("DATE NULL", "DATETIME NULL"),
            ("JSON NOT NULL", "JSON NULL"), ("STRING NULL", "VARCHAR(65533) NULL"))]),
    "fixed_column_modified": (
        [[step(DATED), alter("MODIFY COLUMN `day` DATETIME KEY NOT NULL")], [step(DATED), alter("MODIFY COLUMN `id` LARGEINT KEY NOT NULL")],
         [step(PRIMARY), alter("MODIFY COLUMN `id` LARGEINT KEY NOT NULL")], [step(CREATE), alter('MODIFY COLUMN `a` BIGINT NULL DEFAULT "0"')]],
        [[step(DATED), alter("MODIFY COLUMN `a` BIGINT NULL")]]),
    "fixed_column_dropped": (
        [[step(DATED), alter("DROP COLUMN `day`")], [step(DATED), alter("DROP COLUMN `id`")],
         [step(CREATE.replace("DISTRIBUTED BY HASH (`id`) BUCKETS 4", "")), alter("DROP COLUMN `id`")], [step(CREATE), alter("DROP COLUMN `a`")],
         [step(CREATE), alter("ORDER BY (`s`)"), alter("DROP COLUMN `s`")], [step(AGGREGATE), alter("DROP COLUMN `k`")],
         [step(DATED), alter("ADD ROLLUP `r` (`b`)"), alter("DROP COLUMN `b`")], [step(DATED), step(SYNCHRONOUS), alter("DROP COLUMN `a`")]],
        [[step(DATED), alter("DROP COLUMN `a`")], [step(AGGREGATE.replace("REPLACE", "SUM")), alter("DROP COLUMN `k`")],
         [step(DATED), alter("ADD ROLLUP `r` (`b`)"), alter("DROP ROLLUP `r`"), alter("DROP COLUMN `b`")]]),
    "renamed_under_synchronous": (
        [[step(DATED), step(SYNCHRONOUS), alter("RENAME COLUMN `a` TO `c`")], [step(CREATE), alter("RENAME COLUMN `a` TO `c`")]],
        [[step(DATED), step(SYNCHRONOUS), alter("RENAME COLUMN `b` TO `c`")],
         [step(DATED), step(SYNCHRONOUS), step("DROP MATERIALIZED VIEW `d`.`s`"), alter("RENAME COLUMN `a` TO `c`")]]),
    "distribution_refused": (
        [[step(DATED + ' PROPERTIES ("colocate_with" = "g")'), alter("DISTRIBUTED BY HASH (`id`) BUCKETS 2")],
         [step(CREATE.replace("HASH (`id`) BUCKETS 4", "RANDOM")), alter("DISTRIBUTED BY HASH (`id`) BUCKETS 2")], [step(CREATE), alter("DISTRIBUTED BY RANDOM")]],
        [[step(CREATE), alter("DISTRIBUTED BY RANDOM BUCKETS 4")],
         [step(DATED + ' PROPERTIES ("colocate_with" = "g")'), alter('SET ("colocate_with" = "")'), alter("DISTRIBUTED BY HASH (`id`) BUCKETS 2")]]),
    "sort_is_not_the_key": (
        [[step(DATED), alter("ORDER BY (`a`)")], [step(CREATE), alter("ORDER BY (`a`, `a`)")], [step(CREATE), alter("ORDER BY (`z`)")]],
        [[step(DATED), alter("ORDER BY (`day`, `id`)")], [step(CREATE), alter("ORDER BY (`a`)")], [step(DATED), alter("ORDER BY (`day`, `id`, `b`, `a`)")]]),
    "added_without_role": (
        [[step(AGGREGATE), alter("ADD COLUMN `c` INT NULL")], [step(AGGREGATE), alter('ADD COLUMN `c` INT SUM NULL DEFAULT "5"')]],
        [[step(AGGREGATE), alter('ADD COLUMN `c` INT SUM NULL DEFAULT "0"')], [step(AGGREGATE), alter("ADD COLUMN `c` INT KEY NULL")]]),
    "unknown_part": (
        [[step(DATED), alter("DROP COLUMN `z`")], [step(DATED), alter("RENAME COLUMN `a` TO `b`")], [step(DATED), alter("ADD COLUMN `a` INT NULL")],
         [step(DATED), alter("DROP INDEX `i`")], [step(DATED), alter("DROP PARTITION `p2`")],
         [step(DATED), alter('ADD PARTITION `p1` VALUES [("2025-01-01"), ("2026-01-01"))')]],
        [[step(DATED), alter("DROP COLUMN `a`"), alter("RENAME COLUMN `b` TO `a`")], [step(DATED), alter("ADD INDEX `i` (`id`) USING BITMAP"), alter("DROP INDEX `i`")],
         [step(DATED), alter('ADD PARTITION `p2` VALUES [("2025-01-01"), ("2026-01-01"))'), alter("DROP PARTITION `p1`")]]),
    "name_taken": (
        [[step(NEW), step(NEW)], [step(DATED), step(NEW), step("ALTER TABLE `d`.`t__kura_new` RENAME `t`")]],
        [[step(NEW), step("DROP TABLE `d`.`t__kura_new`"), step(NEW)], [step(DATED), alter("RENAME `u`"), step(NEW), step(COPY), step("ALTER TABLE `d`.`t__kura_new` RENAME `t`")]]),
    "uneven_copy": (
        [[step(NEW), step("INSERT INTO `d`.`t__kura_new` () SELECT  FROM `d`.`t`")], [step(NEW), step(COPY.replace("`id`, `a`) S", "`id`) S"))],
         [step(NEW), step("INSERT INTO `d`.`t__kura_new` (`a`) SELECT `a` FROM `d`.`t`")], [step(NEW), step(COPY.replace("`a`) S", "`z`) S"))]],
        [[step(NEW), step(COPY)]]),
    "rows_left_behind": (
        [[step(DATED), step(NEW), alter("SWAP WITH `t__kura_new`")], [step(NEW), step("ALTER TABLE `d`.`t__kura_new` RENAME `u`")]],
        [[step(DATED), step(NEW), step(COPY), alter("SWAP WITH `t__kura_new`"), step("ALTER TABLE `d`.`t__kura_new` RENAME `t__kura_old`")],
         [step(DATED), dict(step(NEW), checks=["SELECT count(*) = 0 FROM `d`.`t`"]), alter("SWAP WITH `t__kura_new`")]]),
    "swap_of_other_constraints": (
        [[step(DATED), step(NEW + ' PROPERTIES ("unique_constraints" = "id")'), step(COPY), alter("SWAP WITH `t__kura_new`")]],
        [[step(DATED), step(NEW), step(COPY), alter("SWAP WITH `t__kura_new`")]]),
    "index_during_refresh": (
        [[step(MATERIALIZED.format("")), step("CREATE INDEX `i` ON `d`.`m` (`a`) USING BITMAP")]],
        [[step(MATERIALIZED.format("DEFERRED ")), step("CREATE INDEX `i` ON `d`.`m` (`a`) USING BITMAP"), step("REFRESH MATERIALIZED VIEW `d`.`m`")]]),
    "activated_too_early": (
        [[step(DATED), step(MATERIALIZED.format("")), step("CREATE MATERIALIZED VIEW `d`.`n` REFRESH MANUAL AS select `a` from `d`.`m`"),
          alter("ORDER BY (`day`, `id`)"), step("ALTER MATERIALIZED VIEW `d`.`n` ACTIVE")]],
        [[step(DATED), step(MATERIALIZED.format("")), step("CREATE MATERIALIZED VIEW `d`.`n` REFRESH MANUAL AS select `a` from `d`.`m`"),
          alter("ORDER BY (`day`, `id`)"), step("ALTER MATERIALIZED VIEW `d`.`m` ACTIVE"), step("ALTER MATERIALIZED VIEW `d`.`n` ACTIVE")]]),
    "copy_that_cannot_be_repeated": ([[step(NEW), step(COPY)]], [[step(NEW), step(EMPTY), step(COPY)]]),
    "grant_without_kind": (
        [[step("GRANT SELECT ON TABLE `t` TO `x`")], [step("GRANT SELECT ON `t` TO ROLE `x`")], [step("REVOKE SELECT ON TABLE `t` FROM `x`")]],
        [[step("GRANT SELECT ON MATERIALIZED VIEW `t` TO ROLE `x` WITH GRANT OPTION")], [step("REVOKE SELECT ON VIEW `t` FROM USER `x`")]]),
}

# What only shows beside the wanted state: rule: (statements before, bad plan, good plan, what would make the goal of the good one).
BESIDE_A_GOAL = {
    "unknown_relation": ([step(DATED)], [alter("RENAME `u`"), step(MATERIALIZED.format(""))], [step(MATERIALIZED.format(""))], [step(DATED), step(MATERIALIZED.format(""))]),
    "revoked_nothing": ([step(DATED)], [step("REVOKE SELECT ON TABLE `d`.`t` FROM ROLE `r`")],
                        [step("GRANT SELECT ON TABLE `d`.`t` TO ROLE `r`"), step("REVOKE SELECT ON TABLE `d`.`t` FROM ROLE `r`")], [step(DATED)]),
}

# Plans after DATED and a view over it, and what would make their goals; without its last statement a plan does not get there.
GOALS = [
    ([alter("DROP COLUMN `b`")], DATED.replace(", `b` VARCHAR(9) NULL", "")),
    ([alter("ADD COLUMN `c` ARRAY<INT> NULL AFTER `a`")], DATED.replace(", `b`", ", `c` ARRAY<INT> NULL, `b`")),
    ([alter("MODIFY COLUMN `a` BIGINT NULL"), step("ALTER MATERIALIZED VIEW `d`.`m` ACTIVE")], DATED.replace("`a` INT", "`a` BIGINT")),
    ([alter('MODIFY COLUMN `a` COMMENT "x"')], DATED.replace("`a` INT NULL", '`a` INT NULL COMMENT "x"')),
    ([alter("ADD INDEX `i` (`id`) USING BITMAP")], DATED.replace(") UNIQUE", ", INDEX `i` (`id`) USING BITMAP) UNIQUE")),
    ([alter("ORDER BY (`day`, `id`)"), step("ALTER MATERIALIZED VIEW `d`.`m` ACTIVE")], DATED + " ORDER BY (`day`, `id`)"),
    ([alter("DISTRIBUTED BY HASH (`id`) BUCKETS 8"), step("ALTER MATERIALIZED VIEW `d`.`m` ACTIVE")], DATED.replace("BUCKETS 4", "BUCKETS 8")),
    ([alter('ADD PARTITION `p2` VALUES LESS THAN ("2026-01-01")')], DATED.replace('"))', '"), PARTITION `p2` VALUES LESS THAN ("2026-01-01"))')),
    ([alter('SET ("write_quorum" = "ALL")')], DATED + ' PROPERTIES ("write_quorum" = "ALL")'),
    ([alter('COMMENT = "x"')], DATED.replace("PARTITION BY", 'COMMENT "x" PARTITION BY')),
]


# A rebuild as a plan makes it: nothing to say against it.
REBUILD = [
    step(CREATE.replace("`d`.`t`", "`d`.`t__kura_new`")),
    step("SET insert_timeout = 86400"), step("TRUNCATE TABLE `d`.`t__kura_new`"),
    step("INSERT INTO `d`.`t__kura_new` (`id`, `a`) SELECT `id`, CAST(`a` AS INT) FROM `d`.`t`"),
    alter("SWAP WITH `t__kura_new`"), step("GRANT SELECT ON TABLE `d`.`t` TO ROLE `analyst`"),
    step("DROP TABLE `d`.`t__kura_new`"), step("ALTER MATERIALIZED VIEW `d`.`m` ACTIVE"),
]


class Rules(unittest.TestCase):
    def test_every_rule_has_cases(self):
        self.assertEqual({rule.__name__ for rule in rules.RULES}, {*CASES, *BESIDE_A_GOAL})

    def test_rules_fire(self):
        for name, (bad, _) in CASES.items():
            for plan in bad:
                with self.subTest(rule=name, plan=[it["sql"] for it in plan]):
                    self.assertTrue(any(v.startswith(name + ":") for v in rules.check(plan)), rules.check(plan))

    def test_rules_are_silent(self):
        for name, (_, good) in CASES.items():
            for plan in good:
                with self.subTest(rule=name, plan=[it["sql"] for it in plan]):
                    self.assertFalse([v for v in rules.check(plan) if v.startswith(name + ":")])

    def test_rules_beside_a_goal(self):
        for name, (before, bad, good, goal) in BESIDE_A_GOAL.items():
            with self.subTest(rule=name):
                self.assertTrue(any(it.startswith(name + ":") for it in rules.check(bad, before, goal)), rules.check(bad, before, goal))
                self.assertEqual([], rules.check(good, before, goal))

    def test_the_end_is_compared_with_the_goal(self):
        view = step(MATERIALIZED.format(""))
        for plan, goal in GOALS:
            with self.subTest(plan=[it["sql"] for it in plan]):
                self.assertEqual([], rules.check(plan, [step(DATED), view], [step(goal), view]))
                self.assertNotEqual([], rules.check(plan[:-1], [step(DATED), view], [step(goal), view]))

    def test_counting_rows_reads_no_column(self):
        before = [step(DATED), step("CREATE MATERIALIZED VIEW `d`.`m` REFRESH MANUAL AS select count(*) as n from `d`.`t`")]
        goal = [step(DATED.replace(", `b` VARCHAR(9) NULL", "")), before[1]]
        self.assertEqual([], rules.check([alter("DROP COLUMN `b`")], before, goal))

    def test_rebuild_is_fine(self):
        self.assertEqual(rules.check(REBUILD), [])

    def test_swap_exchanges_what_is_known(self):
        other = CREATE.replace("`d`.`t`", "`d`.`n`").replace('"0"', '"1"').replace(",\n  `g` INT AS (`a` * 2)", "")
        copy = "INSERT INTO `d`.`n` (`id`) SELECT `id` FROM `d`.`t`"
        plan = [step(other), step("TRUNCATE TABLE `d`.`n`"), step(copy), alter("SWAP WITH `n`"), alter('MODIFY COLUMN `a` BIGINT NULL DEFAULT "1"')]
        self.assertEqual(rules.check(plan), [])


if __name__ == "__main__":
    unittest.main()
