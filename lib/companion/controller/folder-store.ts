import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StorePort } from '../rollout';

const FILE = 'mesh-state';

/** A copy of the mesh in a folder, which outlives us where the folder is a volume. */
export class FolderStore implements StorePort {
  readonly name: string;
  private readonly path: string;

  constructor(folder: string) {
    this.name = `folder ${folder}`;
    this.path = join(folder, FILE);
  }

  async read(signal: AbortSignal): Promise<Uint8Array | undefined> {
    return readFile(this.path, { signal }).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        return undefined;
      }
      throw error;
    });
  }

  async write(state: Uint8Array, signal: AbortSignal): Promise<void> {
    await writeFile(`${this.path}.new`, state, { mode: 0o600, signal });
    await rename(`${this.path}.new`, this.path); // nobody reads half of it
  }
}
