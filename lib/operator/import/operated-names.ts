import type { Problem } from '../../problems';
import type { OtherObject, PlainManifest } from '../object';
import { isObject } from '../schema';
import { operatorParts } from './operator-parts';

/** Services that the operator makes, one for all instances of a namespace. */
const OPERATED = /\b(prometheus|prometheus-agent|alertmanager|thanos-ruler)-operated\b/;

/** Names what calls Services by names that end with the operator: data sources, proxies, rules of ingress. */
export function operatedNames(others: readonly OtherObject[]): Problem[] {
  const parts = operatorParts(others);
  return others
    .filter((other) => !parts.has(other))
    .flatMap(({ manifest, source }): Problem[] => {
      const [name, program] = OPERATED.exec(textOf(manifest)) ?? [];
      return name === undefined || program === undefined || manifest.metadata.name === name
        ? []
        : [
            {
              severity: 'warning',
              code: 'no-controller',
              path: `${source.file}:${source.line([])}`,
              subject: `${manifest.kind} ${manifest.metadata.namespace ?? ''}/${manifest.metadata.name}`,
              value: name,
              complaint: 'is named in it: a Service that ends with the operator',
              remedy: `Name \`${program}-<name>\` instead, or \`<pod>.${program}-<name>-headless\` for a single instance.`,
            },
          ];
    });
}

/** All that an object says; what is encoded in a Secret is read, and shown to nobody. */
function textOf(manifest: PlainManifest): string {
  const encoded = manifest.kind === 'Secret' && isObject(manifest.data) ? Object.values(manifest.data) : [];
  const decoded = encoded.map((value) => Buffer.from(String(value), 'base64').toString());
  return [JSON.stringify(manifest), ...decoded].join('\n');
}
