// Owns the `.env` file of the working directory: it never overrides the environment (spec README 36). Knows no keys.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The variables of `.env` in `folder`; empty when there is none. */
export function environmentFile(folder: string): ReadonlyMap<string, string> {
  let text: string;
  try {
    text = readFileSync(join(folder, '.env'), 'utf8');
  } catch {
    return new Map();
  }
  const out = new Map<string, string>();
  // not imported: a run without a `.env` need not load the module
  const { parseEnv } = process.getBuiltinModule('node:util');
  for (const [name, value] of Object.entries(parseEnv(text))) if (value !== undefined) out.set(name, value);
  return out;
}
