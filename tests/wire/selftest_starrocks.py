"""The rules of StarRocks as the model holds to them."""

from clients import failure, mysql_clients
from scenario import Scenario
from selftest_mysql import TABLE
from starrocks_jobs import JobScript
from starrocks_model import StarrocksModel

MODIFY = "ALTER TABLE `t` MODIFY COLUMN `b` VARCHAR(64) NULL"
STATE = "SHOW ALTER TABLE COLUMN WHERE TableName = \"t\" ORDER BY JobId DESC LIMIT 1"


def states(connection, count):
    return [connection.execute(STATE)[0][connection.columns.index("State")] for _ in range(count)]


def case_a_job_finishes(check, folder):
    model = StarrocksModel(Scenario(jobs=[JobScript("MODIFY", ("PENDING", "WAITING_TXN", "RUNNING", "FINISHED"))]))
    with mysql_clients(model, folder) as (one,):
        one.execute(TABLE)
        one.execute(MODIFY)
        found = failure(one, "ALTER TABLE `t` ADD COLUMN `c` INT NULL")
        check("(1064)" in found and "schema change operation is in progress on the table" in found, "a second one is refused", found)
        check(failure(one, "INSERT INTO t (a, b) VALUES (1, 'short')") == "", "rows are taken")
        check("1064" in failure(one, "INSERT INTO t (a, b) VALUES (1, 'more than eight')"), "as the table is still")
        check(states(one, 5) == ["PENDING", "WAITING_TXN", "RUNNING", "FINISHED", "FINISHED"], "its states")
        check(failure(one, "INSERT INTO t (a, b) VALUES (1, 'more than eight')") == "", "then it is changed")
        check(len(model.scenario.took("MODIFY")) == 1, "once", model.scenario.effects)


def case_a_job_fails(check, folder):
    model = StarrocksModel(Scenario(jobs=[JobScript("MODIFY", ("RUNNING", "CANCELLED"), "disk is full")]))
    with mysql_clients(model, folder) as (one,):
        one.execute(TABLE)
        one.execute(MODIFY)
        check(states(one, 2) == ["RUNNING", "CANCELLED"], "its states")
        check(one.execute(STATE)[0][one.columns.index("Msg")] == "disk is full", "why")
        check(not model.scenario.took("MODIFY") and any("VARCHAR ( 8 )" in it for it in model.facts()["t"]), "nothing is changed")
        one.execute("ALTER TABLE `t` ADD COLUMN `c` INT NULL")
        check(states(one, 1) == ["FINISHED"], "a value column comes at once")


def case_rows(check, folder):
    model = StarrocksModel()
    with mysql_clients(model, folder) as (one,):
        one.execute(TABLE)
        one.execute("INSERT INTO t (a, b) VALUES (1, 'a'), (2, 'b')")
        one.execute("INSERT INTO shop.t (a, b) VALUES (1, 'c')")
        check(sorted(one.execute("SELECT a, b FROM t")) == [("1", "c"), ("2", "b")], "a key that is there is replaced")
        one.execute("CREATE TABLE `d` (`a` BIGINT NOT NULL) DUPLICATE KEY (`a`) DISTRIBUTED BY HASH (`a`)")
        check("(1064)" in failure(one, "UPDATE d SET a = 1"), "UPDATE wants a primary key")
        check("(1050)" in failure(one, TABLE), "a table is there already")
        one.execute("BEGIN")
        check(len(model.scenario.violations) == 1, "a transaction is noted")


def case_swap(check, folder):
    model = StarrocksModel()
    with mysql_clients(model, folder) as (one,):
        one.execute(TABLE)
        one.execute("INSERT INTO t (a, b) VALUES (1, 'a')")
        one.execute("GRANT SELECT ON TABLE `t` TO ROLE `r`")
        number = one.execute("SELECT TABLE_ID FROM information_schema.tables_config WHERE TABLE_NAME = 't'")
        one.execute(TABLE.replace("`t`", "`t__kura_new`").replace("8", "16"))
        one.execute("INSERT INTO `t__kura_new` (`a`, `b`) SELECT `a`, CAST(`b` AS VARCHAR(16)) FROM `t`")
        one.execute("ALTER TABLE `t` SWAP WITH `t__kura_new`")
        check(one.execute("SELECT TABLE_ID FROM information_schema.tables_config WHERE TABLE_NAME = 't'") != number, "another table")
        check(one.execute("SELECT OBJECT_NAME FROM sys.grants_to_roles") == [("t__kura_new",)], "rights stay with the old one")
        one.execute("DROP TABLE `t__kura_new`")
        text = one.execute("SHOW CREATE TABLE `shop`.`t`")[0][1]
        check("`b` varchar(16) NULL COMMENT \"\"" in text and "DISTRIBUTED BY HASH" in text and "PRIMARY KEY(`a`)" in text,
              "as it says itself", text)
        check(one.execute("SELECT b FROM t") == [("a",)] and list(model.facts()) == ["t"], "and the rows")


def case_what_is_refused(check, folder):
    with mysql_clients(StarrocksModel(), folder) as (one,):
        one.execute(TABLE)
        for sql in ("ALTER TABLE `t` DROP COLUMN `c`", "ALTER TABLE `t` MODIFY COLUMN `a` INT NOT NULL", "ALTER TABLE `t` COMMENT 'x'",
                    "SELECT GET_LOCK('a', 1)",
                    "ALTER TABLE `t` SET (\"compression\" = \"ZSTD\")", "ALTER TABLE `t` RENAME `shop`.`u`"):
            check("(1064)" in failure(one, sql), sql)
        check("(5502)" in failure(one, "ALTER TABLE `nowhere` ADD COLUMN `c` INT NULL"), "an unknown table")
