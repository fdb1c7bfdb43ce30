// Owns the joining of a program and its imported modules into one list of statements (spec §17). Knows nothing of types.
import type { Diagnostic } from '@etamil/shared/diagnostic';
import type { Pos, Stmt } from './ast.ts';
import { findModule, type ModulePlace } from './module-search.ts';
import { parse } from './parser.ts';
import { directoryOf, fileNameOf } from './posix-path.ts';
import type { SourceHost } from './source-host.ts';
import { prepareSource } from './source-text.ts';
import { diagnostic, wholeFile } from './type-report.ts';

/** A program that is not read from the host: standard input, an editor's buffer, a REPL line. */
export interface EntryText {
  readonly bytes: Uint8Array;
  /** As shown to users. */
  readonly name: string;
  /** Folder its imports are resolved from; `''` is the working directory. */
  readonly dir: string;
  /** Identity, when it stands for a file that modules may import in their turn. */
  readonly canonical?: string;
}

/** A path for the host to read, or the text itself. */
export type ProgramEntry = string | EntryText;

export interface LoadedProgram {
  /** Imports of the top level are replaced by the module's statements, or by nothing the second time (§17.2). */
  readonly statements: readonly Stmt[];
  /** Index 0 is the program file; paths as shown to users. */
  readonly files: readonly string[];
  /** Errors only; after one of them the statements are incomplete. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Ours: what one program may join. Nothing here recurses, so the depth of imports needs no limit of its own. */
export const MODULE_LIMITS = { modules: 2_000, bytes: 64 * 1024 * 1024 };

/** A file whose statements are being taken, in the place where it was imported. */
interface OpenFile {
  readonly statements: readonly Stmt[];
  next: number;
  readonly place: ModulePlace;
}

export function loadProgram(
  entry: ProgramEntry,
  host: SourceHost,
  options: { readonly strict: boolean },
): LoadedProgram {
  const files: string[] = [typeof entry === 'string' ? entry : entry.name];
  const statements: Stmt[] = [];
  const failed = (...diagnostics: Diagnostic[]): LoadedProgram => ({ statements, files, diagnostics });
  const seen = new Set<string>();
  // Paths already followed: the thousandth import of a file does not read it a thousandth time.
  const taken = new Set<string>();
  let total = 0;

  const open = (bytes: Uint8Array, file: number, place: ModulePlace, at: Pos): OpenFile | readonly Diagnostic[] => {
    const path = files[file] ?? '';
    total += bytes.byteLength;
    if (total > MODULE_LIMITS.bytes) return [diagnostic('MOD-SIZE', at, { path, limit: MODULE_LIMITS.bytes })];
    const source = prepareSource(bytes);
    if (!source.ok) return [diagnostic('MOD-READ', at, { path, reason: source.reason })];
    const parsed = parse(source.text, file, options);
    if (parsed.diagnostics.length > 0) return parsed.diagnostics;
    return { statements: parsed.statements, next: 0, place };
  };

  let bytes: Uint8Array;
  let directory: string;
  if (typeof entry === 'string') {
    const source = host.read(entry);
    if (!source.ok) {
      const id = source.opened ? 'MOD-READ' : 'MOD-OPEN';
      return failed(diagnostic(id, wholeFile(0), { path: entry, reason: source.reason }));
    }
    bytes = source.bytes;
    directory = directoryOf(entry);
    seen.add(`disk:${source.canonical}`);
  } else {
    bytes = entry.bytes;
    directory = entry.dir;
    if (entry.canonical !== undefined) seen.add(`disk:${entry.canonical}`);
  }
  const first = open(bytes, 0, { kind: 'disk', directory }, wholeFile(0));
  if (!('place' in first)) return failed(...first);

  const stack: OpenFile[] = [first];
  for (let current = stack.at(-1); current !== undefined; current = stack.at(-1)) {
    const statement = current.statements[current.next++];
    if (statement === undefined) {
      stack.pop();
      continue;
    }
    if (statement.kind !== 'import' || statement.nested) {
      statements.push(statement);
      continue;
    }
    const { path, pos } = statement;
    const found = findModule(path, current.place, host);
    if (found === null) return failed(diagnostic('MOD-MISSING', pos, { path }));
    const foundAs = `${found.kind}:${found.path}`;
    if (taken.has(foundAs)) continue;
    taken.add(foundAs);
    const source = readModule(found.kind, found.path, host);
    if (!source.ok) return failed(diagnostic('MOD-READ', pos, { path: found.path, reason: source.reason }));
    if (seen.has(source.identity)) continue;
    if (files.length > MODULE_LIMITS.modules) {
      return failed(diagnostic('MOD-COUNT', pos, { limit: MODULE_LIMITS.modules }));
    }
    seen.add(source.identity);
    files.push(found.path);
    const place: ModulePlace = { kind: found.kind, directory: directoryOf(found.path) };
    const opened = open(source.bytes, files.length - 1, place, pos);
    if (!('place' in opened)) return failed(...opened);
    stack.push(opened);
  }
  return failed(...collisions(statements, files));
}

type ModuleSource =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly identity: string }
  | { readonly ok: false; readonly reason: string };

/** A built-in module and a disk file of the same name are different modules (§17.2). */
function readModule(kind: 'disk' | 'library', path: string, host: SourceHost): ModuleSource {
  if (kind === 'library') {
    return { ok: true, bytes: new TextEncoder().encode(host.builtinModule(path) ?? ''), identity: `library:${path}` };
  }
  const source = host.read(path);
  return source.ok ? { ok: true, bytes: source.bytes, identity: `disk:${source.canonical}` } : source;
}

/** §17.4: two imported files, told apart by identity, whose top levels define one function. */
function collisions(statements: readonly Stmt[], files: readonly string[]): Diagnostic[] {
  const definedIn = new Map<string, number>();
  const reported = new Set<string>();
  const out: Diagnostic[] = [];
  for (const s of statements) {
    if (s.kind !== 'function' || s.fn.id === null || s.fn.id.pos.file === 0) continue;
    const { name, pos } = s.fn.id;
    const earlier = definedIn.get(name);
    if (earlier === undefined) definedIn.set(name, pos.file);
    else if (earlier !== pos.file && !reported.has(`${pos.file} ${name}`)) {
      reported.add(`${pos.file} ${name}`);
      out.push(diagnostic('MOD-COLLISION', pos, { name, ...shownNames(files[earlier] ?? '', files[pos.file] ?? '') }));
    }
  }
  return out;
}

/** File names, as the reference shows them; whole paths where the names would not tell the two apart. */
function shownNames(a: string, b: string): { first: string; second: string } {
  const [first, second] = [fileNameOf(a), fileNameOf(b)];
  return first === second ? { first: a, second: b } : { first, second };
}
