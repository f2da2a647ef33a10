import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Mounts } from '../../../lib/manifests';
import { placeholder, referredFiles } from './placeholders';

/**
 * The files of a container below a temporary folder, where a program of this machine can read them: paths in
 * the texts lead there, too.
 */
export class ContainerFiles {
  private readonly root = mkdtempSync(join(tmpdir(), 'cdk8s-prometheus-'));

  constructor(private readonly mounts: Mounts) {
    const referred = new Map<string, string>();
    for (const [path, content] of mounts.files) {
      const text = content.toString();
      referredFiles(text).forEach((reference) => referred.set(reference.path, reference.field));
      this.write(path, this.relocate(text));
    }
    const unknown = [...mounts.unknownFiles, ...[...referred.keys()].filter((path) => this.mayBeThere(path))];
    for (const path of new Set(unknown)) {
      this.write(path, placeholder(referred.get(path) ?? '', path));
    }
  }

  /** Whether the contents are known: written by us, not by the cluster. */
  isKnown(path: string): boolean {
    return this.mounts.files.has(path);
  }

  /** Whether the contents are up to the cluster. */
  isUnknown(path: string): boolean {
    return this.mounts.unknownFiles.includes(path) || this.mayBeThere(path);
  }

  /** The original text of a known file. */
  text(path: string): string {
    return this.mounts.files.get(path)?.toString() ?? '';
  }

  /** Paths, in the container, of all known files. */
  known(): string[] {
    return [...this.mounts.files.keys()].sort();
  }

  /** Where a file of the container is on this machine. */
  path(path: string): string {
    return join(this.root, path);
  }

  /** What a program said, in terms of the container. */
  original(output: string): string {
    return output.replaceAll(this.root, '');
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }

  private mayBeThere(path: string): boolean {
    const inside = this.mounts.unknownFolders.some((folder) => path.startsWith(`${folder}/`));
    return inside && !this.isKnown(path) && !/[*?[]/.test(path);
  }

  private write(path: string, content: string): void {
    const target = this.path(path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }

  /** Only whole paths below a mount: neither URLs nor words that happen to begin alike. */
  private relocate(text: string): string {
    return this.mounts.folders.reduce((changed, folder) => {
      const escaped = folder.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      return changed.replace(
        new RegExp(`(^|[\\s"'[,])(${escaped})(?=[/\\s"',\\]]|$)`, 'gm'),
        `$1${this.root}$2`,
      );
    }, text);
  }
}
