-- sqlite (SQLite), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE departments (
  department_id  BIGINT NOT NULL,
  head_id        BIGINT,
  PRIMARY KEY (department_id),
  FOREIGN KEY (head_id) REFERENCES employees (employee_id)
);

CREATE TABLE employees (
  employee_id    BIGINT NOT NULL,
  department_id  BIGINT NOT NULL,
  mentor_id      BIGINT,
  PRIMARY KEY (employee_id),
  FOREIGN KEY (department_id) REFERENCES departments (department_id),
  FOREIGN KEY (mentor_id) REFERENCES employees (employee_id)
);

