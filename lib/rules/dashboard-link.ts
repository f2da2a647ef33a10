/**
 * The annotation that leads from an alert to the dashboard on which one sees more; none without a URL.
 *
 * @param variables values of variables of the dashboard
 */
export function dashboardLink(
  url: string | undefined,
  variables: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (url === undefined) {
    return {};
  }
  const chosen = Object.entries(variables)
    .map(([name, value]) => `var-${name}=${encodeURIComponent(value)}`)
    .join('&');
  const separator = chosen === '' ? '' : url.includes('?') ? '&' : '?';
  return { dashboard_url: `${url}${separator}${chosen}` };
}
