import type { Finding } from '../fault';

/** Thrown where the text cannot be read on; caught by the parser's door. */
export class SyntaxFault extends Error {
  constructor(readonly finding: Finding) {
    super(finding.complaint);
    this.name = 'SyntaxFault';
  }
}
