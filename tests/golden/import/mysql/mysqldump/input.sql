-- MySQL dump 10.13  Distrib 8.0.39, for Linux (x86_64)
--
-- Host: localhost    Database: shop
/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!50503 SET NAMES utf8mb4 */;
/*!40103 SET TIME_ZONE='+00:00' */;

DROP TABLE IF EXISTS `customers`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
/*!50503 SET character_set_client = utf8mb4 */;
CREATE TABLE `customers` (
  `customer_id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(200) CHARACTER SET latin1 COLLATE latin1_german1_ci NOT NULL DEFAULT '' COMMENT 'As it is on the door; it''s "free"',
  `kind` enum('person','company') NOT NULL DEFAULT 'person',
  `flags` set('a','b') DEFAULT NULL,
  `is_active` tinyint(1) NOT NULL DEFAULT '1',
  `rating` decimal(3,1) DEFAULT '-1.5',
  `note` text,
  `photo` mediumblob,
  `settings` json DEFAULT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  `changed_at` timestamp NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  `full_name` varchar(400) GENERATED ALWAYS AS (concat(`name`,_utf8mb4' x')) VIRTUAL,
  `hits` int(11) DEFAULT '0',
  PRIMARY KEY (`customer_id`),
  UNIQUE KEY `one_name` (`name`,`kind`),
  KEY `by_note` (`note`(20)),
  FULLTEXT KEY `words` (`note`) /*!50100 WITH PARSER `ngram` */ ,
  KEY `by_lower` ((lower(`name`))),
  CONSTRAINT `good_rating` CHECK ((`rating` <= 5))
) ENGINE=InnoDB AUTO_INCREMENT=1234 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci COMMENT='People who buy';
/*!40101 SET character_set_client = @saved_cs_client */;

DROP TABLE IF EXISTS `orders`;
CREATE TABLE `orders` (
  `order_id` int NOT NULL AUTO_INCREMENT,
  `customer_id` bigint unsigned DEFAULT NULL,
  `sold_on` date NOT NULL,
  PRIMARY KEY (`order_id`,`sold_on`),
  KEY `orders_customer` (`customer_id`) USING BTREE
) ENGINE=MyISAM DEFAULT CHARSET=latin1
/*!50100 PARTITION BY RANGE (to_days(`sold_on`))
(PARTITION p0 VALUES LESS THAN (739000) ENGINE = MyISAM,
 PARTITION p1 VALUES LESS THAN MAXVALUE ENGINE = MyISAM) */;

CREATE TABLE `lines` (
  `line_id` int NOT NULL,
  `customer_id` bigint unsigned NOT NULL,
  PRIMARY KEY (`line_id`),
  KEY `lines_ibfk_1` (`customer_id`),
  CONSTRAINT `lines_ibfk_1` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`customer_id`) ON DELETE CASCADE ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;

--
-- Temporary view structure for view `open_orders`
--
/*!50001 DROP VIEW IF EXISTS `open_orders`*/;
SET @saved_cs_client     = @@character_set_client;
/*!50001 CREATE VIEW `open_orders` AS SELECT 
 1 AS `order_id`,
 1 AS `Customer Name`*/;

/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER `touch` BEFORE INSERT ON `orders` FOR EACH ROW SET NEW.sold_on = CURDATE() */;;

/*!50001 DROP VIEW IF EXISTS `open_orders`*/;
/*!50001 SET character_set_client      = utf8mb4 */;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=`root`@`localhost` SQL SECURITY DEFINER */
/*!50001 VIEW `open_orders` AS select `o`.`order_id` AS `order_id`,`c`.`name` AS `Customer Name` from (`orders` `o` join `customers` `c` on((`c`.`customer_id` = `o`.`customer_id`))) where (`c`.`name` <> 'it\'s "x"') */;
/*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;
