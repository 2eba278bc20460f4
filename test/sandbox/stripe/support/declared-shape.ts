import { dirname } from "node:path";
import ts from "typescript";

/** Checks a value against a type; what does not fit is told by its path. */
export type ShapeCheck = (value: unknown, path: string) => string[];

const FILE = `${dirname(import.meta.filename)}/shapes.virtual.ts`;

/**
 * Reads types out of stripe's own declarations: by their names inside `Stripe`. The compiler sees
 * what our code writes; this sees what goes over the wire.
 */
export function readDeclaredShapes(names: readonly string[]): Map<string, ShapeCheck> {
  const members = names.map((name) => `${JSON.stringify(name)}: Stripe.${name};`).join("\n");
  const source = `import type Stripe from "stripe";\nexport type Shapes = {\n${members}\n};`;
  const options: ts.CompilerOptions = {
    strict: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ESNext,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) =>
    name === FILE ? ts.createSourceFile(FILE, source, ts.ScriptTarget.ESNext) : read(name, ...rest);
  const program = ts.createProgram([FILE], options, host);
  const file = program.getSourceFile(FILE);
  if (file === undefined) throw new Error("the types cannot be read");
  const trouble = program.getSemanticDiagnostics(file);
  if (trouble.length > 0) {
    throw new Error(
      trouble.map((each) => ts.flattenDiagnosticMessageText(each.messageText, "\n")).join("\n"),
    );
  }
  const checker = program.getTypeChecker();
  const alias = file.statements.find(ts.isTypeAliasDeclaration);
  if (alias === undefined) throw new Error("the types cannot be read");
  const shapes = checker.getTypeAtLocation(alias.name);
  return new Map(
    checker
      .getPropertiesOfType(shapes)
      .map((each) => [
        each.name,
        (value, path) => misfits(checker, checker.getTypeOfSymbol(each), { value, path }),
      ]),
  );
}

type Spot = { value: unknown; path: string };

function misfits(checker: ts.TypeChecker, type: ts.Type, spot: Spot): string[] {
  if (type.isUnion()) return closest(checker, type.types, spot);
  if (isAnything(checker, type)) return [];
  if (typeof spot.value !== "object" || spot.value === null) {
    return isPlain(type, spot.value) ? [] : [`${spot.path} is ${JSON.stringify(spot.value)}`];
  }
  if ((type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) === 0) {
    return [`${spot.path} is an object`];
  }
  return Array.isArray(spot.value)
    ? misfitsOfList(checker, type, { ...spot, value: spot.value })
    : misfitsOfObject(checker, type, { ...spot, value: spot.value as Record<string, unknown> });
}

/** What fits one of several is judged by the one that it is nearest to. */
function closest(checker: ts.TypeChecker, types: readonly ts.Type[], spot: Spot): string[] {
  const each = types.map((type) => misfits(checker, type, spot));
  return each.reduce((best, next) => (next.length < best.length ? next : best));
}

/** A type without any field stands for whatever an event is about. */
function isAnything(checker: ts.TypeChecker, type: ts.Type): boolean {
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return true;
  if (checker.getIndexInfosOfType(type).length > 0) return false;
  return type.flags === ts.TypeFlags.Object && checker.getPropertiesOfType(type).length === 0;
}

function isPlain(type: ts.Type, value: unknown): boolean {
  const { flags } = type;
  if (type.isStringLiteral() || type.isNumberLiteral()) return type.value === value;
  if (flags & ts.TypeFlags.BooleanLiteral) {
    return (type as ts.Type & { intrinsicName: string }).intrinsicName === String(value);
  }
  if (flags & ts.TypeFlags.Null) return value === null;
  // An open list of words is `string & {}`; a decimal number travels as text.
  const isText = flags & (ts.TypeFlags.StringLike | ts.TypeFlags.Intersection);
  if (isText || type.getSymbol()?.name === "Decimal") return typeof value === "string";
  return Boolean(flags & ts.TypeFlags.Number) && typeof value === "number";
}

function misfitsOfList(
  checker: ts.TypeChecker,
  type: ts.Type,
  { value, path }: Spot & { value: unknown[] },
): string[] {
  const item = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  if (item === undefined) return [`${path} is a list`];
  return value.flatMap((each) => misfits(checker, item, { value: each, path: `${path}[]` }));
}

function misfitsOfObject(
  checker: ts.TypeChecker,
  type: ts.Type,
  { value, path }: Spot & { value: Record<string, unknown> },
): string[] {
  const index = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  const declared = checker.getPropertiesOfType(type);
  const known = new Set(declared.map(({ name }) => name));
  const strange = Object.keys(value).filter((key) => index === undefined && !known.has(key));
  return [
    ...strange.map((key) => `${path}.${key} is not declared`),
    ...declared.flatMap((each) => {
      const at = `${path}.${each.name}`;
      const held = value[each.name];
      if (held !== undefined)
        return misfits(checker, checker.getTypeOfSymbol(each), { value: held, path: at });
      return each.flags & ts.SymbolFlags.Optional ? [] : [`${at} is missing`];
    }),
  ];
}
