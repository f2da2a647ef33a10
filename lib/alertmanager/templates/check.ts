import type { Receiver } from '../../native/alertmanager';
import type { Where } from '../../problems';
import { NOTIFICATION_TEMPLATES, parseTemplate, type Dialect, type Template } from '../../template';
import { nearest } from '../../values';
import { checkName, type Version } from '../../versions';
import type { Templates } from '../config-props';
import { isTemplate, textsOf } from '../receivers';
import type { Sourced } from '../routing';
import { callsOf, cycleFrom } from './calls';
import { DEFAULT_TEMPLATES } from './default-names';
import { isInline } from './files';

/** What the templates of a configuration are checked against. */
export interface TemplateTarget {
  readonly version: Version;

  /** Whether files that we cannot read define further templates. */
  readonly hasOthers: boolean;
}

/** A text that was read, and where it stands. */
interface Read {
  readonly where: Where;
  readonly template: Template;
}

/**
 * Reports templates that Alertmanager would refuse when it loads them, and those for which every notification
 * would fail: names that nobody defines, and templates that call themselves without an end.
 */
export function checkTemplates(
  where: Where,
  templates: Templates,
  receivers: ReadonlyArray<Sourced<Receiver>>,
  { version, hasOthers }: TemplateTarget,
): void {
  const dialect = dialectOf(version);
  const files = templates.flatMap((file, index) =>
    isInline(file) ? { file, where: where.at(index, 'text') } : [],
  );
  const read = files.flatMap(({ file, where: at }) => readText(at, file.text, dialect, file.fileName));
  const texts = receivers.flatMap(({ value, where: at, words }) =>
    textsOf(at, value, words)
      .filter(({ text }) => isTemplate(text))
      .flatMap(({ text, where: place }) => readText(place, text, dialect)),
  );
  const definitions = read.flatMap(({ where: at, template }) =>
    template.definitions.map(({ name, body }) => ({ name, where: at, calls: callsOf(body) })),
  );
  if (!hasOthers && read.length === files.length) {
    const known = new Set([
      ...DEFAULT_TEMPLATES,
      ...files.map(({ file }) => file.fileName),
      ...definitions.map(({ name }) => name),
    ]);
    const uses = [
      ...definitions.flatMap(({ where: at, calls }) => calls.map(({ name }) => ({ where: at, name }))),
      ...[...read, ...texts].flatMap(({ where: at, template }) =>
        callsOf(template.nodes).map(({ name }) => ({ where: at, name })),
      ),
    ];
    for (const { where: at, name } of uses) {
      checkDefined(at, name, known);
    }
  }
  checkCycles(definitions);
}

/** With the functions that the version has. */
function dialectOf(version: Version): Dialect {
  const { functions } = NOTIFICATION_TEMPLATES;
  const has = Object.entries(functions).filter(([name]) => checkName(functions, name, version) === undefined);
  return { ...NOTIFICATION_TEMPLATES, functions: Object.fromEntries(has) };
}

function readText(where: Where, text: string, dialect: Dialect, name?: string): Read[] {
  const result = parseTemplate(text, dialect, name);
  if ('template' in result) {
    return [{ where, template: result.template }];
  }
  const { line, column, complaint, remedy } = result.fault;
  where.error({
    code: 'invalid-template',
    complaint: `is no template (line ${line}, column ${column}): ${complaint}`,
    remedy,
  });
  return [];
}

function checkDefined(where: Where, name: string, known: ReadonlySet<string>): void {
  if (!known.has(name)) {
    const meant = nearest(name, [...known]);
    where.error({
      code: 'unknown-reference',
      value: name,
      complaint: 'is a template that nobody defines: the notification would fail',
      remedy:
        meant === undefined
          ? 'Define it in `templates`, or leave the call out.'
          : `Did you mean "${meant}"? Else define it in \`templates\`.`,
    });
  }
}

function checkCycles(
  definitions: ReadonlyArray<{
    readonly name: string;
    readonly where: Where;
    readonly calls: ReadonlyArray<{ readonly name: string }>;
  }>,
): void {
  const calls = new Map(definitions.map((each) => [each.name, each.calls.map(({ name }) => name)]));
  const reported = new Set<string>();
  for (const { name, where } of definitions) {
    const cycle = reported.has(name) ? undefined : cycleFrom(name, calls);
    if (cycle !== undefined) {
      cycle.forEach((each) => reported.add(each));
      where.error({
        code: 'cyclic-template',
        value: name,
        complaint: `calls itself: ${cycle.join(' -> ')}`,
        remedy: 'Break the circle: a list is written with `range`.',
      });
    }
  }
}
