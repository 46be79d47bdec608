-- starrocks (StarRocks), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE `departments` (
  `department_id`  BIGINT NOT NULL,
  `head_id`        BIGINT NULL
)
PRIMARY KEY (`department_id`);

CREATE TABLE `employees` (
  `employee_id`    BIGINT NOT NULL,
  `department_id`  BIGINT NOT NULL,
  `mentor_id`      BIGINT NULL
)
PRIMARY KEY (`employee_id`);

