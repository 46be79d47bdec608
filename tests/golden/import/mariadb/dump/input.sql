/*M!999999\- enable the sandbox mode */ 
-- MariaDB dump 10.19  Distrib 10.11.6-MariaDB
/*!40101 SET NAMES utf8mb4 */;
CREATE TABLE `things` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `code` uuid NOT NULL DEFAULT uuid(),
  `doc` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`doc`)),
  `made` datetime NOT NULL DEFAULT current_timestamp(),
  `touched` timestamp NULL DEFAULT NULL ON UPDATE current_timestamp(),
  `amount` decimal(10,2) NOT NULL DEFAULT 0.00,
  `twice` decimal(10,2) GENERATED ALWAYS AS (`amount` * 2) STORED,
  `ip` inet6 DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
CREATE SEQUENCE `numbers` start with 100 minvalue 1 maxvalue 9223372036854775806 increment by 1 cache 1000 nocycle ENGINE=InnoDB;
CREATE TABLE `numbered` (
  `n` bigint(20) NOT NULL DEFAULT nextval(`numbers`),
  PRIMARY KEY (`n`)
) ENGINE=Aria DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci PAGE_CHECKSUM=1;
