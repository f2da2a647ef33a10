import {
  AnyType,
  createFormatter,
  createParser,
  createProgram,
  SchemaGenerator,
  type CompletedConfig,
} from 'ts-json-schema-generator';
import ts from 'typescript';
import type { Definitions } from './schema';

/** Where types come from whose values are looked at elsewhere, or not at all: Kubernetes', and native ones. */
const OPAQUE_SOURCES = /node_modules\/(?:kubernetes-types|cdk8s|constructs)\/|\/lib\/native\//;

/** Interfaces that constructs implement. */
const OF_CONSTRUCTS = new Set([
  'HasAlertmanagerEndpoint',
  'HasPath',
  'HasQueryEndpoint',
  'HasRolled',
  'HasStoreEndpoint',
  'PlacedRouting',
]);

/** What takes some fields of a type has a shape of its own. */
const SELECTING = new Set(['Pick', 'Omit']);

/** What is made of an opaque type by these is opaque, too. */
const WRAPPING = new Set(['Partial', 'NonNullable']);

/** Whether values of the type are opaque: objects with methods, and what is read by others. */
function isOpaque(node: ts.Node, checker: ts.TypeChecker): boolean {
  if (ts.isIntersectionTypeNode(node)) {
    return node.types.some((part) => isOpaque(part, checker));
  }
  if (ts.isIndexedAccessTypeNode(node)) {
    return isOpaque(node.objectType, checker);
  }
  if (!ts.isTypeReferenceNode(node) || SELECTING.has(nameOf(node.parent))) {
    return false;
  }
  if (WRAPPING.has(nameOf(node))) {
    return (node.typeArguments ?? []).some((argument) => isOpaque(argument, checker));
  }
  const symbol = checker.getSymbolAtLocation(node.typeName);
  const original =
    symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0
      ? checker.getAliasedSymbol(symbol)
      : symbol;
  return (original?.declarations ?? []).some(
    (declaration) =>
      ts.isClassDeclaration(declaration) ||
      OF_CONSTRUCTS.has(original?.name ?? '') ||
      OPAQUE_SOURCES.test(declaration.getSourceFile().fileName),
  );
}

function nameOf(node: ts.Node): string {
  return ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)
    ? ('typeName' in node ? node.typeName : node.expression).getText()
    : '';
}

/** The types of props as they stand in the sources, and all that they refer to. */
export function generateSchemas(roots: readonly string[]): Definitions {
  const config = {
    path: 'lib/index.ts',
    tsconfig: 'tsconfig.json',
    type: '*',
    // The type check of the project does that.
    skipTypeCheck: true,
    additionalProperties: false,
    topRef: true,
    expose: 'all',
    jsDoc: 'none',
    functions: 'hide',
    encodeRefs: false,
  } as CompletedConfig;
  const program = createProgram(config);
  const parser = createParser(program, config, (nodes) => {
    nodes.addNodeParser({
      supportsNode: (node) => isOpaque(node, program.getTypeChecker()),
      createType: () => new AnyType(),
    });
  });
  const generator = new SchemaGenerator(program, parser, createFormatter(config), config);
  const schemas = roots.map((root) => generator.createSchema(root).definitions ?? {});
  return Object.assign({}, ...schemas) as Definitions;
}
