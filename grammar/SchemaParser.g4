// The grammar of a `.schema` file. LL(1): one token decides every alternative, so the generated parser is plain switches
// (a test holds it to that). No actions, no predicates: what the words mean is the tree builder's and the analysis' work.
parser grammar SchemaParser;

options { tokenVocab = SchemaLexer; }

file: declaration* EOF;

declaration
    : schemaDeclaration
    | importDeclaration
    | warehouseDeclaration
    | parameterDeclaration
    | enumDeclaration
    | mixinDeclaration
    | tableDeclaration
    | externalDeclaration
    | viewDeclaration
    | materializedViewDeclaration
    | sequenceDeclaration
    | lintDeclaration
    ;

schemaDeclaration: SCHEMA name SEMICOLON;
importDeclaration: IMPORT (STRING | QUOTED) SEMICOLON;
parameterDeclaration: PARAM name EQUAL value SEMICOLON;

warehouseDeclaration: WAREHOUSE name COLON name warehouseBody;
warehouseBody: LBRACE warehouseItem* RBRACE;
warehouseItem
    : propertiesClause
    | SET name EQUAL value SEMICOLON
    | settingName EQUAL value SEMICOLON
    ;
settingName: IDENTIFIER | SCHEMA | OWNER | QUOTED;

enumDeclaration: ENUM qualifiedName renamed? enumBody;
enumBody: LBRACE (enumLabel (COMMA enumLabel)*)? RBRACE;
enumLabel: (name | STRING) (WAS (name | STRING))?;

mixinDeclaration: MIXIN name tableBody;
tableDeclaration: TABLE qualifiedName renamed? onlyOn? tableBody;
externalDeclaration: EXTERNAL (TABLE | VIEW) qualifiedName onlyOn? (tableBody | SEMICOLON);
viewDeclaration: VIEW qualifiedName renamed? onlyOn? viewBody? AS rawSql SEMICOLON;
materializedViewDeclaration: MATERIALIZED VIEW qualifiedName renamed? onlyOn? viewBody? AS rawSql SEMICOLON;
sequenceDeclaration: SEQUENCE qualifiedName renamed? onlyOn? sequenceBody;
sequenceBody: LBRACE sequenceOption* RBRACE;
sequenceOption: nativeItem+ SEMICOLON;

lintDeclaration: LINT lintBody;
lintBody: LBRACE lintItem* RBRACE;
lintItem: name EQUAL (value | lintNames) SEMICOLON;
lintNames: LPAREN qualifiedName (COMMA qualifiedName)* RPAREN;

renamed: WAS qualifiedName;
onlyOn: ONLY ON name (COMMA name)*;

// What stands inside a table, a mixin, a view's header or a `for` block.

tableBody: LBRACE tableMember* RBRACE;
tableMember: clause | column;

viewBody: LBRACE viewMember* RBRACE;
viewMember: clause | viewClause | viewColumn;
viewColumn: (plainWord | attributeWord | expressionWord | QUOTED) SEMICOLON;

forClause: FOR name (COMMA name)* (forBody | AS rawSql SEMICOLON);
forBody: LBRACE forMember* RBRACE;
forMember: clause | viewClause | columnOverride | nativeClause;
columnOverride: COLUMN name (quotedType columnItem* | columnItem+) onlyOn? SEMICOLON;
nativeClause: (plainWord | attributeWord | expressionWord)
    (rawGroup | ~(SEMICOLON | LPAREN | RPAREN | LBRACE | RBRACE))* SEMICOLON;

clause
    : useClause
    | primaryKeyClause
    | uniqueClause
    | foreignKeyClause
    | checkClause
    | indexClause
    | distributeClause
    | sortClause
    | partitionClause
    | modelClause
    | propertiesClause
    | ownerClause
    | grantClause
    | watermarkClause
    | forClause
    ;

useClause: USE name onlyOn? SEMICOLON;
primaryKeyClause: PRIMARY KEY objectName? nameList keyTail;
uniqueClause: UNIQUE (indexDefinition | objectName? nameList keyTail);
foreignKeyClause: FOREIGN KEY objectName? nameList reference referenceAction* clauseTail;
checkClause: CHECK objectName? LPAREN expression RPAREN clauseTail;
indexClause: indexDefinition;
indexDefinition: INDEX objectName? ON LPAREN indexPart (COMMA indexPart)* RPAREN (USING name)?
    (INCLUDE nameList)? nativeItem* (WHERE expression)? onlyOn? SEMICOLON;
indexPart: expression indexWord*;
// A direction, or an engine's own: `nulls first`, a collation, an operator class.
indexWord: ASC | DESC | softWord (DOT name)? rawGroup? | COLLATE qualifiedName;
distributeClause: DISTRIBUTE BY softWord nameList? wordWithNumber* onlyOn? SEMICOLON;
sortClause: SORT BY softWord? (LPAREN sortPart (COMMA sortPart)* RPAREN)? onlyOn? SEMICOLON;
sortPart: name (ASC | DESC)?;
partitionClause: PARTITION (partitionScheme | partitionDefinition) onlyOn? SEMICOLON;
partitionScheme: BY expression (COMMA expression)* wordWithNumber*;
partitionDefinition: (plainWord | QUOTED) partitionBound nativeItem*;
partitionBound
    : DEFAULT
    | VALUES (LESS THAN valueTuple | FROM valueTuple TO valueTuple | IN valueTuple | WITH modulus)
    ;
valueTuple: LPAREN expression (COMMA expression)* RPAREN | IDENTIFIER;
modulus: LPAREN IDENTIFIER NUMBER COMMA IDENTIFIER NUMBER RPAREN;
modelClause: MODEL (PRIMARY | UNIQUE | DUPLICATE | AGGREGATE) KEY nameList onlyOn? SEMICOLON;
propertiesClause: PROPERTIES propertiesBody;
propertiesBody: LBRACE property* RBRACE;
property: (STRING | QUOTED | softWord) EQUAL value SEMICOLON;
ownerClause: OWNER name onlyOn? SEMICOLON;
grantClause: GRANT privilege (COMMA privilege)* TO grantee (COMMA grantee)* (WITH GRANT IDENTIFIER)? onlyOn? SEMICOLON;
privilege: privilegeWord+ nameList?;
privilegeWord: IDENTIFIER | REFERENCES | DELETE | UPDATE | INDEX | REFRESH | VIEW | TABLE;
grantee: (plainWord | QUOTED)+;
watermarkClause: WATERMARK name onlyOn? SEMICOLON;

viewClause
    : REFRESH refreshItem+ SEMICOLON
    | (SECURITY | NO | WITH) nativeItem+ SEMICOLON
    ;
refreshItem: softWord | STRING | QUOTED | signedNumber;

objectName: softWord | QUOTED;
clauseTail: nativeTail? onlyOn? SEMICOLON;
keyTail: (nativeTail | nativeConflict)? onlyOn? SEMICOLON;
// An engine's own words behind a portable clause start with a word.
nativeTail: (softWord | nativeWord | USING | INCLUDE) tailItem*;
nativeConflict: ON tailItem+;
tailItem: nativeItem | USING | INCLUDE | WHERE | ON;
reference: REFERENCES qualifiedName nameList?;
referenceAction: ON (DELETE | UPDATE) action;
action: NO IDENTIFIER | SET (NULL_ | DEFAULT) | IDENTIFIER arguments?;
// `buckets 16`, `partitions 4`, `every 1 month`.
wordWithNumber: softWord signedNumber?;

// Columns. The type is the words before the first attribute; the words after it are the engine's own.

column: name (typeUnit | quotedType) columnItem* onlyOn? SEMICOLON;
columnItem: attribute | typeUnit;
attribute
    : NOT (NULL_ | softWord)
    | NULL_
    | ASC
    | DESC
    | DEFAULT additive
    | IDENTITY ALWAYS? (LPAREN signedNumber (COMMA signedNumber)? RPAREN)?
    | GENERATED AS LPAREN expression RPAREN (STORED | VIRTUAL)?
    | PRIMARY KEY
    | UNIQUE
    | reference
    | ON ((DELETE | UPDATE) action | IDENTIFIER softWord)
    | CHECK LPAREN expression RPAREN
    | COLLATE name
    | ENCODE name
    | AGGREGATE softWord rawGroup?
    | WAS name
    ;
signedNumber: (PLUS | MINUS)? NUMBER | PARAMETER;

typeReference: typeUnit+ | quotedType;
// An enum whose name needs quotes.
quotedType: QUOTED arraySuffix*;
typeUnit: softWord typeSuffix*;
typeSuffix: rawGroup | typeParameters | arraySuffix | NUMBER | STRING | EQUAL;
typeParameters: LT typeParameter (COMMA typeParameter)* GT;
typeParameter: typeReference (COLON typeReference)?;
arraySuffix: LBRACKET NUMBER? RBRACKET;

// Expressions, lowest precedence first.

expression: conjunction (OR conjunction)*;
conjunction: negation (AND negation)*;
negation: NOT* comparison;
comparison: additive comparisonTail*;
comparisonTail
    : (EQUAL | NOT_EQUAL | LT | GT | LESS_EQUAL | GREATER_EQUAL) additive
    | IS NOT? (NULL_ | TRUE | FALSE | DISTINCT FROM additive)
    | NOT? predicate
    ;
predicate
    : IN LPAREN expression (COMMA expression)* RPAREN
    | BETWEEN additive AND additive
    | (LIKE | ILIKE) additive (ESCAPE additive)?
    ;
additive: multiplicative ((PLUS | MINUS | CONCAT) multiplicative)*;
multiplicative: unary ((STAR | SLASH | PERCENT) unary)*;
unary: (PLUS | MINUS)* postfix;
postfix: primary (DOUBLE_COLON castType)*;
castType: softWord rawGroup? arraySuffix* | quotedType;
primary
    : NUMBER
    | STRING
    | SQL_STRING
    | PARAMETER
    | TRUE
    | FALSE
    | NULL_
    | LPAREN expression (COMMA expression)* RPAREN
    | caseExpression
    | CAST LPAREN expression AS typeReference RPAREN
    | nameOrCall
    ;
caseExpression: CASE expression? whenBranch+ (ELSE expression)? END;
whenBranch: WHEN expression THEN expression;
nameOrCall: (softWord | QUOTED) (DOT name)* (arguments | STRING)?;
arguments: LPAREN (argument (COMMA argument)*)? RPAREN;
argument: STAR | expression;

// Raw text: a view's SQL and an engine's own words.

rawSql: (rawGroup | ~(SEMICOLON | LPAREN | RPAREN))+;
rawGroup: LPAREN (rawGroup | ~(LPAREN | RPAREN | SEMICOLON))* RPAREN;

nativeItem: rawGroup | softWord | nativeWord | nativeSymbol;
nativeWord: NOT | NULL_ | DEFAULT | REFERENCES | AS | IN | FROM | AND | OR | IS | PRIMARY | UNIQUE | INDEX | CHECK
    | TRUE | FALSE | PARTITION | FOR | ASC | DESC | DISTINCT | IDENTITY | GENERATED | ALWAYS | STORED | COLLATE | LIKE;
nativeSymbol: NUMBER | STRING | QUOTED | PARAMETER | DOLLAR_STRING | EQUAL | PLUS | MINUS | DOT | COMMA | COLON | OTHER;

// Names and values.

name: softWord | attributeWord | expressionWord | QUOTED;
qualifiedName: name (DOT name)?;
nameList: LPAREN name (COMMA name)* RPAREN;
value: STRING | QUOTED | signedNumber | TRUE | FALSE | ON | DEFAULT | softWord;

// Any word that is neither a clause's, an attribute's nor an expression's.
softWord
    : IDENTIFIER | SCHEMA | WAREHOUSE | PARAM | ENUM | MIXIN | EXTERNAL | TABLE | MATERIALIZED | VIEW | SEQUENCE
    | LINT | IMPORT | SET | KEY | DUPLICATE | BY | RANGE | LIST | HASH | INTERLEAVED | EVERY | VALUES | LESS | THAN | TO
    | DELETE | UPDATE | COLUMN | REFRESH | STARTING | SECURITY | NO | WITH
    ;
// The same without the words that begin something where a name may stand alone.
plainWord
    : IDENTIFIER | SCHEMA | WAREHOUSE | PARAM | ENUM | MIXIN | EXTERNAL | TABLE | MATERIALIZED | VIEW | SEQUENCE
    | LINT | IMPORT | SET | KEY | DUPLICATE | RANGE | LIST | HASH | INTERLEAVED | EVERY | VALUES | LESS | THAN | TO
    | DELETE | UPDATE | STARTING
    ;
attributeWord
    : NOT | NULL_ | DEFAULT | IDENTITY | GENERATED | REFERENCES | COLLATE | ENCODE | AGGREGATE | WAS | ONLY
    ;
expressionWord
    : AND | OR | IN | BETWEEN | LIKE | ILIKE | ESCAPE | IS | CASE | WHEN | THEN | ELSE | END | CAST | AS | TRUE | FALSE
    | DISTINCT | FROM | ASC | DESC | ON | WHERE | USING | INCLUDE | ALWAYS | STORED | VIRTUAL
    ;
