import type { Call } from '../ast';
import { reaches } from '../dialect';
import { arity, functionOf, PROMQL_FUNCTIONS, type PromQLFunction } from '../functions';
import { enable } from '../syntax';
import { checkName, formatVersion, type GateFinding } from '../../versions';
import type { Token } from '../lexer';
import { valueTypeOf } from '../value-type';
import { expectType } from './expect-type';
import type { Reader } from './reader';

/** Checks a call of a function: that there is one, its arguments and their types. */
export function checkCall(reader: Reader, call: Call, name: Token): void {
  const fn = functionOf(call.name);
  const gate = checkName(PROMQL_FUNCTIONS, call.name, reader.dialect.version);
  if (gate !== undefined && gate.kind !== 'deprecated') {
    reader.report('function', name, ...describeGate(call.name, gate, reader.dialect.version));
  } else if (fn !== undefined && needsFeature(reader, fn)) {
    const always = fn.experimental === true ? undefined : fn.experimental;
    reader.report(
      'feature',
      name,
      `function "${call.name}" is not enabled`,
      enable('promql-experimental-functions', always),
    );
  }
  if (fn !== undefined) {
    checkArity(reader, call, fn);
    checkTypes(reader, call, fn);
  }
}

function describeGate(
  name: string,
  { kind, fact, nearest }: GateFinding,
  version: Parameters<typeof formatVersion>[0],
): [complaint: string, remedy?: string] {
  if (kind === 'too-new') {
    return [
      `function "${name}" came with Prometheus ${fact?.since ?? ''}`,
      `Version is ${formatVersion(version)}.`,
    ];
  }
  if (kind === 'removed') {
    return [
      `function "${name}" is gone since Prometheus ${fact?.until ?? ''}`,
      `Use ${fact?.instead ?? 'another'}.`,
    ];
  }
  const complaint = `unknown function with name "${name}"`;
  return nearest === undefined ? [complaint] : [complaint, `Did you mean "${nearest}"?`];
}

function needsFeature({ dialect }: Reader, { experimental }: PromQLFunction): boolean {
  return (
    experimental !== undefined &&
    !dialect.features.has('promql-experimental-functions') &&
    !(experimental !== true && reaches(dialect, experimental))
  );
}

function checkArity(reader: Reader, call: Call, fn: PromQLFunction): void {
  const [least, most] = arity(fn);
  const got = call.args.length;
  if (got >= least && got <= most) {
    return;
  }
  const bound = least === most ? String(least) : got < least ? `at least ${least}` : `at most ${most}`;
  reader.report(
    'arguments',
    call,
    `expected ${bound} argument(s) in call to "${call.name}", got ${got}`,
    `It is ${call.name}(${signature(fn)}).`,
  );
}

function checkTypes(reader: Reader, call: Call, fn: PromQLFunction): void {
  call.args.forEach((arg, index) => {
    const wanted = fn.args[index] ?? (fn.variadic === 0 ? undefined : fn.args.at(-1));
    if (wanted !== undefined) {
      expectType(reader, arg, wanted, `call to function "${call.name}"`);
    }
  });
  if (call.name === 'info') {
    checkInfo(reader, call);
  }
}

/** The second argument of `info` says which labels are wanted; it may be `{}`. */
function checkInfo(reader: Reader, { args: [, labels] }: Call): void {
  if (labels === undefined || valueTypeOf(labels) !== 'instant vector') {
    return;
  }
  if (labels.type !== 'vectorSelector' || labels.name !== undefined) {
    reader.report(
      'type',
      labels,
      'expected label selectors only',
      'Write matchers in braces, without a name of a metric: {k8s_cluster_name=~".+"}.',
    );
  } else {
    reader.allowUnbounded(labels);
  }
}

function signature({ args, variadic }: PromQLFunction): string {
  if (variadic === 0) {
    return args.join(', ');
  }
  const fixed = args.slice(0, -1);
  return [...fixed, `${args.at(-1) ?? ''}${variadic === 1 ? ' (optional)' : ' (any number)'}`].join(', ');
}
