-- postgres (PostgreSQL), compiled by Kura. Edit the `.schema` files, not this.

CREATE TABLE a_table_with_a_name_of_exactly_sixty_three_bytes_and_not_one_mo (
  id                                                            BIGINT  NOT NULL,
  a_column_with_a_rather_long_name_so_that_both_parts_are_cut   INTEGER,
  a_column_with_a_rather_long_name_so_that_both_parts_are_cut2  INTEGER,
  CONSTRAINT a_table_with_a_name_of_exactly_sixty_three_bytes_and_not_o_pkey PRIMARY KEY (id),
  CONSTRAINT a_table_with_a_name_of_exactl_a_column_with_a_rather_long_n_key UNIQUE (a_column_with_a_rather_long_name_so_that_both_parts_are_cut),
  CONSTRAINT a_table_with_a_name_of_exactl_a_column_with_a_rather_long__key1 UNIQUE (a_column_with_a_rather_long_name_so_that_both_parts_are_cut2),
  CONSTRAINT a_table_with_a_name_of_exact_a_column_with_a_rather_long__check CHECK (a_column_with_a_rather_long_name_so_that_both_parts_are_cut > 0)
);

CREATE INDEX a_table_with_a_name_of_exactl_a_column_with_a_rather_long_n_idx ON a_table_with_a_name_of_exactly_sixty_three_bytes_and_not_one_mo (a_column_with_a_rather_long_name_so_that_both_parts_are_cut);

COMMENT ON TABLE a_table_with_a_name_of_exactly_sixty_three_bytes_and_not_one_mo IS 'Made-up names are cut as PostgreSQL cuts them, and stay apart.';

CREATE TABLE a (
  b    INTEGER,
  b_c  INTEGER,
  c    INTEGER,
  CONSTRAINT a_b_check CHECK (b > 0),
  CONSTRAINT a_b_check1 CHECK (b < 9)
);

CREATE INDEX a_b_c_idx ON a (b, c);

CREATE INDEX a_b_c_idx1 ON a (b_c);

