// Hot path (bench/decimal-loop). Owns the JavaScript text pasted before every linked program: small operators that V8
// inlines and that call a slow half (architecture §3). Pasting gives each program its own type feedback.

/** Names the linked text takes from the runtime object `rt`, in one place for linker and runtime. */
export const LINK_PRELUDE = `
const { Decimal, EArray, ERecord, EResult, EFunc, addSlow, subSlow, mulSlow, divSlow, negSlow, eqSlow, ltSlow, leSlow,
  truthySlow, concatSlow, indexSlow, fieldSlow, setIndex, setField, appendSlow, grown, makeArray, makeRecord, closure, iterate,
  makeShape, convert, print, input, respond, respondJson, unsupported, returnTop, caught, tryTop, resultOf,
  enter, tick, named, owned, callValue, callValueG, callName, callNameG, callMethod, callMethodG, B, T, K, S } = rt;
const MAX = 9007199254740991;
function add(a, b, pc) {
  if (typeof a === 'number') { if (typeof b === 'number') { const r = a + b; if (r <= MAX && r >= -MAX) return r; } }
  else if (a instanceof Decimal && b instanceof Decimal && a.s === b.s && typeof a.c === 'number' && typeof b.c === 'number') {
    const r = a.c + b.c; if (r <= MAX && r >= -MAX) return r === 0 ? 0 : new Decimal(r, a.s);
  }
  return addSlow(a, b, pc);
}
function sub(a, b, pc) {
  if (typeof a === 'number') { if (typeof b === 'number') { const r = a - b; if (r <= MAX && r >= -MAX) return r; } }
  else if (a instanceof Decimal && b instanceof Decimal && a.s === b.s && typeof a.c === 'number' && typeof b.c === 'number') {
    const r = a.c - b.c; if (r <= MAX && r >= -MAX) return r === 0 ? 0 : new Decimal(r, a.s);
  }
  return subSlow(a, b, pc);
}
function mul(a, b, pc) {
  if (typeof a === 'number') {
    if (typeof b === 'number') { const r = a * b; if (r <= MAX && r >= -MAX) return r + 0; }
    else if (b instanceof Decimal && typeof b.c === 'number') {
      const r = a * b.c; if (r <= MAX && r >= -MAX) return r === 0 ? 0 : new Decimal(r, b.s);
    }
  }
  return mulSlow(a, b, pc);
}
function div(a, b, pc) {
  if (typeof a === 'number' && typeof b === 'number' && b !== 0) {
    const q = a / b; if (Number.isInteger(q) && q * b === a) return q + 0;
  }
  return divSlow(a, b, pc);
}
function neg(a) { return typeof a === 'number' ? 0 - a : negSlow(a); }
function eq(a, b) {
  if (a === b) return true;
  if (typeof a === 'number' && typeof b === 'number') return false;
  if (typeof a === 'string' && typeof b === 'string') return false;
  return eqSlow(a, b);
}
function lt(a, b) { return typeof a === 'number' && typeof b === 'number' ? a < b : ltSlow(a, b); }
function le(a, b) { return typeof a === 'number' && typeof b === 'number' ? a <= b : leSlow(a, b); }
function gt(a, b) { return typeof a === 'number' && typeof b === 'number' ? a > b : ltSlow(b, a); }
function ge(a, b) { return typeof a === 'number' && typeof b === 'number' ? a >= b : leSlow(b, a); }
function truthy(v) {
  if (typeof v === 'boolean') return v;
  if (typeof v === 'number') return v !== 0;
  if (typeof v === 'string') return v !== '';
  if (v === null) return false;
  return truthySlow(v);
}
function concat(R, a, b, pc) {
  if (typeof a === 'string' && typeof b === 'string') {
    const n = a.length + b.length;
    if (n <= 64 && n <= R.maxString) return a + b;
  }
  return concatSlow(R, a, b, pc);
}
function share(v) { if (v instanceof EArray || v instanceof ERecord) v.shared = true; return v; }
function index(R, v, i, pc) {
  if (v instanceof EArray && typeof i === 'number' && i >= 0 && i < v.len) return v.buf[i];
  return indexSlow(R, v, i, pc);
}
function field(v, k, pc) {
  if (v instanceof ERecord) { const x = v.map.get(k); if (x !== undefined) return x; }
  return fieldSlow(v, k, pc);
}
function append(R, v, a, pc) {
  if (a instanceof EArray && !a.shared && a.buf.length === a.len && a.len < R.maxItems) {
    a.buf.push(v);
    const n = ++a.len;
    if ((n & (n - 1)) === 0) grown(R, a, pc);
    return a;
  }
  return appendSlow(R, v, a, pc);
}
function at(R, v, pc) { R.pc = pc; return v; }
`;
