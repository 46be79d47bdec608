// The tokens of a `.schema` file: the vocabulary of the parser and the written form of what the token source reads.
//
// The compiler reads tokens with a hand-written token source (compiler/parse/token_source.cpp), which is several
// times faster; a test reads every schema with both and compares token by token, so this file stays the truth.
lexer grammar SchemaLexer;

// Words that begin a clause of a table: a column of that name is quoted.
PRIMARY: P R I M A R Y;
UNIQUE: U N I Q U E;
FOREIGN: F O R E I G N;
INDEX: I N D E X;
CHECK: C H E C K;
DISTRIBUTE: D I S T R I B U T E;
SORT: S O R T;
PARTITION: P A R T I T I O N;
MODEL: M O D E L;
PROPERTIES: P R O P E R T I E S;
USE: U S E;
FOR: F O R;
OWNER: O W N E R;
GRANT: G R A N T;
WATERMARK: W A T E R M A R K;

// Words that begin a column's attribute: they end a type.
NOT: N O T;
NULL_: N U L L;
DEFAULT: D E F A U L T;
IDENTITY: I D E N T I T Y;
GENERATED: G E N E R A T E D;
REFERENCES: R E F E R E N C E S;
COLLATE: C O L L A T E;
ENCODE: E N C O D E;
AGGREGATE: A G G R E G A T E;
WAS: W A S;
ONLY: O N L Y;

// Words of expressions: inside one, a column of that name is quoted.
AND: A N D;
OR: O R;
IN: I N;
BETWEEN: B E T W E E N;
LIKE: L I K E;
ILIKE: I L I K E;
ESCAPE: E S C A P E;
IS: I S;
CASE: C A S E;
WHEN: W H E N;
THEN: T H E N;
ELSE: E L S E;
END: E N D;
CAST: C A S T;
AS: A S;
TRUE: T R U E;
FALSE: F A L S E;
DISTINCT: D I S T I N C T;
FROM: F R O M;
ASC: A S C;
DESC: D E S C;
ON: O N;
WHERE: W H E R E;

// Words with a meaning in one place; everywhere else they are names.
SCHEMA: S C H E M A;
WAREHOUSE: W A R E H O U S E;
PARAM: P A R A M;
ENUM: E N U M;
MIXIN: M I X I N;
EXTERNAL: E X T E R N A L;
TABLE: T A B L E;
MATERIALIZED: M A T E R I A L I Z E D;
VIEW: V I E W;
SEQUENCE: S E Q U E N C E;
LINT: L I N T;
IMPORT: I M P O R T;
SET: S E T;
KEY: K E Y;
DUPLICATE: D U P L I C A T E;
BY: B Y;
RANGE: R A N G E;
LIST: L I S T;
HASH: H A S H;
INTERLEAVED: I N T E R L E A V E D;
EVERY: E V E R Y;
VALUES: V A L U E S;
LESS: L E S S;
THAN: T H A N;
TO: T O;
USING: U S I N G;
INCLUDE: I N C L U D E;
DELETE: D E L E T E;
UPDATE: U P D A T E;
ALWAYS: A L W A Y S;
STORED: S T O R E D;
VIRTUAL: V I R T U A L;
COLUMN: C O L U M N;
REFRESH: R E F R E S H;
STARTING: S T A R T I N G;
SECURITY: S E C U R I T Y;
NO: N O;
WITH: W I T H;

// `sql'…'`: an expression handed on as it is.
SQL_STRING: S Q L '\'' ('\'\'' | ~'\'')* '\'';
IDENTIFIER: [A-Za-z_] [A-Za-z0-9_]*;
QUOTED: '"' ('""' | ~'"')* '"';
BACKTICKED: '`' ('``' | ~'`')* '`';
STRING: '\'' ('\'\'' | ~'\'')* '\'';
// `$$…$$` and `$tag$…$tag$`; the tag form is read by the token source.
DOLLAR_STRING: '$$' .*? '$$';
PARAMETER: '${' [A-Za-z_] [A-Za-z0-9_]* '}';
NUMBER: [0-9]+ ('.' [0-9]*)? ([eE] [+-]? [0-9]+)? | '.' [0-9]+ ([eE] [+-]? [0-9]+)?;

DOUBLE_COLON: '::';
NOT_EQUAL: '<>' | '!=';
LESS_EQUAL: '<=';
GREATER_EQUAL: '>=';
CONCAT: '||';
SEMICOLON: ';';
COLON: ':';
COMMA: ',';
DOT: '.';
LPAREN: '(';
RPAREN: ')';
LBRACE: '{';
RBRACE: '}';
LBRACKET: '[';
RBRACKET: ']';
LT: '<';
GT: '>';
EQUAL: '=';
PLUS: '+';
MINUS: '-';
STAR: '*';
SLASH: '/';
PERCENT: '%';

// Comments and white space never reach the parser; the token source keeps comments for `kura fmt` and doc comments.
// `--` is SQL's comment: a view's body may hold some.
COMMENT: (('//' | '--') ~[\r\n]* | '/*' .*? '*/') -> skip;
SPACE: [ \t\r\n\f]+ -> skip;
// Anything else: an operator of some engine inside a view's SQL, an error everywhere else. A `${` that is no parameter
// must not open a block.
OTHER: '${' | .;

fragment A: [aA]; fragment B: [bB]; fragment C: [cC]; fragment D: [dD]; fragment E: [eE]; fragment F: [fF];
fragment G: [gG]; fragment H: [hH]; fragment I: [iI]; fragment J: [jJ]; fragment K: [kK]; fragment L: [lL];
fragment M: [mM]; fragment N: [nN]; fragment O: [oO]; fragment P: [pP]; fragment Q: [qQ]; fragment R: [rR];
fragment S: [sS]; fragment T: [tT]; fragment U: [uU]; fragment V: [vV]; fragment W: [wW]; fragment X: [xX];
fragment Y: [yY]; fragment Z: [zZ];
