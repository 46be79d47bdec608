-- The defaults of the other server, and JSON beside other texts.
CREATE TABLE notes (
  doc    longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`doc`)),
  exact  varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  words  varchar(20) COLLATE utf8mb4_general_ci
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci;
CREATE TABLE moved (a varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;
CREATE TABLE spaced (a varchar(20)) COLLATE utf8mb4_general_ci;
CREATE TABLE of_words (a varchar(20)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
