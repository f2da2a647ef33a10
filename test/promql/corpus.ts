import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const FOLDER = join('..', 'shared', 'corpus', 'kube-prometheus');

/** Why the expressions of others are not there, if they are not. */
export const missingCorpus = existsSync(FOLDER) ? undefined : 'no ../shared';

interface Rules {
  readonly spec: {
    readonly groups: ReadonlyArray<{ readonly rules: ReadonlyArray<{ readonly expr: unknown }> }>;
  };
}

/** The expressions of kube-prometheus's rules, in order. */
export function ruleExpressions(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.includes('prometheusRule'))
    .sort()
    .flatMap((file) => documents(file) as Rules[])
    .flatMap(({ spec }) => spec.groups)
    .flatMap(({ rules }) => rules.map(({ expr }) => String(expr)));
}

/** Dashboards by the name of their file. */
function dashboards(): Map<string, unknown> {
  const [list] = documents('grafana-dashboardDefinitions.yaml') as Array<{
    readonly items: ReadonlyArray<{ readonly data: Readonly<Record<string, string>> }>;
  }>;
  return new Map(
    list!.items.flatMap(({ data }) =>
      Object.entries(data).map(([file, text]) => [file, JSON.parse(text) as unknown] as const),
    ),
  );
}

export function dashboardCount(): number {
  return dashboards().size;
}

/** The expressions of kube-prometheus's dashboards, with their variables replaced by values of their kind. */
export function dashboardExpressions(): string[] {
  return [...dashboards().values()].flatMap(expressionsIn).map(withoutVariables);
}

function expressionsIn(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(expressionsIn);
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'expr' && typeof inner === 'string' ? [inner] : expressionsIn(inner),
  );
}

function withoutVariables(expr: string): string {
  return expr
    .replace(/\$\{?__(rate_)?interval(_ms)?\}?|\$\{?(interval|resolution)\}?/g, '5m')
    .replace(/\$\{?__range(_s|_ms)?\}?/g, '1h')
    .replace(/\$\{?(\w+)(:\w+)?\}?/g, '$1');
}

function documents(file: string): unknown[] {
  return parseAllDocuments(readFileSync(join(FOLDER, file), 'utf8')).map((each) => each.toJS() as unknown);
}
