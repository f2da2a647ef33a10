import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_LIMITS, readState, type MeshCopy } from '../mesh';

const FILE = 'mesh-state';

/** Milliseconds between two writes. */
const INTERVAL = 30_000;

/** A copy of the mesh in a folder, which outlives the controller where the folder is a volume. */
export class Store {
  private written = 0;
  private writtenAt = 0;

  constructor(
    private readonly folder: string,
    private readonly copy: MeshCopy,
  ) {}

  /**
   * Takes over what was written down earlier, if anything was.
   *
   * @throws {MeshError} where the file is none of ours
   */
  load(now: number): number {
    let bytes: Buffer;
    try {
      bytes = readFileSync(join(this.folder, FILE));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        return 0;
      }
      throw error;
    }
    return this.copy.take(readState(bytes, DEFAULT_LIMITS), now);
  }

  /** Writes the copy down where there is something new in it, and not too often. */
  save(now: number): void {
    if (this.copy.generation === this.written || now - this.writtenAt < INTERVAL) {
      return;
    }
    const path = join(this.folder, FILE);
    writeFileSync(`${path}.new`, this.copy.snapshot(now), { mode: 0o600 });
    renameSync(`${path}.new`, path); // nobody reads half of it
    this.written = this.copy.generation;
    this.writtenAt = now;
  }
}
