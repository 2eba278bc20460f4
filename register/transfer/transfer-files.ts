import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { TransferFileView, TransferFilesView } from "../../contract/transfer-views.ts";

/** What a job writes under until it is whole. */
export const PART = ".part";

export type TransferFiles = ReturnType<typeof openTransferFiles>;

/**
 * The two folders through which files go in and out, inside the register's own. Names are given by
 * commands, never paths. What an interrupted job left half written is removed at the start.
 */
export function openTransferFiles(folder: string) {
  const imports = join(folder, "import");
  const exports = join(folder, "exports");
  for (const made of [imports, exports]) mkdirSync(made, { recursive: true });
  for (const name of readdirSync(exports)) {
    if (name.endsWith(PART)) rmSync(join(exports, name), { force: true });
  }

  return {
    list: (): TransferFilesView => ({ imports: filesOf(imports), exports: filesOf(exports) }),
    importPath(fileName: string): string | undefined {
      return filesOf(imports).some((file) => file.fileName === fileName)
        ? join(imports, fileName)
        : undefined;
    },
    exportPath: (fileName: string): string => join(exports, fileName),
  };
}

function filesOf(folder: string): readonly TransferFileView[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(PART))
    .map(({ name }) => ({ fileName: name, bytes: statSync(join(folder, name)).size }))
    .toSorted((a, b) => (a.fileName < b.fileName ? -1 : 1));
}
