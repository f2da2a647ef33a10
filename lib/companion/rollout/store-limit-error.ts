/** A copy of the mesh is larger than the place that was to keep it. */
export class StoreLimitError extends Error {
  override readonly name = 'StoreLimitError';

  constructor(
    store: string,

    /** Bytes that were to be written, and that there is room for. */
    readonly size: number,
    readonly limit: number,
  ) {
    super(
      `the copy of the mesh takes ${kibibytes(size)} and ${store} holds ${kibibytes(limit)}: ` +
        'it keeps what it had; `--store` on a volume takes any size',
    );
  }
}

function kibibytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} KiB`;
}
