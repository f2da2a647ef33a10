/** Variables that are known at a place of a template: those of an inner block end with it. */
export class Scope {
  private readonly names: string[];

  constructor(names: readonly string[] = []) {
    // The dollar sign alone is the data that the template was given.
    this.names = ['$', ...names];
  }

  declare(name: string): void {
    this.names.push(name);
  }

  has(name: string): boolean {
    return this.names.includes(name);
  }

  /** All that are known. */
  get known(): readonly string[] {
    return this.names;
  }

  /** Where the block begins; to be handed to {@link leave}. */
  enter(): number {
    return this.names.length;
  }

  leave(mark: number): void {
    this.names.length = mark;
  }
}
