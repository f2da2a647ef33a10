import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '..', '..');

/** One import, or `export … from`. */
export interface Import {
  /** Path of the file that has it, from the root of the repository. */
  readonly from: string;

  /** Path of the file that is meant, from the root; the name of a package as it stands, where it is one. */
  readonly to: string;

  /** Nothing is left of it at run time. */
  readonly typeOnly: boolean;
}

type Specifier = Pick<Import, 'typeOnly'> & { readonly name: string };

/** All imports of the TypeScript files in a folder and below. */
export function importsOf(folder: string): Import[] {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => join(folder, file))
    .flatMap((from) =>
      specifiers(from).map(({ name, typeOnly }) => ({ from, to: target(from, name), typeOnly })),
    );
}

export function isPackage({ to }: Import): boolean {
  return !to.endsWith('.ts');
}

/** `cdk8s` of `cdk8s/lib/x`, `@swc/core` of `@swc/core`. */
export function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The packages that a user of ours has, too. */
export function publishedPackages(): string[] {
  const { dependencies, peerDependencies } = manifest();
  return Object.keys({ ...dependencies, ...peerDependencies });
}

/** Those that only we have. */
export function developmentPackages(): string[] {
  return Object.keys(manifest().devDependencies);
}

type Kind = 'dependencies' | 'peerDependencies' | 'devDependencies';

function manifest(): Record<Kind, Record<string, string>> {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<Kind, Record<string, string>>;
}

function specifiers(file: string): Specifier[] {
  const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest);
  const found: Specifier[] = [];
  const visit = (node: ts.Node): void => {
    const [specifier, typeOnly] = importIn(node);
    if (specifier !== undefined && ts.isStringLiteral(specifier)) {
      found.push({ name: specifier.text, typeOnly });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** What a node imports, if it does: a statement, `import(…)` as an expression, or as a type. */
function importIn(node: ts.Node): [specifier: ts.Node | undefined, typeOnly: boolean] {
  if (ts.isImportDeclaration(node)) {
    return [node.moduleSpecifier, importsTypes(node.importClause)];
  }
  if (ts.isExportDeclaration(node)) {
    return [node.moduleSpecifier, node.isTypeOnly];
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return [node.argument.literal, true];
  }
  const dynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return [dynamic ? node.arguments[0] : undefined, false];
}

function importsTypes(clause: ts.ImportClause | undefined): boolean {
  const { phaseModifier, name, namedBindings } = clause ?? {};
  const named =
    namedBindings !== undefined && ts.isNamedImports(namedBindings) ? namedBindings.elements : undefined;
  const eachIsType = name === undefined && named?.every((element) => element.isTypeOnly) === true;
  return phaseModifier === ts.SyntaxKind.TypeKeyword || eachIsType;
}

/** `./x` is `x.ts`, or `x/index.ts` where there is no such file. */
function target(from: string, specifier: string): string {
  if (!specifier.startsWith('.')) {
    return specifier;
  }
  const path = relative(ROOT, resolve(ROOT, dirname(from), specifier));
  return isFile(`${path}.ts`) ? `${path}.ts` : join(path, 'index.ts');
}

function isFile(path: string): boolean {
  return readdirSync(join(ROOT, dirname(path)), { encoding: 'utf8' }).includes(
    path.slice(dirname(path).length + 1),
  );
}
