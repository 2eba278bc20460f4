/** What we use of it: the package has no types of its own. It throws strings. */
declare module "gs1-barcode-parser-mod" {
  type Element = Readonly<{ ai: string; raw: string }>;
  const parser: Readonly<{
    parseBarcode: (text: string) => Readonly<{ parsedCodeItems: readonly Element[] }>;
  }>;
  export = parser;
}
