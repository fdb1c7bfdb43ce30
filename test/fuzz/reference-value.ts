// Owns values and operators of the reference evaluator, written from language.md §7 and §8 alone: exact fractions of bigints,
// immutable collections, the host's segmenter. Shares no code with the VM, on purpose; slow is fine.

/** c·10^-s, any size while computing; rounded to 96 bits by `rounded`. */
export interface Num {
  readonly t: 'number';
  readonly c: bigint;
  readonly s: number;
}
export type Val =
  | Num
  | { readonly t: 'text'; readonly v: string }
  | { readonly t: 'boolean'; readonly v: boolean }
  | { readonly t: 'nil' }
  | { readonly t: 'array'; readonly items: readonly Val[] }
  | { readonly t: 'record'; readonly map: ReadonlyMap<string, Val> }
  | { readonly t: 'result'; readonly ok: boolean; readonly v: Val }
  | { readonly t: 'function'; readonly name: string; readonly target: object | string; readonly captures: ReadonlyMap<string, Val> | null; readonly anonymous: boolean };

/** A runtime error of §21.5, by id. */
export class RefFault {
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
}
/** The program is too large for the reference; nothing is compared. */
export class Skip {}

const MAX = 2n ** 96n - 1n;
const LONGEST = 100_000;

export const num = (c: bigint | number, s = 0): Num => ({ t: 'number', c: BigInt(c), s });
export const text = (v: string): Val => ({ t: 'text', v });
export const bool = (v: boolean): Val => ({ t: 'boolean', v });
export const NIL: Val = { t: 'nil' };

/** n/d at the largest scale from `most` downwards at which it fits, half to even (§7.2.2, §7.2.3). */
function rounded(n: bigint, d: bigint, most: number): Num {
  const [top, bottom] = d < 0n ? [-n, -d] : [n, d];
  for (let s = Math.min(most, 28); s >= 0; s--) {
    const scaled = top * 10n ** BigInt(s);
    const magnitude = scaled < 0n ? -scaled : scaled;
    let q = magnitude / bottom;
    const twice = (magnitude % bottom) * 2n;
    if (twice > bottom || (twice === bottom && q % 2n === 1n)) q += 1n;
    if (q <= MAX) return num(scaled < 0n ? -q : q, s);
  }
  throw new RefFault('RUN-OVERFLOW');
}

export function arithmetic(op: '+' | '-' | '*' | '/', a: Num, b: Num): Num {
  const [x, y] = [a.c * 10n ** BigInt(b.s), b.c * 10n ** BigInt(a.s)];
  const common = 10n ** BigInt(a.s + b.s);
  if (op === '+' && a.c === 0n) return b;
  if ((op === '+' || op === '-') && b.c === 0n) return a;
  if (op === '+') return rounded(x + y, common, Math.max(a.s, b.s));
  if (op === '-') return rounded(x - y, common, Math.max(a.s, b.s));
  if (op === '*') return a.c === 0n || b.c === 0n ? num(0) : rounded(a.c * b.c, common, a.s + b.s);
  if (b.c === 0n) throw new RefFault('RUN-DIVZERO');
  return a.c === 0n ? num(0) : rounded(x, y, 28);
}

export function compareNumbers(a: Num, b: Num): number {
  const d = a.c * 10n ** BigInt(b.s) - b.c * 10n ** BigInt(a.s);
  return d < 0n ? -1 : d > 0n ? 1 : 0;
}

/** Towards minus or plus infinity. */
export function whole(n: Num, up: boolean): Num {
  const unit = 10n ** BigInt(n.s);
  const q = n.c / unit;
  const rest = n.c % unit;
  if (rest === 0n) return num(q);
  return num(up ? (n.c > 0n ? q + 1n : q) : n.c < 0n ? q - 1n : q);
}

/** §7.2.8; null when it is no number. */
export function numberOf(source: string): Num | null {
  const m = /^([+-]?)(?:(\d[\d_]*)(?:\.([\d_]*))?|\.(\d[\d_]*))$/.exec(source.trim());
  if (m === null) return null;
  const fraction = (m[3] ?? m[4] ?? '').replaceAll('_', '');
  const digits = BigInt((m[2] ?? '0').replaceAll('_', ''));
  if (digits > MAX) return null;
  // half up at the first digit that does not fit (§3.4)
  for (let s = Math.min(28, fraction.length); s >= 0; s--) {
    let c = digits * 10n ** BigInt(s) + BigInt(fraction.slice(0, s) || '0');
    if (c > MAX) continue;
    if ((fraction[s] ?? '0') >= '5') c += 1n;
    if (c > MAX) continue;
    return num(m[1] === '-' ? -c : c, s);
  }
  return null;
}

export function toNumber(v: Val): Num {
  if (v.t === 'number') return v;
  if (v.t === 'boolean') return num(v.v ? 1 : 0);
  return (v.t === 'text' ? numberOf(v.v) : null) ?? num(0);
}

export function truthy(v: Val): boolean {
  switch (v.t) {
    case 'number':
      return v.c !== 0n;
    case 'text':
      return v.v !== '';
    case 'boolean':
      return v.v;
    case 'nil':
      return false;
    case 'array':
      return v.items.length > 0;
    case 'record':
      return v.map.size > 0;
    case 'result':
      return v.ok;
    case 'function':
      return true;
  }
}

export function compareTexts(a: string, b: string): number {
  const [x, y] = [Array.from(a), Array.from(b)];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const d = (x[i] as string).codePointAt(0) as number;
    const e = (y[i] as string).codePointAt(0) as number;
    if (d !== e) return d - e;
  }
  return x.length - y.length;
}

export const sortedKeys = (map: ReadonlyMap<string, Val>): string[] => [...map.keys()].sort(compareTexts);

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
export const letters = (s: string): string[] => Array.from(segmenter.segment(s), (x) => x.segment);

function decimalText(n: Num): string {
  const digits = String(n.c < 0n ? -n.c : n.c).padStart(n.s + 1, '0');
  const fraction = digits.slice(digits.length - n.s).replace(/0+$/, '');
  const body = digits.slice(0, digits.length - n.s) + (n.s > 0 && fraction !== '' ? `.${fraction}` : '');
  return n.c < 0n ? `-${body}` : body;
}

/** Display text (§7.10). */
export function display(v: Val): string {
  let size = 0;
  const shown = (x: Val): string => {
    const s = one(x);
    size += s.length;
    if (size > LONGEST) throw new Skip();
    return s;
  };
  const one = (x: Val): string => {
    switch (x.t) {
      case 'number':
        return decimalText(x);
      case 'text':
        return x.v;
      case 'boolean':
        return String(x.v);
      case 'nil':
        return 'nil';
      case 'array':
        return `[${x.items.map(shown).join(', ')}]`;
      case 'record':
        return `{${sortedKeys(x.map).map((k) => `${k}: ${shown(x.map.get(k) as Val)}`).join(', ')}}`;
      case 'result':
        return `${x.ok ? 'சரி' : 'தவறு'}(${shown(x.v)})`;
      case 'function':
        return x.anonymous ? '<செயல்>' : `<செயல் ${x.name}>`;
    }
  };
  return shown(v);
}

export function kindText(v: Val): string {
  const names = { number: 'a number', text: 'a string', boolean: 'a boolean', nil: 'nil', array: 'an array', record: 'a record', result: 'a result', function: 'a function' };
  return names[v.t];
}

/** §8.3. */
export function equal(a: Val, b: Val): boolean {
  let work = 0;
  const same = (x: Val, y: Val): boolean => {
    if (work++ > LONGEST) throw new Skip();
    if (x.t === 'number' && y.t === 'number') return compareNumbers(x, y) === 0;
    if (x.t === 'text' && y.t === 'text') return x.v === y.v;
    if (x.t === 'boolean' && y.t === 'boolean') return x.v === y.v;
    if (x.t === 'nil') return y.t === 'nil';
    if (x.t === 'array' && y.t === 'array') return x.items.length === y.items.length && x.items.every((item, i) => same(item, y.items[i] as Val));
    if (x.t === 'record' && y.t === 'record') return sameMaps(x.map, y.map);
    if (x.t === 'result' && y.t === 'result') return x.ok === y.ok && same(x.v, y.v);
    if (x.t === 'function' && y.t === 'function') return x.target === y.target && sameMaps(x.captures ?? new Map(), y.captures ?? new Map());
    return false;
  };
  const sameMaps = (x: ReadonlyMap<string, Val>, y: ReadonlyMap<string, Val>): boolean =>
    x.size === y.size && [...x].every(([k, v]) => y.has(k) && same(v, y.get(k) as Val));
  return same(a, b);
}

/** §8.3 and §8.4. */
export function comparison(op: string, a: Val, b: Val): boolean {
  if (op === '==') return equal(a, b);
  if (op === '!=') return !equal(a, b);
  let d: number;
  if (a.t === 'text' && b.t === 'text') d = compareTexts(a.v, b.v);
  else if ((a.t === 'number' || a.t === 'text') && (b.t === 'number' || b.t === 'text')) d = compareNumbers(toNumber(a), toNumber(b));
  else return false;
  return op === '<' ? d < 0 : op === '<=' ? d <= 0 : op === '>' ? d > 0 : d >= 0;
}

export function concat(a: Val, b: Val): Val {
  const joined = display(a) + display(b);
  if (joined.length > LONGEST) throw new Skip();
  return text(joined);
}
