// Owns the pipeline: source → modules → checks → bytecode → bytes (architecture §3). Pure: files come from the host.
import { encodeProgram } from '@etamil/shared/bytecode-format';
import type { Diagnostic } from '@etamil/shared/diagnostic';
import type { ProgramFacts } from '@etamil/shared/route-table';
import type { Stmt } from './ast.ts';
import { check } from './checker.ts';
import { emitProgram } from './emit.ts';
import { loadProgram, type ProgramEntry } from './module-graph.ts';
import type { SourceHost } from './source-host.ts';
import { startFacts } from './start-facts.ts';

export interface CompileOptions {
  /** Turns §22 and route options off. */
  readonly strict: boolean;
  readonly mode: 'run' | 'serve' | 'check';
}

export interface CompileResult {
  /** The program, or null when there are errors. */
  readonly bytes: Uint8Array | null;
  /** Content hash of `bytes` ('' without). */
  readonly hash: string;
  readonly facts: ProgramFacts;
  /** The program has a start form at its top level (spec README 16). */
  readonly hasStart: boolean;
  readonly diagnostics: readonly Diagnostic[];
  /** Paths as shown to users; 0 is the program. */
  readonly files: readonly string[];
}

const NO_FACTS: ProgramFacts = { routes: [], jobs: [], start: null };

/** Compiles a program. Never throws on any input; every problem is a diagnostic. */
export function compile(entry: ProgramEntry, host: SourceHost, options: CompileOptions): CompileResult {
  const loaded = loadProgram(entry, host, { strict: options.strict });
  const hasStart = loaded.statements.some((s: Stmt) => s.kind === 'start-server');
  const failed = (diagnostics: readonly Diagnostic[]): CompileResult => ({
    ...{ bytes: null, hash: '', facts: NO_FACTS, hasStart, files: loaded.files },
    diagnostics,
  });
  if (loaded.diagnostics.some((d) => d.severity === 'error')) return failed(loaded.diagnostics);
  const diagnostics = [...loaded.diagnostics, ...check(loaded.statements, loaded.files, options)];
  if (diagnostics.some((d) => d.severity === 'error')) return failed(diagnostics);
  const mode = options.mode === 'serve' ? 'serve' : 'run';
  const image = emitProgram(loaded.statements, { mode, strict: options.strict, files: loaded.files, start: startFacts(loaded.statements) });
  const bytes = encodeProgram(image);
  return { bytes, hash: contentHash(bytes), facts: image.facts, hasStart, diagnostics, files: loaded.files };
}

/** 64 bits of FNV-1a as hex: identity of a program among the few a process holds, not a security property. */
export function contentHash(bytes: Uint8Array): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (const x of bytes) {
    a = Math.imul(a ^ x, 0x01000193);
    b = Math.imul(b + x, 0x85ebca6b) ^ (b >>> 13);
  }
  const hex = (n: number): string => (n >>> 0).toString(16).padStart(8, '0');
  return hex(a) + hex(b);
}
