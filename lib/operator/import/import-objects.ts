import { App, Chart } from 'cdk8s';
import type { Manifest } from '../../kubernetes';
import { compareProblems, SynthesisError, type Problem } from '../../problems';
import { Synthesis } from '../../synthesis';
import { createConstructs } from '../constructs';
import { convertObjects, type Converted, type ConvertOptions } from '../convert';
import type { OperatorObject, OtherObject, PlainManifest, ReadResult } from '../object';
import { namespaceLabels, unknownNamespaces, type NamespaceLabels } from './namespaces';
import { operatedNames } from './operated-names';
import { planOthers, type OthersOptions } from './others';
import { outcomeOfResource, type Outcome } from './outcome';
import { atSource } from './sources';

export interface ImportOptions extends ConvertOptions, OthersOptions {}

/** All that an import comes to. Where there are errors, what would be written is not complete. */
export interface Imported {
  /** Of the app that holds it all: its name and its namespace. */
  readonly chart: string;

  /** Ours, as the file of the chart. */
  readonly yaml: string;
  readonly count: number;

  /** What the constructs are made of. */
  readonly converted: readonly Converted[];

  /** Labels of namespaces that selectors ask for. */
  readonly namespaces: NamespaceLabels;

  /** Objects of other APIs that are written as they are. */
  readonly passed: readonly PlainManifest[];
  readonly outcomes: readonly Outcome[];
  readonly problems: readonly Problem[];
}

/** Turns what was read into manifests without the operator. */
export function importObjects(read: ReadResult, options: ImportOptions = {}): Imported {
  const { converted, problems } = convertObjects(read, options);
  const chart = chartName(converted);
  const namespaces = namespaceLabels(read.others, converted);
  const made = synthesize(chart, converted, namespaces);
  const others = planOthers(read.others, made.manifests, options, takenSecrets(converted));
  return {
    chart,
    yaml: made.yaml,
    count: made.manifests.length,
    converted,
    namespaces,
    passed: others.passed,
    outcomes: [...outcomesOf(read.objects, converted, made.unselected), ...others.outcomes],
    problems: [
      ...read.problems,
      ...problems,
      ...made.problems,
      ...unknownNamespaces(converted, namespaces),
      ...operatedNames(read.others),
      ...others.problems,
    ].sort(compareProblems),
  };
}

/** Secrets whose configuration stands in a ConfigMap now. */
function takenSecrets(converted: readonly Converted[]): Set<OtherObject> {
  return new Set(converted.flatMap(({ base }) => base?.secret ?? []));
}

/** That of the namespace that most Prometheis and Alertmanagers are in. */
function chartName(converted: readonly Converted[]): string {
  const counts = new Map<string, number>();
  for (const { kind, object } of converted) {
    const weight = ['Prometheus', 'PrometheusAgent', 'Alertmanager', 'ThanosRuler'].includes(kind)
      ? 1_000_000
      : 1;
    const { namespace } = object.metadata;
    counts.set(namespace, (counts.get(namespace) ?? 0) + weight);
  }
  const [first] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return first?.[0] ?? 'monitoring';
}

interface Made {
  readonly yaml: string;
  readonly manifests: readonly Manifest[];
  readonly problems: readonly Problem[];

  /** What no Prometheus and no Alertmanager takes. */
  readonly unselected: ReadonlySet<OperatorObject | undefined>;
}

function synthesize(name: string, converted: readonly Converted[], namespaces: NamespaceLabels): Made {
  const app = new App();
  const chart = new Chart(app, name, { namespace: name });
  const constructs = createConstructs(chart, converted);
  const origins = new Map(constructs.map(({ of, construct }) => [construct.node.path, of]));
  const problems: Problem[] = [];
  Synthesis.of(app).configure({ namespaces, onWarning: (warning) => problems.push(warning) });
  const made = attemptSynth(app, problems);
  const unselected = problems.filter(({ code }) => code === 'unselected');
  return {
    ...made,
    problems: problems
      .map(decisive)
      .map(copied)
      .map((problem) => atSource(problem, origins)),
    unselected: new Set(unselected.map(({ path }) => origins.get(path)?.object)),
  };
}

/** All that a selector could take is among the files: one that takes nothing is a mistake, or files are missing. */
function decisive(problem: Problem): Problem {
  return problem.code === 'selects-nothing'
    ? {
        ...problem,
        severity: 'error',
        remedy: 'Give the files that have them as well, compare the labels, or take the selector out.',
      }
    : problem;
}

/** The references cannot be edited here, but all of them at once be said to lead elsewhere. */
function copied(problem: Problem): Problem {
  return problem.code === 'foreign-reference'
    ? {
        ...problem,
        remedy:
          'Copy it to the namespace of the pods (External Secrets and reflector do so), and name that by `--secrets-namespace`.',
      }
    : problem;
}

function attemptSynth(app: App, problems: Problem[]): Pick<Made, 'yaml' | 'manifests'> {
  try {
    return {
      yaml: app.synthYaml(),
      manifests: app.charts.flatMap((chart) => chart.toJson() as Manifest[]),
    };
  } catch (error) {
    if (!(error instanceof SynthesisError)) {
      throw error;
    }
    problems.push(...error.problems);
    return { yaml: '', manifests: [] };
  }
}

function outcomesOf(
  objects: readonly OperatorObject[],
  converted: readonly Converted[],
  unselected: Made['unselected'],
): Outcome[] {
  const made = new Set(converted.map(({ object }) => object));
  return objects.map((object) => {
    if (unselected.has(object)) {
      return outcomeOfResource(object, 'left-out', 'is selected by nobody');
    }
    return made.has(object)
      ? outcomeOfResource(object, 'converted')
      : outcomeOfResource(object, 'left-out', 'is empty');
  });
}
