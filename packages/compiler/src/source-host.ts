// Owns what the compiler asks of the place its sources come from (spec §17.1). Knows nothing of any file system.

/** A source as found: its bytes and the identity under which it is imported at most once (§17.2). */
export type SourceRead =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly canonical: string }
  /** `opened`: it could be opened but not read. `reason`: the system's words. */
  | { readonly ok: false; readonly reason: string; readonly opened: boolean };

/** Supplies sources; paths are POSIX strings. */
export interface SourceHost {
  read(path: string): SourceRead;
  isFile(path: string): boolean;
  /** Names of the folders directly inside `path`, sorted by code point; empty when it is not a folder. */
  subfolders(path: string): readonly string[];
  /** Steps 2–4 of §17.1 in order: `ETAMIL_PATH`, the installed package, `/usr/share/etamil`, `/usr/local/share/etamil`. */
  readonly searchRoots: readonly string[];
  /** Text of a module carried inside the tool (step 6), by normalised path such as `nUlakam/col.qmz`; else null. */
  builtinModule(normalisedPath: string): string | null;
}
