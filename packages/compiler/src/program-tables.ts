// Owns the shapes and signatures of a program, collected before anything is checked (spec §14.1, §16.3).
// Makes no diagnostics.
import type { FunctionNode, Pos, ShapeNode, Stmt, TypeRef } from './ast.ts';
import { blocksOf } from './declarations.ts';
import type { DeclaredType, KnownType } from './value-type.ts';

/** The name of a first parameter that makes a method take its record (§14.7). */
export const RECEIVER_NAMES: ReadonlySet<string> = new Set(['இது', 'iqu', '_self']);

/** A message names at most this many fields, so that many messages about a wide shape stay small. */
const LISTED_FIELDS = 64;

export interface ShapeInfo {
  readonly name: string;
  readonly pos: Pos;
  readonly node: ShapeNode;
  /** The first declaration of each field. */
  readonly fields: ReadonlyMap<string, TypeRef | null>;
  readonly methods: ReadonlyMap<string, FunctionNode>;
  /** For «list» of TYP-NOFIELD. */
  readonly fieldList: string;
}

export interface ProgramTables {
  readonly shapes: ReadonlyMap<string, ShapeInfo>;
  /** Shapes of this very program, not of earlier inputs of a session. */
  readonly ownShapes: ReadonlyMap<string, ShapeInfo>;
  /** Named functions outside methods and anonymous functions; the last in compile order (§11.1) counts. */
  readonly functions: ReadonlyMap<string, FunctionNode>;
}

export function isReceiverMethod(method: FunctionNode): boolean {
  return RECEIVER_NAMES.has(method.params[0]?.id.name ?? '');
}

/** Names joined for a message; `—` when there are none. */
export function listOf(names: Iterable<string>): string {
  const listed: string[] = [];
  for (const name of names) {
    if (listed.length === LISTED_FIELDS) {
      listed.push('…');
      break;
    }
    listed.push(name);
  }
  return listed.length === 0 ? '—' : listed.join(', ');
}

export function tablesOf(statements: readonly Stmt[], earlier: ProgramTables | null): ProgramTables {
  const functions = new Map<string, FunctionNode>();
  const ownShapes = new Map<string, ShapeInfo>();
  const nestedShapes: ShapeNode[] = [];
  const collect = (body: readonly Stmt[]): void => {
    for (const s of body) {
      if (s.kind === 'function') {
        collect(s.fn.body);
        if (s.fn.id !== null) functions.set(s.fn.id.name, s.fn);
      } else if (s.kind === 'shape') {
        if (s.nested) nestedShapes.push(s.shape);
        else if (!ownShapes.has(s.shape.id.name)) ownShapes.set(s.shape.id.name, shapeInfo(s.shape));
      }
      for (const block of blocksOf(s)) collect(block);
    }
  };
  collect(statements);
  // A shape in a wrong place is refused for that alone: its uses are not errors of their own.
  for (const shape of nestedShapes) if (!ownShapes.has(shape.id.name)) ownShapes.set(shape.id.name, shapeInfo(shape));
  if (earlier === null) return { shapes: ownShapes, ownShapes, functions };
  const shapes = new Map([...earlier.shapes].filter(([name]) => !functions.has(name)));
  for (const [name, shape] of ownShapes) shapes.set(name, shape);
  const allFunctions = new Map([...earlier.functions].filter(([name]) => !ownShapes.has(name)));
  for (const [name, fn] of functions) allFunctions.set(name, fn);
  return { shapes, ownShapes, functions: allFunctions };
}

function shapeInfo(node: ShapeNode): ShapeInfo {
  const fields = new Map<string, TypeRef | null>();
  for (const f of node.fields) if (!fields.has(f.id.name)) fields.set(f.id.name, f.type);
  const methods = new Map<string, FunctionNode>();
  for (const m of node.methods) if (m.id !== null && !methods.has(m.id.name)) methods.set(m.id.name, m);
  return { name: node.id.name, pos: node.id.pos, node, fields, methods, fieldList: listOf(fields.keys()) };
}

/** A written type as the checker uses it; a shape nobody declared is unknown, so that it is reported only once. */
export function knownType(type: TypeRef | null, tables: ProgramTables): KnownType {
  if (type === null) return null;
  if (type.kind !== 'Shape') return type;
  return tables.shapes.has(type.name) ? type : null;
}

/** The shape of a value of `type`, when that is known. */
export function shapeOf(type: DeclaredType | null, tables: ProgramTables): ShapeInfo | null {
  return type?.kind === 'Shape' ? (tables.shapes.get(type.name) ?? null) : null;
}
