-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE employees (
  employee_id    BIGINT NOT NULL,
  department_id  BIGINT NOT NULL,
  mentor_id      BIGINT,
  PRIMARY KEY (employee_id),
  FOREIGN KEY (mentor_id) REFERENCES employees (employee_id)
);

CREATE TABLE departments (
  department_id  BIGINT NOT NULL,
  head_id        BIGINT,
  PRIMARY KEY (department_id),
  FOREIGN KEY (head_id) REFERENCES employees (employee_id)
);

ALTER TABLE employees ADD FOREIGN KEY (department_id) REFERENCES departments (department_id);

