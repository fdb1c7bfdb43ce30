// Owns the command `version`. The number is a constant so that showing it reads no file; a test compares it with package.json.
import type { StandardOutput } from './standard-output.ts';

export const VERSION = '0.1.0';

export function version(out: StandardOutput): number {
  out.line(`etamil ${VERSION}`);
  return 0;
}
