/** Where a node begins, in characters from the beginning of the template. */
interface Placed {
  readonly at: number;
}

/** A piece of a template, in the words of Go's `text/template`. */
export type TemplateNode =
  Text | Action | Branch | TemplateCall | (Placed & { readonly kind: 'break' | 'continue' });

/** What stands between actions, and is written as it is. */
export interface Text extends Placed {
  readonly kind: 'text';
  readonly text: string;
}

/** `{{ $value | humanize }}`: what it comes to is written. */
export interface Action extends Placed {
  readonly kind: 'action';
  readonly pipeline: Pipeline;
}

/** `{{ if … }}…{{ else }}…{{ end }}`. `range` and `with` set the dot in their body. */
export interface Branch extends Placed {
  readonly kind: 'if' | 'range' | 'with';
  readonly pipeline: Pipeline;
  readonly body: readonly TemplateNode[];
  readonly otherwise: readonly TemplateNode[];
}

/** `{{ template "name" . }}`, and a `block`, which defines what it calls. */
export interface TemplateCall extends Placed {
  readonly kind: 'template';
  readonly name: string;
  readonly pipeline?: Pipeline;
}

/** `{{ define "name" }}…{{ end }}`, or the inside of a `block`. */
export interface Definition extends Placed {
  readonly name: string;
  readonly body: readonly TemplateNode[];
}

/** Commands of which each gets the result of the one before as its last argument. */
export interface Pipeline extends Placed {
  readonly kind: 'pipeline';

  /** Variables that get the result, with their dollar signs. */
  readonly variables: readonly string[];
  readonly commands: ReadonlyArray<readonly Operand[]>;
}

/** A word of a command: the first may be a function, the others are its arguments. */
export type Operand =
  | Pipeline
  | (Placed & { readonly kind: 'dot' | 'nil' })
  | (Placed & { readonly kind: 'bool' | 'number'; readonly text: string })
  | (Placed & { readonly kind: 'string'; readonly value: string })
  | (Placed & { readonly kind: 'function'; readonly name: string })
  /** `.Labels.job` */
  | (Placed & { readonly kind: 'field'; readonly fields: readonly string[] })
  /** `$labels.job` */
  | (Placed & { readonly kind: 'variable'; readonly name: string; readonly fields: readonly string[] })
  /** `(index . 0).Value` */
  | (Placed & { readonly kind: 'chain'; readonly of: Operand; readonly fields: readonly string[] });

/** A template that was read: its own nodes, and the templates that it defines. */
export interface Template {
  readonly nodes: readonly TemplateNode[];
  readonly definitions: readonly Definition[];
}
