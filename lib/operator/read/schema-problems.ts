import type { Problem } from '../../problems';
import { specSchema, validate, type Path } from '../schema';
import type { OperatorKind } from '../object';
import type { Found } from './found';
import { report } from './report';
import { notText } from './spelling';

/** Holds an object against its CRD. Returns where it has fields that the CRD does not know. */
export function checkSpec(
  found: Found,
  apiVersion: string,
  kind: OperatorKind,
  problems: Problem[],
): readonly Path[] {
  const findings = validate(found.object.spec, specSchema(apiVersion, kind), ['spec']);
  for (const finding of findings) {
    const { path, wanted, ...said } = finding;
    const scalar = typeof said.value === 'boolean' || typeof said.value === 'number';
    report(
      problems,
      found,
      path,
      'error',
      wanted === 'text' && scalar ? notText(said.value, found.plain(path)) : said,
    );
  }
  return findings.flatMap(({ code, path }) => (code === 'unknown-field' ? [path] : []));
}
