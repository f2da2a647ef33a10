import type { Definition, Template, TemplateNode } from './ast';
import { GO_FUNCTIONS, type Dialect } from './dialect';
import { tokenize } from './lexer';
import { literal, PipelineParser } from './pipeline-parser';
import { Scope } from './scope';
import { TemplateError } from './template-error';
import type { Token } from './token';
import { TokenReader } from './token-reader';

/** How a list of nodes ended. */
type Ending = { readonly at: number } & (
  | { readonly kind: 'end' }
  /** `next`: what is to follow at once, as in `{{ else if … }}`. */
  | { readonly kind: 'else'; readonly next?: 'if' | 'with' }
);

/** What is between two of the places where Go begins anew: the whole text, a definition, a block. */
interface Frame {
  readonly scope: Scope;
  readonly pipelines: PipelineParser;

  /** How many loops are open. */
  ranges: number;
}

/**
 * Reads a template as Go's `text/template/parse` does, of the dialect's functions and variables.
 *
 * @param name of the template itself, which `define` may not name again
 * @throws {TemplateError} where Go would refuse it
 */
export function parse(text: string, dialect: Dialect, name: string): Template {
  return new Parser(new TokenReader(tokenize(text)), dialect, name).run();
}

class Parser {
  private readonly definitions: Definition[] = [];
  private readonly functions: ReadonlySet<string>;
  private frame: Frame;

  constructor(
    private readonly reader: TokenReader,
    private readonly dialect: Dialect,
    private readonly name: string,
  ) {
    this.functions = new Set([...Object.keys(dialect.functions), ...GO_FUNCTIONS]);
    this.frame = this.newFrame(Object.keys(dialect.variables));
  }

  run(): Template {
    const nodes: TemplateNode[] = [];
    while (this.reader.peek().type !== 'end') {
      if (!this.definition()) {
        const node = this.textOrAction();
        if (isEnding(node)) {
          throw unexpectedEnding(node, 'here: no block is open');
        }
        nodes.push(node);
      }
    }
    const own = this.definitions.find(({ name }) => name === this.name);
    // The definitions that Prometheus puts before a template are content.
    const isEmpty = Object.keys(this.dialect.variables).length === 0 && isBlank(nodes);
    if (own !== undefined && !isEmpty && !isBlank(own.body)) {
      throw defined(own);
    }
    return { nodes, definitions: this.definitions };
  }

  /** `define` stands at the outermost level only. */
  private definition(): boolean {
    const start = this.reader.mark();
    if (this.reader.peek().type === 'leftDelimiter') {
      const { at } = this.reader.take();
      if (this.reader.skipSpace().type === 'keyword' && this.reader.peek().text === 'define') {
        this.reader.take();
        const name = this.templateName('define');
        this.reader.expect('rightDelimiter', '}} after the name of a definition');
        this.define(at, name);
        return true;
      }
    }
    this.reader.returnTo(start);
    return false;
  }

  /** Reads a body that begins anew: variables and loops around it are not known in it. */
  private define(at: number, name: string): void {
    const outer = this.frame;
    this.frame = this.newFrame([]);
    const { nodes: body, ending } = this.reader.nested(at, () => this.list(at));
    if (ending.kind !== 'end') {
      throw unexpectedEnding(ending, 'in a definition');
    }
    this.frame = outer;
    const earlier = this.definitions.findIndex((definition) => definition.name === name);
    const definition = { at, name, body };
    if (earlier === -1) {
      this.definitions.push(definition);
    } else if (isBlank(this.definitions[earlier]?.body ?? [])) {
      this.definitions[earlier] = definition;
    } else if (!isBlank(body)) {
      throw defined(definition);
    }
  }

  /** Nodes up to `end` or `else`. */
  private list(opened: number): { readonly nodes: TemplateNode[]; readonly ending: Ending } {
    const nodes: TemplateNode[] = [];
    while (this.reader.skipSpace().type !== 'end') {
      const node = this.textOrAction();
      if (isEnding(node)) {
        return { nodes, ending: node };
      }
      nodes.push(node);
    }
    throw new TemplateError(opened, 'the block has no {{ end }}', 'Close it with `{{ end }}`.');
  }

  private textOrAction(): TemplateNode | Ending {
    const token = this.reader.takeWord();
    if (token.type === 'text') {
      return { kind: 'text', at: token.at, text: token.text };
    }
    if (token.type === 'leftDelimiter') {
      return this.action(token.at);
    }
    throw this.reader.unexpected(token, 'text or an action');
  }

  private action(at: number): TemplateNode | Ending {
    const token = this.reader.skipSpace();
    if (token.type === 'keyword' && token.text !== 'define') {
      this.reader.take();
      return this.control(at, token);
    }
    return { kind: 'action', at, pipeline: this.frame.pipelines.pipeline('an action') };
  }

  private control(at: number, { text: keyword }: Token): TemplateNode | Ending {
    switch (keyword) {
      case 'if':
      case 'range':
      case 'with':
        return this.branch(at, keyword);
      case 'break':
      case 'continue':
        return this.jump(at, keyword);
      case 'else':
        return this.otherwise(at);
      case 'end':
        this.reader.expect('rightDelimiter', '}} after end');
        return { kind: 'end', at };
      case 'template':
        return this.call(at);
      default:
        return this.block(at);
    }
  }

  private branch(at: number, kind: 'if' | 'range' | 'with'): TemplateNode {
    const mark = this.frame.scope.enter();
    const pipeline = this.frame.pipelines.pipeline(kind);
    this.frame.ranges += kind === 'range' ? 1 : 0;
    const { nodes: body, ending } = this.reader.nested(at, () => this.list(at));
    this.frame.ranges -= kind === 'range' ? 1 : 0;
    const otherwise = ending.kind === 'end' ? [] : this.elseOf(at, kind, ending);
    this.frame.scope.leave(mark);
    return { kind, at, pipeline, body, otherwise };
  }

  private elseOf(
    at: number,
    kind: 'if' | 'range' | 'with',
    ending: Extract<Ending, { readonly kind: 'else' }>,
  ): TemplateNode[] {
    if (ending.next !== undefined && ending.next === kind) {
      this.reader.takeWord();
      // The one `end` closes all of a chain.
      return [this.reader.nested(at, () => this.branch(ending.at, kind))];
    }
    const { nodes, ending: last } = this.reader.nested(at, () => this.list(at));
    if (last.kind !== 'end') {
      throw unexpectedEnding(last, `after the else of ${kind}`);
    }
    return nodes;
  }

  private jump(at: number, kind: 'break' | 'continue'): TemplateNode {
    this.reader.expect('rightDelimiter', `}} after ${kind}`);
    if (this.frame.ranges === 0) {
      throw new TemplateError(at, `${kind} stands outside of a range`, 'Leave it out.');
    }
    return { kind, at };
  }

  private otherwise(at: number): Ending {
    const next = this.reader.skipSpace();
    if (next.type === 'keyword' && (next.text === 'if' || next.text === 'with')) {
      return { kind: 'else', at, next: next.text };
    }
    this.reader.expect('rightDelimiter', '}}, if or with after else');
    return { kind: 'else', at };
  }

  private call(at: number): TemplateNode {
    const name = this.templateName('template');
    if (this.reader.skipSpace().type === 'rightDelimiter') {
      this.reader.take();
      return { kind: 'template', at, name };
    }
    return { kind: 'template', at, name, pipeline: this.frame.pipelines.pipeline('template') };
  }

  private block(at: number): TemplateNode {
    const name = this.templateName('block');
    const pipeline = this.frame.pipelines.pipeline('block');
    this.define(at, name);
    return { kind: 'template', at, name, pipeline };
  }

  private templateName(keyword: string): string {
    const token = this.reader.takeWord();
    if (token.type !== 'string' && token.type !== 'rawString') {
      throw this.reader.unexpected(token, `a name in quotes after ${keyword}`);
    }
    return literal(token);
  }

  private newFrame(variables: readonly string[]): Frame {
    const scope = new Scope(variables);
    return { scope, pipelines: new PipelineParser(this.reader, this.functions, scope), ranges: 0 };
  }
}

function isEnding(node: TemplateNode | Ending): node is Ending {
  return node.kind === 'end' || node.kind === 'else';
}

function unexpectedEnding({ kind, at }: Ending, where: string): TemplateError {
  return new TemplateError(at, `{{ ${kind} }} is out of place ${where}`, 'Leave it out, or open a block.');
}

function defined({ name, at }: Definition): TemplateError {
  return new TemplateError(at, `the template "${name}" is defined twice`, 'Give one another name.');
}

/** Nothing but what Go takes for spaces. */
function isBlank(nodes: readonly TemplateNode[]): boolean {
  return nodes.every((node) => node.kind === 'text' && BLANK.test(node.text));
}

const BLANK = /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/;
