import { escapeHtml } from './escape';
import { PAGE_STYLE } from './style';

export interface PageParts {
  /** Of the window. */
  readonly title: string;

  /** CSS besides that of all pages. */
  readonly style: string;

  /** HTML of the body. */
  readonly body: string;
}

/** One page of HTML that needs nothing else: nothing is loaded or sent, and browsers are told not to. */
export function htmlPage({ title, style, body }: PageParts): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${PAGE_STYLE}${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
}
