// The DDL of all engines, one statement at a time: one permissive grammar, as dumps mix an engine's words freely and
// nobody has to be told what their own server took. It finds the parts of a statement; types, expressions, queries and an
// engine's own words are balanced runs of tokens, read by compiler/import. No actions, no predicates.
parser grammar SqlParser;

options { tokenVocab = SqlLexer; }

statement
    : ( createTable
      | createIndex
      | createView
      | createType
      | createSequence
      | createNamespace
      | alterTable
      | commentOn
      | grant
      | dropObject
      | renameTable
      | useNamespace
      ) EOF
    ;

// Tables.

createTable
    : CREATE (OR REPLACE)? createModifier* TABLE ifNotExists? qualifiedName
      ( LPAREN (tableElement (COMMA tableElement)* COMMA?)? RPAREN tableOption* asQuery?
      | PARTITION OF qualifiedName group? partitionBound tableOption*
      | LIKE qualifiedName tableOption*
      | asQuery
      | optionItem tableOption* asQuery?
      )
    ;
// Up to the end of the statement.
asQuery: AS query;
createModifier: TEMP | TEMPORARY | UNLOGGED | EXTERNAL | FOREIGN | WORD;
ifNotExists: IF NOT EXISTS;
ifExists: IF EXISTS;
partitionBound: DEFAULT | FOR WORD (IN | FROM | WITH) group (TO group)?;

tableElement
    : namedConstraint
    | inlineIndex
    | PERIOD FOR part
    | LIKE qualifiedName part?
    | columnDefinition
    ;
namedConstraint: (CONSTRAINT name?)? tableConstraint;
tableConstraint
    : PRIMARY KEY keyWord* indexParts part?
    | PRIMARY KEY USING INDEX name part?
    | UNIQUE (KEY | INDEX)? keyWord* indexParts part?
    | UNIQUE USING INDEX name part?
    | FOREIGN KEY ifNotExists? name? nameList REFERENCES qualifiedName nameList? part?
    | CHECK group part?
    | EXCLUDE (USING | group) part?
    ;
// `USING BTREE`, `NULLS NOT DISTINCT`, a name.
keyWord: USING name | NOT | name;
inlineIndex
    : (FULLTEXT | SPATIAL) (INDEX | KEY)? name? (USING name)? indexParts part?
    | (INDEX | KEY) ifNotExists? name? (USING name)? indexParts part?
    ;
indexParts: LPAREN part (COMMA part)* RPAREN;

columnDefinition: name columnItem*;
columnItem: (CONSTRAINT name)? columnConstraint | typeItem;
columnConstraint
    : NOT? NULL_ (ON CONFLICT name)?
    | DEFAULT defaultValue
    | GENERATED (ALWAYS | BY DEFAULT) AS (IDENTITY group? | group storage? | WORD name)
    | AS generatedValue storage?
    | IDENTITY group?
    | AUTO_INCREMENT
    | PRIMARY? KEY (ASC | DESC)? (ON CONFLICT name)? AUTOINCREMENT?
    | UNIQUE KEY? (ON CONFLICT name)?
    | REFERENCES qualifiedName nameList?
    | ON (DELETE | UPDATE) referenceAction
    | NOT? DEFERRABLE
    | INITIALLY name
    | CHECK group
    | COLLATE qualifiedName
    | COMMENT string
    | ENCODE name
    | DISTKEY
    | SORTKEY
    | (CHARACTER SET | CHARSET) EQUAL? (name | string)
    ;
storage: STORED | VIRTUAL | WORD;
referenceAction: NO name | SET (NULL_ | DEFAULT) nameList? | (name | CASCADE | RESTRICT) group?;
defaultValue: (NULL_ | defaultItem) defaultItem*;
generatedValue: defaultItem+;
// Up to what begins the next part of a column.
defaultItem
    : group
    | (WITH | WITHOUT) TIME
    | ~( LPAREN | RPAREN | COMMA | NOT | NULL_ | DEFAULT | PRIMARY | UNIQUE | KEY | REFERENCES | CHECK | CONSTRAINT
       | GENERATED | COLLATE | COMMENT | AUTO_INCREMENT | ENCODE | DISTKEY | SORTKEY | ON | AS | INVISIBLE | VISIBLE
       | DEFERRABLE | INITIALLY | WITH | WITHOUT | FIRST | AFTER | IDENTITY | STORED | VIRTUAL
       )
    ;
// The words of a type, and an engine's own words behind it.
typeItem
    : group
    | angle
    | LBRACKET NUMBER? RBRACKET
    | WITH
    | WITHOUT
    | SET
    | TO
    | typeWord
    ;
// Neither what begins the next part of a column nor a place in the table.
typeWord
    : ~( LPAREN | RPAREN | LBRACKET | RBRACKET | LT | GT | COMMA | NOT | NULL_ | DEFAULT | PRIMARY | UNIQUE | KEY
       | REFERENCES | CHECK | CONSTRAINT | GENERATED | COLLATE | COMMENT | AUTO_INCREMENT | ENCODE | DISTKEY | SORTKEY
       | ON | AS | DEFERRABLE | INITIALLY | CHARSET | IDENTITY | FIRST | AFTER | WITH | WITHOUT | SET | TO
       )
    ;
angle: LT (group | angle | ~(LPAREN | RPAREN | LT | GT))* GT;

tableOption
    : PARTITION BY partitionItem+
    | INHERITS group
    | DISTSTYLE EQUAL? name
    | DISTKEY group
    | (COMPOUND | INTERLEAVED)? SORTKEY (group | name)
    | DISTRIBUTED BY (HASH group | RANDOM) (BUCKETS (NUMBER | name))?
    | ORDER BY group
    | (PRIMARY | UNIQUE | DUPLICATE | AGGREGATE) KEY group
    | COMMENT EQUAL? string
    | PROPERTIES group
    | ROLLUP group
    | REFRESH refreshItem+
    | (DEFAULT)? (CHARACTER SET | CHARSET | COLLATE) EQUAL? (name | string)
    | optionItem
    ;
partitionItem
    : group
    | ~( LPAREN | RPAREN | DISTRIBUTED | ORDER | PROPERTIES | COMMENT | REFRESH | AS | USING | WITH | ROLLUP )
    ;
refreshItem: group | ~(LPAREN | RPAREN | DISTRIBUTED | ORDER | PROPERTIES | COMMENT | AS | PARTITION);
// An engine's own words.
optionItem: optionWord group?;
optionWord: ~(LPAREN | RPAREN | AS | PARTITION | ORDER | PROPERTIES | DISTRIBUTED | REFRESH);

// Indexes.

createIndex
    : CREATE (UNIQUE | FULLTEXT | SPATIAL | WORD)? INDEX CONCURRENTLY? ifNotExists? qualifiedName? (USING name)?
      ON ONLY? qualifiedName (USING name)? indexParts run?
    ;

// Views.

createView
    : CREATE (OR REPLACE)? viewModifier* VIEW ifNotExists? qualifiedName viewColumns? tableOption* asQuery
    ;
viewModifier
    : ALGORITHM EQUAL name
    | DEFINER EQUAL (name | string) (AT (name | string))? group?
    | SQL SECURITY (name | DEFINER)
    | MATERIALIZED
    | createModifier
    ;
viewColumns: LPAREN (viewColumn | inlineIndex) (COMMA (viewColumn | inlineIndex))* RPAREN;
viewColumn: name (COMMENT string)?;
query: run;

// Other objects.

createType: CREATE TYPE qualifiedName (AS (ENUM LPAREN (string (COMMA string)*)? RPAREN | run) | run)?;
createSequence: CREATE (OR REPLACE)? createModifier* SEQUENCE ifNotExists? qualifiedName run?;
createNamespace: CREATE (OR REPLACE)? (SCHEMA | DATABASE) ifNotExists? run;
commentOn: COMMENT ON MATERIALIZED? (name | TABLE) qualifiedName part? IS (string | NULL_);
renameTable: RENAME TABLE renamePair (COMMA renamePair)*;
renamePair: qualifiedName TO qualifiedName;
useNamespace: USE name;
dropObject
    : DROP MATERIALIZED? (TABLE | name) CONCURRENTLY? ifExists? qualifiedName (COMMA qualifiedName)*
      (ON qualifiedName)? (CASCADE | RESTRICT | WORD)?
    ;

// Rights.

grant
    : GRANT privilege (COMMA privilege)* ON grantTarget TO grantee (COMMA grantee)* (WITH GRANT OPTION)? run?
    ;
privilege: (name | REFERENCES | CREATE | GRANT)+ nameList?;
grantTarget: (TABLE | MATERIALIZED? VIEW | name (name | IN | SCHEMA)*)? qualifiedName (COMMA qualifiedName)*;
grantee: name? (name | string) (AT (name | string))?;

// Changes.

alterTable
    : ALTER (MATERIALIZED? (TABLE | name) | WORD TABLE) ifExists? ONLY? qualifiedName alterAction (COMMA alterAction)*
    ;
alterAction
    : ADD namedConstraint
    | ADD inlineIndex
    | ADD PARTITION part
    | ADD COLUMN? LPAREN columnDefinition (COMMA columnDefinition)* RPAREN
    | ADD COLUMN? ifNotExists? columnDefinition columnPlace?
    | DROP (CONSTRAINT | INDEX | KEY | CHECK) ifExists? name (CASCADE | RESTRICT)?
    | DROP FOREIGN KEY ifExists? name
    | DROP PRIMARY KEY
    | DROP PARTITION part
    | DROP COLUMN? ifExists? name (CASCADE | RESTRICT)?
    | ALTER COLUMN? name alterColumn
    | MODIFY COLUMN? ifExists? columnDefinition columnPlace?
    | CHANGE COLUMN? ifExists? name columnDefinition columnPlace?
    | RENAME (INDEX | KEY | CONSTRAINT) name TO name
    | RENAME COLUMN? name TO name
    | RENAME (TO | AS)? qualifiedName
    | OWNER TO (name | string)
    | ATTACH PARTITION qualifiedName partitionBound
    | SET SCHEMA name
    | REPLACE PARTITION part
    | part
    ;
columnPlace: FIRST | AFTER name;
alterColumn
    : SET DEFAULT expressionPart
    | DROP DEFAULT
    | (SET | DROP) NOT NULL_
    | (SET WORD)? TYPE typePart (USING expressionPart)?
    | ADD GENERATED (ALWAYS | BY DEFAULT) AS IDENTITY group?
    | part
    ;
expressionPart: part;
typePart: (group | angle | ~(LPAREN | RPAREN | COMMA | USING))+;

// Runs.

run: (group | ~(LPAREN | RPAREN))+;
// Up to a comma.
part: (group | ~(LPAREN | RPAREN | COMMA))+;
group: LPAREN (group | ~(LPAREN | RPAREN))* RPAREN;

// Names.

nameList: LPAREN name (COMMA name)* RPAREN;
qualifiedName: name (DOT name)*;
string: STRING;
// Everything but the words that the rules above tell apart by.
name
    : WORD | QUOTED | ADD | AFTER | AGGREGATE | ALGORITHM | ALTER | ALWAYS | ATTACH | AUTO_INCREMENT | AUTOINCREMENT
    | BUCKETS | BY | CASCADE | CHANGE | CHARACTER | CHARSET | CLUSTER | COLUMN | COMMENT | COMPOUND | CONCURRENTLY
    | CONFLICT | DATABASE | DEFERRABLE | DEFINER | DELETE | DESC | DISTKEY | DISTRIBUTED | DISTSTYLE | DROP | DUPLICATE
    | ENCODE | ENUM | EXCLUDE | EXTERNAL | FIRST | FULLTEXT | GENERATED | HASH | IDENTITY | IF | INDEX | INHERITS
    | INITIALLY | INTERLEAVED | INVISIBLE | KEY | MATERIALIZED | MODIFY | NO | OF | ONLY | OPTION | OWNER | PARTITION
    | PERIOD | PROPERTIES | RANDOM | REFRESH | RENAME | REPLACE | RESTRICT | ROLLUP | SCHEMA | SECURITY | SEQUENCE
    | SORTKEY | SPATIAL | SQL | STORED | TEMP | TEMPORARY | TIME | TYPE | UNLOGGED | UPDATE | USE | VIEW | VIRTUAL
    | VISIBLE
    ;
