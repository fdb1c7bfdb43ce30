// Owns the shape of the syntax tree. Knows nothing of how it is parsed, checked or emitted.
// Source: spec language.md §5 and §22.

/** A source position: `file` indexes the module graph's file list; line and column are 1-based code points (§2.4). */
export interface Pos {
  readonly file: number;
  readonly line: number;
  readonly column: number;
  /** Length in code points, at least 1. */
  readonly length: number;
}

/** A name as written (after NFC, §2.3), with its position. */
export interface Ident {
  readonly name: string;
  readonly pos: Pos;
}

/** `number text boolean array record date function` or a shape by name (§4.6). */
export type TypeRef =
  | { readonly kind: 'Number' | 'Text' | 'Boolean' | 'Array' | 'Record' | 'Date' | 'Function'; readonly pos: Pos }
  | { readonly kind: 'Shape'; readonly name: string; readonly pos: Pos };

export interface Param {
  readonly id: Ident;
  readonly type: TypeRef | null;
  readonly fixed: boolean;
}

/** Named function, method or anonymous function (then `id` is null and `pos` is the keyword's). */
export interface FunctionNode {
  readonly id: Ident | null;
  readonly params: readonly Param[];
  readonly returns: TypeRef | null;
  readonly body: readonly Stmt[];
  readonly pos: Pos;
}

export interface FieldDecl {
  readonly id: Ident;
  readonly type: TypeRef | null;
}

export interface ShapeNode {
  readonly id: Ident;
  readonly fields: readonly FieldDecl[];
  readonly methods: readonly FunctionNode[];
}

export interface Pair {
  readonly key: Ident;
  readonly value: Expr;
}

export type ArithOp = '+' | '-' | '*' | '/' | '&';
export type CompareOp = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** Call forms of file statements as expressions (§22.5). */
export type FileCall = 'file-read' | 'csv-read' | 'file-open' | 'file-close' | 'file-write' | 'csv-write';

export type Expr =
  /** Canonical decimal digits with optional fraction, percent already divided; `text` is exact (at most 28 places, 96 bits). */
  | { readonly kind: 'number'; readonly text: string; readonly pos: Pos }
  | { readonly kind: 'string'; readonly value: string; readonly pos: Pos }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly pos: Pos }
  | { readonly kind: 'nil'; readonly pos: Pos }
  | { readonly kind: 'name'; readonly name: string; readonly pos: Pos }
  | { readonly kind: 'array'; readonly items: readonly Expr[]; readonly pos: Pos }
  | { readonly kind: 'record'; readonly pairs: readonly Pair[]; readonly pos: Pos }
  | { readonly kind: 'shape'; readonly shape: Ident; readonly pairs: readonly Pair[]; readonly spread: Expr | null; readonly pos: Pos }
  | { readonly kind: 'negate'; readonly operand: Expr; readonly pos: Pos }
  | { readonly kind: 'not'; readonly operand: Expr; readonly pos: Pos }
  | { readonly kind: 'arith'; readonly op: ArithOp; readonly left: Expr; readonly right: Expr; readonly pos: Pos }
  /** A chain: operands.length === ops.length + 1; length-1 chains are a plain comparison (§6.4). `pos` of ops[0]. */
  | { readonly kind: 'compare'; readonly operands: readonly Expr[]; readonly ops: readonly CompareOp[]; readonly pos: Pos }
  | { readonly kind: 'and' | 'or'; readonly left: Expr; readonly right: Expr; readonly pos: Pos }
  | { readonly kind: 'index'; readonly target: Expr; readonly index: Expr; readonly pos: Pos }
  | { readonly kind: 'field'; readonly target: Expr; readonly field: Ident; readonly pos: Pos }
  /** `NAME(args)`: call by name (§11.2). */
  | { readonly kind: 'call'; readonly callee: Ident; readonly args: readonly Expr[]; readonly pos: Pos }
  /** `(expr)(args)`, `a[0](args)`: call of a value (§13.1). */
  | { readonly kind: 'call-value'; readonly callee: Expr; readonly args: readonly Expr[]; readonly pos: Pos }
  /** `target.name(args)`: one operation (§14.7). When target is a bare name it may be a shape's name. */
  | { readonly kind: 'method'; readonly target: Expr; readonly method: Ident; readonly args: readonly Expr[]; readonly pos: Pos }
  /** `e?` (§12.2). */
  | { readonly kind: 'try'; readonly operand: Expr; readonly pos: Pos }
  | { readonly kind: 'function'; readonly fn: FunctionNode; readonly pos: Pos }
  | { readonly kind: 'file-call'; readonly op: FileCall; readonly args: readonly Expr[]; readonly pos: Pos };

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH' | 'OPTIONS' | 'HEAD';

export type Stmt =
  | { readonly kind: 'import'; readonly path: string; readonly pos: Pos; /** true inside a block: RUN-UNSUPPORTED when reached */ readonly nested: boolean }
  | { readonly kind: 'function'; readonly fn: FunctionNode; readonly pos: Pos }
  | { readonly kind: 'shape'; readonly shape: ShapeNode; readonly nested: boolean; readonly pos: Pos }
  /** `நிலை [type] x = e;` */
  | { readonly kind: 'fixed'; readonly id: Ident; readonly type: TypeRef | null; readonly value: Expr; readonly pos: Pos }
  /** `T x = e;` or `T x;` (value null: the number 0). `செயல் f = e;` has type Function. */
  | { readonly kind: 'declare'; readonly id: Ident; readonly type: TypeRef; readonly value: Expr | null; readonly pos: Pos }
  /** `x = e;` or `x;` (value null: the number 0). */
  | { readonly kind: 'assign'; readonly id: Ident; readonly value: Expr | null; readonly pos: Pos }
  | { readonly kind: 'index-set'; readonly id: Ident; readonly index: Expr; readonly value: Expr; readonly pos: Pos }
  | { readonly kind: 'field-set'; readonly id: Ident; readonly field: Ident; readonly value: Expr; readonly pos: Pos }
  | { readonly kind: 'effect'; readonly expr: Expr; readonly pos: Pos }
  | { readonly kind: 'print'; readonly value: Expr; readonly pos: Pos }
  | { readonly kind: 'input'; readonly id: Ident; readonly pos: Pos }
  | { readonly kind: 'return'; readonly value: Expr | null; readonly pos: Pos }
  | { readonly kind: 'if'; readonly test: Expr; readonly then: readonly Stmt[]; readonly otherwise: readonly Stmt[] | null; readonly pos: Pos }
  | { readonly kind: 'while'; readonly test: Expr; readonly body: readonly Stmt[]; readonly pos: Pos }
  | { readonly kind: 'foreach'; readonly id: Ident; readonly over: Expr; readonly body: readonly Stmt[]; readonly pos: Pos }
  /** §22.1; `error` is null when `(name)` is left out. */
  | { readonly kind: 'attempt'; readonly body: readonly Stmt[]; readonly error: Ident | null; readonly handler: readonly Stmt[]; readonly pos: Pos }
  /** `path` is any expression; a server needs a string literal (§18.4). `method` null: unknown verb `verb`. */
  | { readonly kind: 'route'; readonly method: HttpMethod | null; readonly verb: Ident; readonly path: Expr; readonly options: Expr | null; readonly body: readonly Stmt[]; readonly nested: boolean; readonly pos: Pos }
  | { readonly kind: 'response'; readonly status: Expr; readonly body: Expr; readonly headers: Expr | null; readonly pos: Pos }
  | { readonly kind: 'json-response'; readonly body: Expr; readonly status: Expr | null; readonly pos: Pos }
  | { readonly kind: 'every'; readonly seconds: Expr; readonly body: readonly Stmt[]; readonly nested: boolean; readonly pos: Pos }
  /** `வழங்கி_தொடங்கு host, port;` (address null) or `server.start(address, options);` (host/port null) – README 16. */
  | { readonly kind: 'start-server'; readonly host: Expr | null; readonly port: Expr | null; readonly address: Expr | null; readonly options: Expr | null; readonly nested: boolean; readonly pos: Pos }
  | { readonly kind: 'stop-server'; readonly pos: Pos }
  /** `mode` null: default "read"; §10.10. A mode that is not a string literal is a parse error in the statement form. */
  | { readonly kind: 'file-open'; readonly file: Expr; readonly mode: string | null; readonly pos: Pos }
  | { readonly kind: 'file-close'; readonly file: Expr; readonly pos: Pos }
  | { readonly kind: 'file-write' | 'csv-write'; readonly file: Expr; readonly data: Expr; readonly pos: Pos }
  | { readonly kind: 'file-read' | 'csv-read'; readonly file: Expr; readonly id: Ident; readonly pos: Pos }
  /** `backend` and `handle` are the identifier text or the token's canonical name. */
  | { readonly kind: 'db-connect'; readonly backend: string; readonly connection: Expr; readonly handle: string | null; readonly pos: Pos }
  | { readonly kind: 'db-disconnect'; readonly handle: string; readonly pos: Pos }
  | { readonly kind: 'db-execute'; readonly sql: Expr; readonly params: Expr; readonly handle: string | null; readonly pos: Pos }
  | { readonly kind: 'db-query'; readonly sql: Expr; readonly params: Expr; readonly id: Ident; readonly handle: string | null; readonly pos: Pos }
  /** The five forms that are refused at run time (§10.14); `label` is the text of RUN-UNSUPPORTED. Operands kept for the checker. */
  | { readonly kind: 'unsupported'; readonly label: string; readonly exprs: readonly Expr[]; readonly pos: Pos };

/** One parsed file. */
export interface Module {
  readonly file: number;
  readonly statements: readonly Stmt[];
}
