CREATE TABLE IF NOT EXISTS "odd" ("key" text, "index" integer unsigned, anything, "big" unsigned big int, flag bool, price money, doc json, data blob, when_ timestamp);
