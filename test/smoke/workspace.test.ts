// Shows that the workspace holds together: Node is new enough, types are stripped, packages resolve by name.
import * as shared from '@etamil/shared/value';
import tap from 'tap';

tap.test('tests run on Node 24 or newer', async (t) => {
  const major: number = Number(process.versions.node.split('.')[0]);
  t.ok(major >= 24, `node ${process.versions.node}`);
});

tap.test('a package of ours resolves by name and its types are stripped', async (t) => {
  t.type(shared, 'object');
});
