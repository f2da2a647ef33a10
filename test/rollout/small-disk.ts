import { execFile } from 'node:child_process';
import { mkdir, open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { POD_SECURITY } from '../cluster/harness.fixtures';

const PAGE = Buffer.alloc(4096);
const FILES = 64;

const run = promisify(execFile);

/** A volume for a claim, of a size that a test can fill. It vanishes with the sandbox. */
export class SmallDisk {
  /** @param folder of the claim; there must be no pod that has it yet */
  static async mount(folder: string): Promise<SmallDisk> {
    await mkdir(folder, { recursive: true });
    const options = `size=1m,nr_inodes=${FILES},mode=2775,gid=${POD_SECURITY.fsGroup}`;
    await run('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
    return new SmallDisk(join(folder, 'filler'));
  }

  private constructor(private readonly filler: string) {}

  /** Until neither a page nor a file fits onto it. */
  async fill(): Promise<void> {
    await mkdir(this.filler);
    const file = await open(join(this.filler, 'pages'), 'w');
    try {
      await untilFull(() => file.writeFile(PAGE));
    } finally {
      await file.close();
    }
    let count = 0;
    await untilFull(() => writeFile(join(this.filler, String((count += 1))), ''));
  }

  async empty(): Promise<void> {
    await rm(this.filler, { recursive: true, force: true });
  }
}

async function untilFull(take: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await take();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') {
        return;
      }
      throw error;
    }
  }
}
