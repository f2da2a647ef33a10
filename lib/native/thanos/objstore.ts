/** File of `--objstore.config-file`. `$(NAME)` in a text stands for a variable of the environment. */
export interface ObjectStoreFile {
  readonly type: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly prefix?: string;
}
