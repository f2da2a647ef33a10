import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOperatorFiles } from '../../../lib/operator';
import { describeUnless } from '../../support/programs';

const FOLDER = join('..', 'shared', 'corpus', 'kube-prometheus');

describeUnless(existsSync(FOLDER) ? undefined : 'no ../shared', 'the manifests of kube-prometheus', () => {
  const files = readdirSync(FOLDER).map((path) => ({ path, content: readFileSync(join(FOLDER, path)) }));
  const { objects, others, problems } = readOperatorFiles(files);

  test('are read without a problem', () => {
    expect(files).toHaveLength(84);
    expect(problems).toEqual([]);
  });

  test('are all there', () => {
    const count = (kind: string): number => objects.filter((each) => each.kind === kind).length;
    expect(count('ServiceMonitor')).toBe(13);
    expect(count('PrometheusRule')).toBe(8);
    expect(count('Prometheus')).toBe(1);
    expect(count('Alertmanager')).toBe(1);
    expect(objects).toHaveLength(23);
    expect(others).toHaveLength(97);
  });
});
