import { expand } from './environment';

const ENV = { POD_NAME: 'prometheus-k8s-0', SHARD: '2' };

test.each([
  ['--name=$(POD_NAME)-$(SHARD)', '--name=prometheus-k8s-0-2', 'a name that is known'],
  ['$(NOBODY)', '$(NOBODY)', 'a name that is not known stays'],
  ['$$(POD_NAME)', '$(POD_NAME)', 'a doubled dollar sign escapes'],
  ['cost: 5$', 'cost: 5$', 'a dollar sign alone is one'],
])('expand(%j) is %j: %s', (text, expected) => {
  expect(expand(text, ENV)).toBe(expected);
});
