-- redshift (Redshift), compiled by Kura. Edit the `.schema` files, not this.

CREATE SCHEMA IF NOT EXISTS hr;

CREATE TABLE hr.departments (
  department_id  INTEGER     NOT NULL,
  company_id     INTEGER     NOT NULL,
  head_id        BIGINT      NOT NULL,
  name           VARCHAR(80) NOT NULL,
  CONSTRAINT departments_pk PRIMARY KEY (department_id),
  CONSTRAINT departments_name UNIQUE (company_id, name)
);

CREATE TABLE hr.employees (
  employee_id    BIGINT       NOT NULL,
  email          VARCHAR(254) NOT NULL,
  department_id  INTEGER      NOT NULL,
  boss_id        BIGINT,
  CONSTRAINT employees_pkey PRIMARY KEY (employee_id),
  CONSTRAINT employees_email_key UNIQUE (email),
  CONSTRAINT employees_department_id_fkey FOREIGN KEY (department_id) REFERENCES hr.departments (department_id),
  CONSTRAINT employees_boss_id_fkey FOREIGN KEY (boss_id) REFERENCES hr.employees (employee_id)
);

ALTER TABLE hr.departments ADD CONSTRAINT departments_head FOREIGN KEY (head_id) REFERENCES hr.employees (employee_id);

