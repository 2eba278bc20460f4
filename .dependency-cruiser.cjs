/**
 * The direction of dependencies, enforced. The table says who may import whom; the rules below are
 * made from it. ARCHITECTURE.md shows the same table as a picture.
 */
const mayImport = {
  contract: [],
  ledger: ["contract"],
  register: ["contract", "ledger"],
  renderer: ["contract"],
  server: ["contract", "ledger"],
  electron: ["contract", "register"],
  sandbox: ["contract", "ledger", "register", "server"],
};

/** Inside register/, each area may import only what stands to its left, and ports.ts. */
const registerOrder = [
  "outbox",
  "catalog",
  "people",
  "sales",
  "payments",
  "signing",
  "day",
  "receipts",
  "printing",
  "backup",
  "transfer",
  "sync",
];

/** Packages and the folders that may use them; `typesIn` names who may import their types only. */
const packageOwners = [
  {
    packages: "electron",
    folders: ["electron"],
    instead: "Only the desktop host knows Electron: give the register a port and let it fill it.",
  },
  {
    packages: "stripe",
    folders: ["server/stripe"],
    typesIn: ["sandbox/stripe"],
    instead: "Only the relay speaks to Stripe: call server/stripe/, or ask the relay.",
  },
  {
    packages: "@stripe/terminal-js",
    folders: ["renderer/reader"],
    instead: "Remote code stays in the reader window: renderer/reader/.",
  },
  {
    packages: "better-sqlite3",
    folders: ["ledger/storage", "server/storage"],
    typesIn: "anywhere",
    instead: "Open databases through storage/open-database.ts; import the type `Database` only.",
  },
  {
    packages: "react|react-dom|zustand|lucide-react|react-aria-components",
    folders: ["renderer"],
    instead: "Screens live in renderer/; everything else answers views as data.",
  },
  {
    packages: "express|ws",
    folders: ["server", "sandbox", "register/sync"],
    instead: "The register has no HTTP server: a host carries messages to its one door, handle().",
  },
];

const rooms = [...Object.keys(mayImport), "test", "bench"];
const among = (folders) => `^(${folders.join("|")})/`;

const directionRules = Object.entries(mayImport).map(([folder, allowed]) => ({
  name: `${folder}-imports`,
  comment:
    `${folder}/ may import ${allowed.map((name) => `${name}/`).join(", ") || "no other folder"}. ` +
    "Move what both need to contract/, or hand it in as an argument from a main.ts.",
  severity: "error",
  from: { path: `^${folder}/` },
  to: { path: among(rooms), pathNot: among([folder, ...allowed]) },
}));

const registerRules = registerOrder.map((area, index) => ({
  name: `register-${area}-order`,
  comment:
    `register/${area}/ may import only what stands to its left: ` +
    `${registerOrder.slice(0, index).join(", ") || "nothing"}. ` +
    "Let register.ts join the two, or pass the one function that is needed as an argument.",
  severity: "error",
  from: { path: `^register/${area}/` },
  to: {
    path: `^register/(register\\.ts$|(${registerOrder.join("|")})/)`,
    pathNot: `^register/(${registerOrder.slice(0, index + 1).join("|")})/`,
  },
}));

const everywhere = ["test", "bench"];
const ownerRules = packageOwners.flatMap(({ packages, folders, typesIn = [], instead }) => {
  const name = packages.split("|")[0].replace("@", "").replace("/", "-");
  const path = `(^|/)node_modules/(@types/)?(${packages.replaceAll(".", "\\.")})/`;
  const outside = (rooms) => ({ pathNot: [among([...rooms, ...everywhere]), "node_modules/"] });
  const atRunTime = {
    name: `${name}-has-an-owner`,
    comment: instead,
    severity: "error",
    from: outside(folders),
    to: { path, dependencyTypesNot: ["type-only"] },
  };
  if (typesIn === "anywhere") return [atRunTime];
  const asTypes = {
    ...atRunTime,
    name: `${name}-types-have-an-owner`,
    from: outside([...folders, ...typesIn]),
    to: { path, dependencyTypes: ["type-only"] },
  };
  return [atRunTime, asTypes];
});

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...directionRules,
    ...registerRules,
    ...ownerRules,
    {
      name: "contract-imports-only-zod",
      comment:
        "contract/ runs in every program, the browser too: zod is all it may need. Put what " +
        "touches a machine into the folder that owns it.",
      severity: "error",
      from: { path: "^contract/" },
      to: { pathNot: ["^contract/", "(^|/)node_modules/zod/"] },
    },
    {
      name: "renderer-has-no-node",
      comment: "Screens run sandboxed: ask the register by a command instead.",
      severity: "error",
      from: { path: "^renderer/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "register-never-reaches-electron",
      comment:
        "The register runs under Node alone, in tests and in the browser shell. Take what " +
        "Electron knows as a port (register/ports.ts), also by way of a helper.",
      severity: "error",
      from: { path: "^(contract|ledger|register)/" },
      to: { path: "^electron/|(^|/)node_modules/electron/", reachable: true },
    },
    {
      name: "no-cycles",
      comment: "Two files that need each other are one file, or miss a third that both import.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-orphans",
      comment: "Nobody imports it and it imports nothing: use it or remove it.",
      severity: "error",
      from: {
        orphan: true,
        pathNot: [
          "(^|/)main\\.tsx?$",
          "/stripe-js\\.js$",
          "-main\\.ts$",
          "\\.config\\.ts$",
          "\\.d\\.ts$",
        ],
      },
      to: {},
    },
    {
      name: "nothing-unresolvable",
      comment: "Spell the path with its .ts ending, or declare the package in package.json.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)\\.tsc/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
