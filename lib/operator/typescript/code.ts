/** A piece of a program: a text that is not divided, or something with parts that stand in one line or in several. */
export type Code = string | Enclosed | Call;

/** An object or a list. */
export interface Enclosed {
  readonly open: '{' | '[';
  readonly items: readonly Item[];
}

/** An element of a list, or a field of an object. */
export interface Item {
  /** Absent in lists. */
  readonly key?: string;
  readonly value: Code;
}

/** `secretKey('name', 'key')`, `new Prometheus(chart, 'k8s', { … })`. */
export interface Call {
  readonly callee: string;
  readonly arguments: readonly Code[];
}

/** As the project's own code has it. */
const WIDTH = 110;
const INDENT = '  ';

/**
 * Writes a piece as a formatter would: in one line where that is short enough, and else with its parts on lines of their own.
 *
 * @param before what stands before it in its line
 * @param after how much follows it
 */
export function renderCode(code: Code, indent = '', before = 0, after = 0): string {
  const line = inOneLine(code);
  if (line !== undefined && indent.length + before + line.length + after <= WIDTH) {
    return line;
  }
  if (typeof code === 'string') {
    return code;
  }
  return 'callee' in code ? renderCall(code, indent) : renderEnclosed(code, indent);
}

function renderEnclosed({ open, items }: Enclosed, indent: string): string {
  const close = open === '{' ? '}' : ']';
  if (items.length === 0) {
    return `${open}${close}`;
  }
  const inner = indent + INDENT;
  const lines = items.map(({ key, value }) => {
    const name = key === undefined ? '' : `${key}: `;
    return `${inner}${name}${renderCode(value, inner, name.length, 1)},\n`;
  });
  return `${open}\n${lines.join('')}${indent}${close}`;
}

/** The last argument may go over several lines while the others stay in the first one. */
function renderCall({ callee, arguments: given }: Call, indent: string): string {
  const [last, ...others] = [...given].reverse();
  const head = others.reverse().map(inOneLine);
  const isHugged = typeof last === 'object' && 'open' in last && head.every((each) => each !== undefined);
  const start = `${callee}(${head.map((each) => `${each ?? ''}, `).join('')}`;
  if (isHugged && indent.length + start.length < WIDTH) {
    return `${start}${renderEnclosed(last, indent)})`;
  }
  const inner = indent + INDENT;
  const lines = given.map((each) => `${inner}${renderCode(each, inner, 0, 1)},\n`);
  return `${callee}(\n${lines.join('')}${indent})`;
}

/** Undefined where there is a text of several lines in it. */
function inOneLine(code: Code): string | undefined {
  if (typeof code === 'string') {
    return code.includes('\n') ? undefined : code;
  }
  const parts = 'callee' in code ? code.arguments.map((value): Item => ({ value })) : code.items;
  const lines = parts.map(({ key, value }) => {
    const line = inOneLine(value);
    return line === undefined || key === undefined || key === line ? line : `${key}: ${line}`;
  });
  if (lines.includes(undefined)) {
    return undefined;
  }
  const inner = lines.join(', ');
  if ('callee' in code) {
    return `${code.callee}(${inner})`;
  }
  return code.open === '[' ? `[${inner}]` : inner === '' ? '{}' : `{ ${inner} }`;
}
