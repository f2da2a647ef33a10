import { Where, type Finding, type Problem, type Severity } from '../../problems';
import type { OperatorObject } from '../object';
import type { Path } from '../schema';

/** A field of an object of the operator's API; what is said of it names the file and the line. */
export class Place {
  /** @param problems grows as findings are reported */
  constructor(
    private readonly problems: Problem[],
    readonly object: OperatorObject,
    readonly keys: Path = [],
  ) {}

  at(...keys: Path): Place {
    return new Place(this.problems, this.object, [...this.keys, ...keys]);
  }

  error(finding: Finding): void {
    this.report('error', finding);
  }

  warning(finding: Finding): void {
    this.report('warning', finding);
  }

  /** A place that is in no object of the operator's API. */
  elsewhere(path: string, subject: string): Where {
    return new Where(this.problems, path, subject);
  }

  private report(severity: Severity, finding: Finding): void {
    const where = new Where(this.problems, sourceOf(this.object, this.keys), describeObject(this.object)).at(
      ...this.keys,
    );
    if (severity === 'error') {
      where.error(finding);
    } else {
      where.warning(finding);
    }
  }
}

/** `monitors.yaml:12`. */
export function sourceOf({ source }: Pick<OperatorObject, 'source'>, keys: Path): string {
  return `${source.file}:${source.line(keys)}`;
}

/** `ServiceMonitor monitoring/checkout`. */
export function describeObject({ kind, metadata }: Pick<OperatorObject, 'kind' | 'metadata'>): string {
  return `${kind} ${metadata.namespace}/${metadata.name}`;
}
