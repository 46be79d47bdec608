-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE employees (
  employee_id    BIGINT NOT NULL,
  department_id  BIGINT NOT NULL,
  mentor_id      BIGINT,
  CONSTRAINT employees_pkey PRIMARY KEY (employee_id),
  CONSTRAINT employees_mentor_id_fkey FOREIGN KEY (mentor_id) REFERENCES employees (employee_id)
);

CREATE TABLE departments (
  department_id  BIGINT NOT NULL,
  head_id        BIGINT,
  CONSTRAINT departments_pkey PRIMARY KEY (department_id),
  CONSTRAINT departments_head_id_fkey FOREIGN KEY (head_id) REFERENCES employees (employee_id)
);

ALTER TABLE employees ADD CONSTRAINT employees_department_id_fkey FOREIGN KEY (department_id) REFERENCES departments (department_id);

