import { Construct } from 'constructs';
import { attempt, Where, type Problem } from '../problems';
import { checkShape } from '../shapes';
import { checkDnsSubdomain, checkKubernetesLabels, checkNamespaceName } from '../values';
import type { Resource, SelectableKind } from './resource';
import { namespaceOf, Synthesis } from './synthesis';

/** Identity and labels of a selectable construct. */
export interface ResourceProps {
  /**
   * Name, unique among those of its kind in the namespace: part of the names of jobs and files.
   * @default - the construct's id
   */
  readonly name?: string;

  /** @default - the namespace of the chart */
  readonly namespace?: string;

  /**
   * Labels that selectors match.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A construct that renders nothing by itself and is selected by others, by reference or by its labels. */
export abstract class ResourceConstruct<Props extends ResourceProps> extends Construct {
  /** What it says, as plain data. */
  readonly resource: Resource<Props>;

  protected constructor(
    scope: Construct,
    id: string,
    kind: SelectableKind,
    props: Props,
    check: (where: Where, props: Props) => void,
  ) {
    super(scope, id);
    const problems: Problem[] = [];
    const where = new Where(problems, this.node.path);
    // A copy: what is changed after this was checked must not get into the output.
    const spec = attempt(where, () => structuredClone(props)) ?? props;
    const identity = attempt(where, () => this.readIdentity(where, id, spec));
    if (identity !== undefined && checkShape(where, `${kind}Props`, spec)) {
      attempt(where, () => {
        check(where, spec);
      });
    }
    this.resource = Object.freeze({
      kind,
      ...(identity ?? { name: id, namespace: '', labels: {} }),
      path: this.node.path,
      spec,
      problems,
    });
    Synthesis.of(this).addResource(this, this.resource);
  }

  private readIdentity(
    where: Where,
    id: string,
    props: Props,
  ): Pick<Resource, 'name' | 'namespace' | 'labels'> {
    const name = props.name ?? id;
    const namespace = namespaceOf(this, props.namespace);
    checkDnsSubdomain(where.at('name'), name);
    checkNamespace(where, namespace);
    checkKubernetesLabels(where.at('labels'), props.labels);
    return { name, namespace: namespace ?? '', labels: Object.freeze({ ...props.labels }) };
  }
}

/** Reports a construct that is in no namespace: names of jobs, hosts and rights are made from it. */
export function checkNamespace(where: Where, namespace: string | undefined): void {
  if (namespace === undefined) {
    where.at('namespace').error({
      code: 'incomplete',
      complaint: 'is not known',
      remedy:
        "Give the chart a namespace, `new Chart(app, 'monitoring', { namespace: 'monitoring' })`, or the construct.",
    });
  } else {
    checkNamespaceName(where.at('namespace'), namespace);
  }
}
