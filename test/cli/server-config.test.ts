import { CONFIG_SCHEMA, type ConfigValue } from '@etamil/shared/config-schema';
import { DEFAULT_CONFIG } from '@etamil/shared/limits';
import t from 'tap';
import type { Configuration } from '../../packages/cli/src/configuration.ts';
import { gatewayConfig } from '../../packages/cli/src/server-config.ts';

function configuration(read: Set<string>, over: Record<string, ConfigValue> = {}): Configuration {
  const values = new Map<string, ConfigValue>(CONFIG_SCHEMA.map((k) => [k.key, over[k.key] ?? k.default]));
  return {
    name: 'test',
    production: false,
    get: (key) => {
      read.add(key);
      return values.get(key) as ConfigValue;
    },
    sourceOf: () => 'default',
    warnings: [],
  };
}

t.test('every key of the schema reaches the server', async (t) => {
  const read = new Set<string>(['log.level']); // taken by the command itself
  gatewayConfig(configuration(read), '/', {});
  t.same([...read].sort(), CONFIG_SCHEMA.map((k) => k.key).sort());
});

t.test('without settings the server has the built-in defaults', async (t) => {
  const { workers, cwd, hosts, ...rest } = gatewayConfig(configuration(new Set()), '/srv', {});
  const { workers: _w, cwd: _c, hosts: _h, ...defaults } = DEFAULT_CONFIG;
  t.same(rest, defaults);
  t.ok(workers >= 1, 'one fewer than the cores, at least 1');
  t.equal(cwd, '/srv');
  t.type(hosts, 'object');
});

t.test('a relative root for files lies in the working directory', async (t) => {
  t.equal(gatewayConfig(configuration(new Set(), { 'files.root': 'data' }), '/srv', {}).filesRoot, '/srv/data');
});
