import { ConstructLink, linkId, type Converted } from '../convert';
import type { Imported } from '../import';
import { renderCode, type Call } from './code';
import { fields, imported, literal, text, type Names } from './literal';

/** The order in which things are defined: what others name comes first. */
const ORDER = [
  'AlertmanagerConfig',
  'Alertmanager',
  'Prometheus',
  'PrometheusAgent',
  'ThanosRuler',
  'ServiceMonitor',
  'PodMonitor',
  'Probe',
  'ScrapeConfig',
  'PrometheusRule',
];

/** A program that writes what was imported: as a person would write it, and with the same bytes as a result. */
export function renderProgram({ chart, converted, namespaces }: Imported): string {
  const sorted = [...converted].sort((a, b) => compare(sortKey(a), sortKey(b)));
  const names: Names = { imports: new Set(), variables: variables(sorted) };
  const ids = constructIds(sorted);
  const statements = sorted.map((each) => {
    const { kind, object, props } = each;
    const { namespace, name, ...rest } = props;
    const id = ids.get(each) ?? '';
    const call: Call = {
      callee: `new ${imported(kind, names)}`,
      arguments: [
        'chart',
        text(id),
        fields(
          {
            ...(name === id ? {} : { name }),
            ...(namespace === chart ? {} : { namespace }),
            ...rest,
          },
          names,
        ),
      ],
    };
    const variable = names.variables.get(linkId(kind, object.metadata));
    const start = variable === undefined ? '' : `const ${variable} = `;
    return `${start}${renderCode(call, '', start.length, 1)};\n`;
  });
  const labels =
    Object.keys(namespaces).length === 0
      ? []
      : [
          `${renderCode({
            callee: `${imported('Synthesis', names)}.of(app).configure`,
            arguments: [{ open: '{', items: [{ key: 'namespaces', value: literal(namespaces, names) }] }],
          })};\n`,
        ];
  return [
    `import { App, Chart } from 'cdk8s';\n${importLine(names.imports)}`,
    `const app = new App();\nconst chart = new Chart(app, ${text(chart)}, { namespace: ${text(chart)} });\n`,
    ...labels,
    ...statements,
    'app.synth();\n',
  ].join('\n');
}

function importLine(imports: ReadonlySet<string>): string {
  const sorted = [...imports].sort((a, b) => compare(a.toLowerCase(), b.toLowerCase()));
  const line = `import { ${sorted.join(', ')} } from 'cdk8s-prometheus';\n`;
  return line.length <= 111
    ? line
    : `import {\n${sorted.map((name) => `  ${name},\n`).join('')}} from 'cdk8s-prometheus';\n`;
}

/** Variables for what others name: Alertmanagers that somebody sends to, and configurations that are a whole tree. */
function variables(converted: readonly Converted[]): Map<string, string> {
  const named = new Set(converted.flatMap(({ props }) => linksIn(props)));
  const found = converted.filter(({ kind, object }) => named.has(linkId(kind, object.metadata)));
  const taken = new Set<string>();
  return new Map(
    found.map(({ kind, object: { metadata } }) => {
      const plain = kind.charAt(0).toLowerCase() + kind.slice(1);
      const alone = found.filter((other) => other.kind === kind).length === 1;
      const wanted = alone ? plain : camel(`${plain}-${metadata.name}`);
      const variable = taken.has(wanted) ? camel(`${wanted}-${metadata.namespace}`) : wanted;
      taken.add(variable);
      return [linkId(kind, metadata), variable];
    }),
  );
}

function linksIn(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(linksIn);
  }
  if (value instanceof ConstructLink) {
    return [value.id];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(linksIn) : [];
}

/** The name where it is the only one, and more of what tells it from others where it is not. */
function constructIds(converted: readonly Converted[]): Map<Converted, string> {
  const candidates = ({ kind, object: { metadata } }: Converted): string[] => [
    metadata.name,
    `${metadata.name}-${kind}`,
    `${metadata.namespace}-${metadata.name}`,
    `${metadata.namespace}-${metadata.name}-${kind}`,
  ];
  const taken = new Set<string>();
  return new Map(
    converted.map((each) => {
      const id = candidates(each).find((candidate) => !taken.has(candidate)) ?? '';
      taken.add(id);
      return [each, id];
    }),
  );
}

function sortKey({ kind, object: { metadata } }: Converted): string {
  return [ORDER.indexOf(kind), metadata.namespace, metadata.name].join('\u0000');
}

function camel(name: string): string {
  return name.replace(/[^A-Za-z0-9]+([A-Za-z0-9]?)/g, (_, next: string) => next.toUpperCase());
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
