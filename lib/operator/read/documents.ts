/** A document of a file, as it is written. */
export interface DocumentText {
  /** 1-based within the file. */
  readonly number: number;

  /** 1-based line of the file at which the text starts. */
  readonly firstLine: number;
  readonly text: string;
}

/**
 * Splits a file at the markers between its documents, so that what is wrong in one says nothing about the
 * others. A text of comments alone is no document; `---` with nothing after it is an empty one.
 */
export function splitDocuments(text: string): DocumentText[] {
  const documents: DocumentText[] = [];
  let [start, firstLine] = [0, 1];
  const take = (end: number, next: number): void => {
    const part = text.slice(start, end);
    const kind = contentOf(part);
    if (kind === 'directives') {
      return; // they belong to the document that follows
    }
    if (kind === 'document') {
      documents.push({ number: documents.length + 1, firstLine, text: part });
    }
    firstLine += countLines(part);
    start = next;
  };
  for (const at of markers(text)) {
    // What ends a document is no part of the next one; what begins one is.
    take(at, text.startsWith(END, at) ? at + END.length : at);
  }
  take(text.length, text.length);
  return documents;
}

const [START, END] = ['---', '...'] as const;

/** At the start of a line they are markers wherever they stand, even in the middle of a text. */
function markers(text: string): number[] {
  return [START, END]
    .flatMap((marker) => {
      const found = text.startsWith(marker) ? [0] : [];
      const line = `\n${marker}`;
      for (let at = text.indexOf(line); at !== -1; at = text.indexOf(line, at + 1)) {
        found.push(at + 1);
      }
      return found;
    })
    .filter((at) => /^[ \t\r\n]?$/.test(text.charAt(at + START.length)))
    .sort((a, b) => a - b);
}

/** What a text between markers has in it, but for comments and blank lines. */
function contentOf(text: string): 'document' | 'directives' | 'nothing' {
  let found: 'directives' | 'nothing' = 'nothing';
  for (let at = 0, end = 0; at < text.length; at = end + 1) {
    end = text.indexOf('\n', at);
    end = end === -1 ? text.length : end;
    const line = text.slice(at, end);
    if (line.startsWith('%')) {
      found = 'directives';
    } else if (!/^[ \t\r]*(?:#|$)/.test(line)) {
      return 'document';
    }
  }
  return found;
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    lines++;
  }
  return lines;
}
