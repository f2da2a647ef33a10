import { isLabelName } from '../../values';
import { allowsUnquotedUtf8 } from '../syntax';
import type { Token } from '../lexer';
import { textOf } from './literals';
import type { Reader } from './reader';

/** Reads the labels of a clause, `(job, "label with spaces")`. */
export function readLabels(reader: Reader, clause: string): readonly string[] {
  const { tokens } = reader;
  tokens.expect('(', '"(" and labels', `after ${clause}`);
  const labels: string[] = [];
  while (!tokens.isNext(')')) {
    labels.push(readLabel(reader, clause));
    if (tokens.accept(',') === undefined && !tokens.isNext(')')) {
      tokens.fail('"," or ")"', `in the labels of ${clause}`);
    }
  }
  tokens.take();
  return Object.freeze(labels);
}

function readLabel(reader: Reader, clause: string): string {
  const { tokens } = reader;
  const { next } = tokens;
  if (!isLabelToken(next)) {
    return tokens.fail('a label', `in the labels of ${clause}`);
  }
  tokens.take();
  const name = next.kind === 'string' ? textOf(next) : next.text;
  const needsQuotes = next.kind !== 'string' && name.includes(':') && allowsUnquotedUtf8(reader.dialect);
  if (!isLabelName(name) || needsQuotes) {
    reader.report('name', next, `invalid label name for grouping: ${JSON.stringify(name)}`);
  } else if (!isLabelName(name, reader.dialect.names)) {
    reportLegacy(reader, next, 'label', name);
  }
  return name;
}

/** Nearly every keyword may be a label. */
function isLabelToken({ kind, word }: Token): boolean {
  return (
    kind === 'string' ||
    kind === 'identifier' ||
    kind === 'metric' ||
    (kind === 'keyword' && word !== 'without')
  );
}

/** Notes a name that a server under the legacy scheme has nowhere. */
export function reportLegacy(reader: Reader, where: Token, what: 'label' | 'metric', name: string): void {
  reader.report(
    'name',
    where,
    `${JSON.stringify(name)} is not the name of a ${what} under the legacy scheme of names`,
    what === 'label'
      ? 'Use letters, digits and underscores, and do not begin with a digit.'
      : 'Use letters, digits, underscores and colons, and do not begin with a digit.',
  );
}
