// Owns the internal builtins behind statements (`$…`, spec §10.10–10.12), which have no name, and `ஒருசேர`, which the
// driver carries out.
import { display } from '@etamil/shared/display';
import { EArray, EFunc, type Value } from '@etamil/shared/value';
import type { BuiltinFamily } from './builtin.ts';
import { kindOf } from './builtins/failure.ts';
import { FILE_STATEMENTS } from './builtins/file-statements.ts';
import { textOf } from './builtins/text-of.ts';
import { Together } from './driver.ts';
import type { Run } from './run.ts';

const database = (R: Run, backend: Value): never => R.fault('RUN-DB-BACKEND', { backend: display(backend), package: 'etamil' });

export const STATEMENT_BUILTINS: BuiltinFamily = {
  ...FILE_STATEMENTS,
  '$db-connect': (R, backend) => database(R, backend as Value),
  '$db-disconnect': (R, handle) => R.fault('RUN-DB-NOTCONN', { handle: display(handle as Value) }),
  '$db-execute': (R, _sql, params) => noDatabase(R, params as Value),
  '$db-query': (R, _sql, params) => noDatabase(R, params as Value),
  '$query-async': (R, pool, _sql, params) => {
    if (pool !== null && params instanceof EArray) return R.fault('RUN-DB-HANDLE', { handle: textOf(R, pool as Value) });
    return noDatabase(R, params as Value);
  },
  '$no-shape': (R, shape) => R.fault('RUN-SHAPE-UNKNOWN', { shape: display(shape as Value) }),
  all: (R, list) => {
    const items = list instanceof EArray ? list.items() : [];
    if (!(list instanceof EArray) || !items.every((f) => f instanceof EFunc)) {
      const kind = kindOf(list as Value);
      return R.fault('RUN-BUILTIN-ARG', {
        tamil: `ஒருசேர க்கு செயல்களின் அணி தேவை, ${kind} கிடைத்தது`,
        english: `all needs an array of functions, got ${kind}`,
      });
    }
    // the driver knows what to do with it (driver.ts)
    return new Together(items as readonly EFunc[]) as unknown as Promise<Value>;
  },
};

function noDatabase(R: Run, params: Value): never {
  if (!(params instanceof EArray)) return R.fault('RUN-DB-PARAMS', { kind: kindOf(params) });
  return R.fault('RUN-DB-NONE');
}
