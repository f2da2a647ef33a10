import type { Operand, Pipeline, Template, TemplateNode } from './ast';
import type { Dialect } from './dialect';

/** A place at which a template reads something of its data. */
export interface DataAccess {
  /** Fields from the root of the data: `['Labels', 'job']` of `$labels.job` and of `index .Labels "job"`. */
  readonly path: readonly string[];

  /** Where it stands, in characters from the beginning. */
  readonly at: number;
}

/** Where in the data something comes from; undefined where that is not known before the template runs. */
type Origin = readonly string[] | undefined;

/** What the dot and the variables are at a place. */
interface Surroundings {
  readonly dot: Origin;
  readonly variables: ReadonlyMap<string, Origin>;
}

/**
 * What of its data a template reads, wherever that can be told: through variables, `with`, `index` and the dot.
 * The data as a whole, `$labels` without a field, is told as the shorter path.
 */
export function dataAccesses(template: Template, { variables }: Dialect): DataAccess[] {
  const reader = new AccessReader();
  const known = Object.entries(variables).map(([name, field]): [string, Origin] => [name, [field]]);
  reader.nodes(template.nodes, { dot: [], variables: new Map([['$', []], ...known]) });
  template.definitions.forEach(({ body }) => {
    // What it is called with is another matter.
    reader.nodes(body, { dot: undefined, variables: new Map() });
  });
  return reader.found.sort((a, b) => a.at - b.at);
}

class AccessReader {
  readonly found: DataAccess[] = [];

  /** Reads nodes one after the other: a variable is known to those after its declaration. */
  nodes(nodes: readonly TemplateNode[], surroundings: Surroundings): void {
    let current = surroundings;
    for (const node of nodes) {
      current = this.node(node, current);
    }
  }

  private node(node: TemplateNode, here: Surroundings): Surroundings {
    if (node.kind === 'if' || node.kind === 'with' || node.kind === 'range') {
      const { origin, after } = this.pipeline(node.pipeline, here, node.kind === 'range');
      const dot = { if: here.dot, with: origin, range: undefined }[node.kind];
      this.nodes(node.body, { ...after, dot });
      this.nodes(node.otherwise, after);
      return here;
    }
    const pipeline = node.kind === 'action' || node.kind === 'template' ? node.pipeline : undefined;
    return pipeline === undefined ? here : this.pipeline(pipeline, here).after;
  }

  private pipeline(
    { commands, variables }: Pipeline,
    here: Surroundings,
    isRange = false,
  ): { readonly origin: Origin; readonly after: Surroundings } {
    const origins = commands.map((command) => this.command(command, here));
    const origin = origins.length === 1 ? origins[0] : undefined;
    const assigned = variables.map((name): [string, Origin] => [name, isRange ? undefined : origin]);
    return {
      origin,
      after: { ...here, variables: new Map([...here.variables, ...assigned]) },
    };
  }

  private command([first, ...others]: readonly Operand[], here: Surroundings): Origin {
    if (first === undefined) {
      return undefined;
    }
    const [indexed, ...keys] = others;
    if (first.kind === 'function' && first.name === 'index' && indexed !== undefined) {
      const origin = this.origin(indexed, here);
      const names = keys.flatMap((key) => (key.kind === 'string' ? [key.value] : []));
      keys.forEach((key) => this.operand(key, here));
      return this.note(indexed.at, extend(origin, names));
    }
    others.forEach((operand) => this.operand(operand, here));
    return this.operand(first, here);
  }

  private operand(operand: Operand, here: Surroundings): Origin {
    const origin = this.origin(operand, here);
    return operand.kind === 'pipeline' ? origin : this.note(operand.at, origin);
  }

  /** Where an operand comes from, with what is read inside of it noted, but not itself. */
  private origin(operand: Operand, here: Surroundings): Origin {
    if (operand.kind === 'dot') {
      return here.dot;
    }
    if (operand.kind === 'pipeline') {
      return this.pipeline(operand, here).origin;
    }
    if (operand.kind === 'field') {
      return extend(here.dot, operand.fields);
    }
    if (operand.kind === 'variable') {
      return extend(here.variables.get(operand.name), operand.fields);
    }
    return operand.kind === 'chain' ? extend(this.origin(operand.of, here), operand.fields) : undefined;
  }

  private note(at: number, path: Origin): Origin {
    if (path !== undefined && path.length > 0) {
      this.found.push({ path, at });
    }
    return path;
  }
}

function extend(origin: Origin, fields: readonly string[]): Origin {
  return origin && [...origin, ...fields];
}
