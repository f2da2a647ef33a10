import {
  convertObjects,
  readOperatorFiles,
  type Conversion,
  type ConvertOptions,
} from '../../../lib/operator';
import { isObject } from '../../../lib/operator';

const VERSIONS: Readonly<Record<string, string>> = {
  PrometheusAgent: 'monitoring.coreos.com/v1alpha1',
  ScrapeConfig: 'monitoring.coreos.com/v1alpha1',
};

/** An object as a file has it: those of the operator's API have only a kind, a name and a spec here. */
export function resource(kind: string, spec: object, metadata: object = {}): object {
  return {
    apiVersion: VERSIONS[kind] ?? 'monitoring.coreos.com/v1',
    kind,
    metadata: { name: 'test', namespace: 'monitoring', ...metadata },
    spec,
  };
}

/** What objects become that are right by their CRDs. */
export function convert(objects: readonly object[], options?: ConvertOptions): Conversion {
  const content = objects.map((object) => JSON.stringify(object, undefined, 1)).join('\n---\n');
  const read = readOperatorFiles([{ path: 'test.yaml', content }]);
  if (read.problems.length > 0) {
    throw new Error(JSON.stringify(read.problems));
  }
  return convertObjects(read, options);
}

/** The props of the only object, and what was said of it. */
export function propsOf(
  kind: string,
  spec: object,
  others: readonly object[] = [],
): { props: Record<string, unknown>; said: string[] } {
  const { converted, problems } = convert([resource(kind, spec), ...others]);
  const props = converted.find((each) => each.kind === kind)?.props;
  return {
    props: isObject(props) ? { ...props } : {},
    said: problems.map(
      ({ severity, field = '', code, complaint }) => `${severity} ${field} ${code}: ${complaint}`,
    ),
  };
}
