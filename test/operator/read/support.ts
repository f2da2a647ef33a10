import { readOperatorFiles } from '../../../lib/operator';
import { formatProblem, type Problem } from '../../../lib/problems';

/** What reading one file has to say. */
export function problemsOf(content: string | Uint8Array, path = 'dir/a.yaml'): readonly Problem[] {
  return readOperatorFiles([{ path, content }]).problems;
}

/** The same as a person reads it, each with its severity. */
export function said(content: string | Uint8Array, path?: string): string[] {
  return problemsOf(content, path).map((problem) => `${problem.severity}: ${formatProblem(problem)}`);
}

/** A ServiceMonitor that is right, with these lines below `spec.endpoints[0]`. */
export function monitor(name: string, ...endpoint: string[]): string {
  return [
    'apiVersion: monitoring.coreos.com/v1',
    'kind: ServiceMonitor',
    `metadata: { name: ${name} }`,
    'spec:',
    '  selector: {}',
    '  endpoints:',
    '    - port: metrics',
    ...endpoint.map((line) => `      ${line}`),
    '',
  ].join('\n');
}
