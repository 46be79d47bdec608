BEGIN;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, 
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> 1975ea83b712

CREATE TABLE account (
    id SERIAL NOT NULL, 
    name VARCHAR(50) NOT NULL, 
    description VARCHAR(200), 
    PRIMARY KEY (id), 
    UNIQUE (name)
);

INSERT INTO alembic_version (version_num) VALUES ('1975ea83b712') RETURNING alembic_version.version_num;

-- Running upgrade 1975ea83b712 -> ae1027a6acf

ALTER TABLE account ADD COLUMN last_transaction_date TIMESTAMP WITHOUT TIME ZONE;

ALTER TABLE account ADD COLUMN state VARCHAR(10) DEFAULT 'open' NOT NULL;

CREATE INDEX ix_account_state ON account (state);

UPDATE alembic_version SET version_num='ae1027a6acf' WHERE alembic_version.version_num = '1975ea83b712';

-- Running upgrade ae1027a6acf -> 27c6a30d7c24

ALTER TABLE account ALTER COLUMN name TYPE VARCHAR(100);

ALTER TABLE account ALTER COLUMN description SET NOT NULL;

ALTER TABLE account RENAME COLUMN state TO status;

ALTER TABLE account DROP COLUMN last_transaction_date;

DROP INDEX ix_account_state;

CREATE TABLE entry (
    id BIGSERIAL NOT NULL, 
    account_id INTEGER, 
    amount NUMERIC(10, 2), 
    PRIMARY KEY (id), 
    FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE SET NULL
);

ALTER TABLE entry ADD CONSTRAINT uq_entry UNIQUE (account_id, amount);

ALTER TABLE entry RENAME TO entries;

COMMIT;
