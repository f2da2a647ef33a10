import type { Problem } from '../../problems';
import type { OtherObject } from '../object';
import { GROUP, isObject, OPERATOR_VERSION, type PlainObject } from '../schema';

/** Warns where CRDs of another version of the operator are among the files: ours are used. */
export function noteOtherCrds(others: readonly OtherObject[], problems: Problem[]): void {
  const crds = others.filter(
    ({ manifest: { kind, spec } }) =>
      kind === 'CustomResourceDefinition' && isObject(spec) && spec.group === GROUP,
  );
  const [first, ...more] = crds.filter(({ manifest }) => versionOf(manifest.metadata) !== OPERATOR_VERSION);
  if (first !== undefined) {
    const version = versionOf(first.manifest.metadata);
    problems.push({
      severity: 'warning',
      code: 'crd-version',
      path: `${first.source.file}:${first.source.line([])}`,
      subject: `CustomResourceDefinition "${first.manifest.metadata.name}" (document ${first.source.document})`,
      ...(version === undefined ? {} : { value: version }),
      complaint:
        `is not used${more.length === 0 ? '' : `, nor are ${more.length} more`}: ` +
        `objects are held against the CRDs of Prometheus Operator ${OPERATOR_VERSION}`,
      remedy: 'Fields that only your version has are errors, and so are values that only it allows.',
    });
  }
}

function versionOf({ annotations }: PlainObject): string | undefined {
  const version = isObject(annotations) ? annotations['operator.prometheus.io/version'] : undefined;
  return typeof version === 'string' ? version : undefined;
}
