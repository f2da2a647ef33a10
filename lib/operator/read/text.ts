/** Bytes. The largest dashboards and rule files are a tenth of this; what is larger is no manifest. */
const LARGEST = 32 * 1024 * 1024;

/** A file that is not text that can be read, or its text. */
export type Text =
  { readonly text: string } | { readonly code: string; readonly complaint: string; readonly remedy?: string };

/** The text of a file: UTF-8, with or without a byte order mark. */
export function decode(content: Uint8Array | string): Text {
  const size = content.length;
  if (size > LARGEST) {
    return {
      code: 'too-large',
      complaint: `has ${mebibytes(size)} MiB; files of up to ${mebibytes(LARGEST)} MiB are read`,
      remedy: 'Split it, or leave it out.',
    };
  }
  const text = typeof content === 'string' ? content : utf8(content);
  if (text === undefined || text.includes('\0')) {
    return {
      code: 'not-text',
      complaint: 'is not text in UTF-8',
      remedy: 'Save it as UTF-8, or leave it out where it is no manifest.',
    };
  }
  return { text: text.startsWith('\uFEFF') ? text.slice(1) : text };
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function mebibytes(bytes: number): number {
  return Math.ceil(bytes / (1024 * 1024));
}
