// Owns the options a route may declare: their names in both languages and the values they take (spec README 9, 34, 42,
// 44). Pure; knows nothing of how an option is carried out.
import type { RouteOptions } from '@etamil/shared/route-table';
import type { Expr, Pos } from './ast.ts';
import { booleanLiteral, textLiteral, textsLiteral, wholeLiteral } from './literal-value.ts';
import type { TypeCodeId } from './type-report.ts';

type OptionKey = keyof RouteOptions;
type OptionValue = string | number | boolean | readonly string[];

interface OptionRule {
  readonly key: OptionKey;
  readonly tamilKey: string;
  /** undefined: not a value this option takes. */
  readonly read: (e: Expr) => OptionValue | undefined;
  readonly wantedTamil: string;
  readonly wanted: string;
}

/** Something wrong with the options, ready to be reported. */
export interface OptionProblem {
  readonly id: TypeCodeId;
  readonly at: Pos;
  readonly values: Readonly<Record<string, string | number>>;
}

const RATE = /^[1-9]\d{0,9}\/[1-9]\d{0,9}$/;

const RULES: readonly OptionRule[] = [
  {
    key: 'auth',
    tamilKey: 'அங்கீகாரம்',
    read: (e) => booleanLiteral(e) ?? (textLiteral(e) === 'optional' ? 'optional' : undefined),
    wantedTamil: 'மெய், பொய் அல்லது "optional"',
    wanted: 'true, false or "optional"',
  },
  {
    key: 'roles',
    tamilKey: 'பாத்திரங்கள்',
    read: (e) => {
      const roles = textsLiteral(e);
      return roles === undefined || roles.length === 0 ? undefined : roles;
    },
    wantedTamil: 'குறைந்தது ஒரு சொல் கொண்ட அணி',
    wanted: 'an array of at least one text',
  },
  {
    key: 'cache',
    tamilKey: 'பதுக்கு',
    read: (e) => wholeLiteral(e, 0),
    wantedTamil: 'நொடிகளின் முழு எண்',
    wanted: 'a whole number of seconds',
  },
  {
    key: 'vary',
    tamilKey: 'வேறுபடுத்து',
    read: textsLiteral,
    wantedTamil: 'தலைப்புப் பெயர்களின் அணி',
    wanted: 'an array of header names',
  },
  {
    key: 'rate',
    tamilKey: 'வேகவரம்பு',
    read: (e) => {
      const rate = textLiteral(e);
      return rate !== undefined && RATE.test(rate) ? rate : undefined;
    },
    wantedTamil: '"100/60" (60 நொடிகளில் 100 கோரிக்கைகள்) போன்ற சொல்',
    wanted: 'a text such as "100/60" (100 requests in 60 seconds)',
  },
  {
    key: 'timeout',
    tamilKey: 'கெடுநேரம்',
    read: (e) => wholeLiteral(e, 1),
    wantedTamil: 'மில்லிநொடிகளின் முழு எண்',
    wanted: 'a whole number of milliseconds, at least 1',
  },
  {
    key: 'body_limit',
    tamilKey: 'உடல்_வரம்பு',
    read: (e) => wholeLiteral(e, 0),
    wantedTamil: 'பைட்டுகளின் முழு எண்',
    wanted: 'a whole number of bytes',
  },
  {
    key: 'body',
    tamilKey: 'உடல்_வடிவம்',
    read: textLiteral,
    wantedTamil: 'வடிவத்தின் பெயர்',
    wanted: 'the name of a shape',
  },
];

/** Reserved (README 34). */
const STREAM: ReadonlySet<string> = new Set(['stream', 'ஓடை']);

const BY_KEY = new Map<string, OptionRule>(
  RULES.flatMap((rule): [string, OptionRule][] => [
    [rule.key, rule],
    [rule.tamilKey, rule],
  ]),
);

/** For messages: every option in both languages. */
const OPTION_LIST = RULES.map((rule) => `${rule.tamilKey} (${rule.key})`).join(', ');

/** Evaluates a route's options; what is wrong is left out of them and told in `problems`. The first of two equal keys counts. */
export function routeOptions(e: Expr): { readonly options: RouteOptions; readonly problems: readonly OptionProblem[] } {
  if (e.kind !== 'record') return { options: {}, problems: [{ id: 'TYP-OPTIONS', at: e.pos, values: {} }] };
  const options: { [K in OptionKey]?: OptionValue } = {};
  const problems: OptionProblem[] = [];
  for (const { key, value } of e.pairs) {
    const rule = BY_KEY.get(key.name);
    if (STREAM.has(key.name)) problems.push({ id: 'TYP-OPTION-STREAM', at: key.pos, values: { key: key.name } });
    else if (rule === undefined) {
      problems.push({ id: 'TYP-OPTION-KEY', at: key.pos, values: { key: key.name, list: OPTION_LIST } });
    } else {
      const read = rule.read(value);
      const { wanted, wantedTamil } = rule;
      if (read === undefined) {
        problems.push({ id: 'TYP-OPTION-VALUE', at: key.pos, values: { key: key.name, wanted, wantedTamil } });
      } else if (!Object.hasOwn(options, rule.key)) options[rule.key] = read;
    }
  }
  // Each value was read by the rule of its own key, whose results are of that key's type.
  return { options: options as RouteOptions, problems };
}

/** Where the name of the request contract stands, for the message that there is no such shape. */
export function bodyShapeOf(e: Expr): { readonly name: string; readonly at: Pos } | null {
  if (e.kind !== 'record') return null;
  const pair = e.pairs.find((p) => BY_KEY.get(p.key.name)?.key === 'body');
  return pair?.value.kind === 'string' ? { name: pair.value.value, at: pair.value.pos } : null;
}
