-- postgres (PostgreSQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE teams (
  team_id  BIGINT NOT NULL,
  lead_id  BIGINT,
  CONSTRAINT teams_pkey PRIMARY KEY (team_id)
);

CREATE TABLE employees (
  employee_id  BIGINT NOT NULL,
  team_id      BIGINT NOT NULL,
  boss_id      BIGINT,
  CONSTRAINT employees_pkey PRIMARY KEY (employee_id),
  CONSTRAINT employees_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (team_id),
  CONSTRAINT employees_boss_id_fkey FOREIGN KEY (boss_id) REFERENCES employees (employee_id)
);

ALTER TABLE teams ADD CONSTRAINT teams_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES employees (employee_id) ON DELETE SET NULL;

