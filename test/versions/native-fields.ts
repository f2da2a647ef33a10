import { dirname, resolve } from 'node:path';
import ts from 'typescript';

/** One field of a native type: whether its value (or each item of it) has fields of its own, and which. */
export interface NativeField {
  readonly name: string;
  readonly type: NativeType | undefined;

  /** Whether it is written as a `PlainSecret`: the checker would tell that from `string` no more. */
  readonly secret: boolean;
}

/** A native type: its name, and all its fields with those that it inherits. */
export interface NativeType {
  readonly name: string;
  readonly fields: () => readonly NativeField[];
}

/**
 * Reads exported types of a module of `lib/native` with the compiler that also builds it, so that inheritance,
 * aliases and unions mean what they mean to users.
 */
export function readNativeTypes(index: string): (name: string) => NativeType {
  const folder = dirname(resolve(index));
  const program = ts.createProgram([resolve(index)], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    strict: true,
    noEmit: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(resolve(index));
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${index} is no module`);
  const exported = new Map(checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol]));

  function nativeType(type: ts.Type): NativeType | undefined {
    const item = itemOf(type);
    const members = (item.isUnion() ? item.types : [item]).filter(hasFields);
    if (members.length === 0) return undefined;
    return {
      name: members.map((member) => member.symbol.name).join(' | '),
      fields: () => members.flatMap((member) => checker.getPropertiesOfType(member)).map(nativeField),
    };
  }

  function nativeField(symbol: ts.Symbol): NativeField {
    return {
      name: symbol.name,
      type: nativeType(checker.getNonNullableType(checker.getTypeOfSymbol(symbol))),
      secret: symbol.declarations?.some((node) => /\bPlainSecret\b/.test(node.getText())) === true,
    };
  }

  function itemOf(type: ts.Type): ts.Type {
    return checker.isArrayType(type) ? (checker.getTypeArguments(type as ts.TypeReference)[0] ?? type) : type;
  }

  /** Interfaces of ours have fields; scalars, their unions, and maps of free names have none. */
  function hasFields(type: ts.Type): boolean {
    // Typed as if every type had a symbol; scalars have none.
    const symbol = type.symbol as ts.Symbol | undefined;
    const file = symbol?.declarations?.[0]?.getSourceFile().fileName;
    return type.isClassOrInterface() && file?.startsWith(folder) === true;
  }

  return (name) => {
    const symbol = exported.get(name);
    const flags: number = symbol?.flags ?? 0;
    const target = symbol && (flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
    const type = target && nativeType(checker.getDeclaredTypeOfSymbol(target));
    if (type === undefined) throw new Error(`${index} exports no type ${name}`);
    return type;
  };
}
