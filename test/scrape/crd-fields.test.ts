import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { parse } from 'yaml';
import { describeUnless } from '../support/programs';

const CRDS = join('..', 'shared', 'corpus', 'operator-crds');

/** Part of a schema of Kubernetes. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

/** The types whose fields must be there, by the plural of their resource. */
const TYPES: Readonly<Record<string, string>> = {
  servicemonitors: 'ServiceMonitorProps',
  podmonitors: 'PodMonitorProps',
  probes: 'ProbeProps',
  scrapeconfigs: 'ScrapeConfigProps',
};

function specOf(plural: string): Schema {
  const text = readFileSync(join(CRDS, `monitoring.coreos.com_${plural}.yaml`), 'utf8');
  const crd = parse(text) as { spec: { versions: Array<{ schema: { openAPIV3Schema: Schema } }> } };
  return crd.spec.versions[0]?.schema.openAPIV3Schema.properties?.spec ?? {};
}

/** Paths of the fields that the type lacks. */
function lacking(checker: ts.TypeChecker, type: ts.Type, schema: Schema, path: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const members = branches(type).flatMap((branch) => branch.getProperty(name) ?? []);
    const at = `${path}.${name}`;
    if (members.length === 0) {
      return [at];
    }
    const types = members.map((member) => itemOf(checker, checker.getTypeOfSymbol(member)));
    // Those that are refused by their type have no fields.
    const objects = types.flatMap(branches).filter((one) => one.getProperties().length > 0);
    const fields = inner.items ?? inner;
    const open = types.some(
      (one) => (one.flags & ts.TypeFlags.Undefined) !== 0 || branches(one).length === 0,
    );
    return open && objects.length === 0 ? [] : lackingIn(checker, objects, fields, at);
  });
}

function lackingIn(
  checker: ts.TypeChecker,
  types: readonly ts.Type[],
  schema: Schema,
  path: string,
): string[] {
  const found = types.map((type) => new Set(lacking(checker, type, schema, path)));
  const [first = new Set<string>(), ...rest] = found;
  return [...first].filter((field) => rest.every((other) => other.has(field)));
}

function branches(type: ts.Type): ts.Type[] {
  return (type.isUnion() ? type.types : [type]).filter((one) => (one.flags & ts.TypeFlags.Object) !== 0);
}

function itemOf(checker: ts.TypeChecker, type: ts.Type): ts.Type {
  const list = branches(type).find((one) => checker.isArrayType(one));
  return list === undefined ? type : (checker.getTypeArguments(list as ts.TypeReference)[0] ?? type);
}

/** Without exceptions; some are typed as absent, because Prometheus cannot read their secrets from files. */
describeUnless(existsSync(CRDS) ? undefined : `no ${CRDS}`, 'every field of the CRDs is a prop', () => {
  const index = join('lib', 'scrape', 'index.ts');
  const program = ts.createProgram([index], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    strict: true,
    noEmit: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(index);
  const module = source && checker.getSymbolAtLocation(source);
  const exported = module === undefined ? [] : checker.getExportsOfModule(module);

  test.each(Object.entries(TYPES))('of %s: %s', (plural, name) => {
    const alias = exported.find((symbol) => symbol.name === name);
    const type = alias && checker.getDeclaredTypeOfSymbol(checker.getAliasedSymbol(alias));
    const missing = type === undefined ? [name] : lacking(checker, type, specOf(plural), plural);
    expect(missing).toEqual([]);
  });
});
