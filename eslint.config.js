import js from "@eslint/js";
import prettier from "eslint-config-prettier";
import hooks from "eslint-plugin-react-hooks";
import ts from "typescript-eslint";

const clockMessage = "Take `now: Clock` as an argument; only hosts (main.ts) know the wall clock.";
const idMessage = "Take `newId: NewId` as an argument, so that a test can replay.";

/** What the house does not write, each with what it writes instead. */
const restricted = [
  {
    selector: "ClassDeclaration:not([superClass.name=/Error$/])",
    message: "Functions and plain data; a class only for an error.",
  },
  { selector: "TSEnumDeclaration", message: "A union of strings." },
  {
    selector: "ExportDefaultDeclaration",
    message: "Named exports: one name per thing everywhere.",
  },
  {
    selector: "CallExpression[callee.name='parseFloat']",
    message: "Money is parsed by digits: parseMoney.",
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: idMessage,
  },
];

export default ts.config(
  { ignores: ["out", "dist", "**/.tsc", "demo-data", "**/*.cjs", "**/*.js", "**/*.mjs"] },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["*.config.ts"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: "error", noInlineConfig: true },
    rules: {
      "max-lines": ["error", { max: 300 }],
      "max-lines-per-function": ["error", { max: 60 }],
      complexity: ["error", 10],
      "max-depth": ["error", 3],
      "max-params": ["error", 3],
      "no-restricted-syntax": ["error", ...restricted],
      "no-restricted-globals": [
        "error",
        { name: "Date", message: clockMessage },
        { name: "parseFloat", message: "Money is parsed by digits: parseMoney." },
      ],
      "no-restricted-imports": [
        "error",
        { paths: [{ name: "node:crypto", importNames: ["randomUUID"], message: idMessage }] },
      ],
      "@typescript-eslint/consistent-type-definitions": ["error", "type"],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ["renderer/**/*.{ts,tsx}"],
    extends: [hooks.configs.flat.recommended],
  },
  {
    // The one place that asks the virtualiser. Nothing is memoised by a compiler here, which is
    // what this notice is about.
    files: ["renderer/components/rows-in-sight.ts"],
    rules: { "react-hooks/incompatible-library": "off" },
  },
  {
    files: ["renderer/**/*.tsx"],
    rules: {
      "no-restricted-syntax": [
        "error",
        ...restricted,
        {
          selector: "JSXText[value=/[A-Z]\\p{L}|\\p{L} \\p{L}/u]",
          message: "A text stands in renderer/i18n/languages/: t(…).",
        },
        {
          selector:
            "JSXAttribute[name.name=/^(aria-label|alt|caption|heldName|label|placeholder|say|title)$/] > Literal[value=/^[A-Z][a-z]+ |\\p{L}+ \\p{L}/u]",
          message: "A text stands in renderer/i18n/languages/: t(…).",
        },
      ],
    },
  },
  {
    // Hosts compose: they alone hand the clock and the id maker in.
    files: ["**/main.ts", "sandbox/**", "renderer/format/**", "test/**", "bench/**", "*.config.ts"],
    rules: { "no-restricted-globals": "off", "no-restricted-imports": "off" },
  },
  {
    // Configuration files are read by tools that want a default export.
    files: ["**/*.config.ts"],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    // describe() bodies are lists of sentences, not functions with a flow.
    files: ["test/**"],
    rules: { "max-lines-per-function": "off" },
  },
  prettier,
);
