// Owns the decisions about sick workers (architecture §6 Crash, Stuck): back-off before a replacement, when a lane stalls,
// when it must die, when a killed thread is one too many. Functions of data. Knows nothing of threads or messages.

/** Deaths within this many milliseconds count against a lane. */
export const DEATH_WINDOW_MS = 10_000;
const FREE_DEATHS = 3;
const FIRST_DELAY_MS = 50;
const LONGEST_DELAY_MS = 1_000;

/** Milliseconds to wait before replacing a lane that died at the given times (the last one now). */
export function backOff(deaths: readonly number[], now: number): number {
  const recent = deaths.filter((t) => now - t < DEATH_WINDOW_MS).length;
  if (recent <= FREE_DEATHS) return 0;
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (recent - FREE_DEATHS - 1));
}

/** What one look at a lane shows. */
export interface LaneSigns {
  /** Requests handed over and not begun. */
  readonly ahead: number;
  /** Did it begin or answer anything since the last look? */
  readonly moved: boolean;
  /** Was it stalled at the last look? */
  readonly was: boolean;
}

/** A lane stalls when it holds work it has not begun and nothing moved between two looks; it stays so until something moves. */
export function isStalled(signs: LaneSigns): boolean {
  return !signs.moved && (signs.ahead > 0 || signs.was);
}

export type Step = 'wait' | 'flag' | 'answer' | 'condemn';

/** The gateway answers 504 itself this long after the deadline; the VM's own, located error usually comes first. */
export const ANSWER_GRACE_MS = 100;

/** What is due for a slot whose deadline was `late` milliseconds ago (negative: still to come). */
export function slotStep(late: number, hardKillMs: number): Step {
  if (late < 0) return 'wait';
  if (late < ANSWER_GRACE_MS) return 'flag';
  if (late < ANSWER_GRACE_MS + hardKillMs) return 'answer';
  return 'condemn';
}

/** What is known of a condemned lane. */
export interface Condemned {
  /** Its event loop turned since it was condemned. */
  readonly turning: boolean;
  /** Runs on it that a client still waits for. */
  readonly waiting: number;
  readonly zombies: number;
  readonly maxZombies: number;
}

/**
 * A condemned lane that still turns serves the others first. One that does not turn helps nobody and dies at once, unless
 * too many killed threads have not ended: then it is set aside until one has.
 */
export function fate(c: Condemned): 'drain' | 'kill' | 'aside' {
  if (c.turning && c.waiting > 0) return 'drain';
  return c.zombies >= c.maxZombies ? 'aside' : 'kill';
}
