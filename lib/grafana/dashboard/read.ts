import type { Where } from '../../problems';
import { isObject, textOf, type JsonObject } from './json';

/** Dashboards of this and later schemas are kept by panels; the oldest have rows, whose panels Grafana migrates. */
const CLASSIC_REMEDY = 'In Grafana: Export, "Export as code", model "Classic".';

/** Longest `uid` that Grafana takes, and of what it may be made. */
const UID = /^[a-zA-Z0-9_-]{1,40}$/;

/**
 * The dashboard that a text or an object holds. Reports what Grafana would not load; what it would load and nobody
 * could use is for other checks.
 */
export function readDashboard(where: Where, given: unknown): JsonObject | undefined {
  const document = typeof given === 'string' ? parse(where, given) : given;
  if (document === undefined) {
    return undefined;
  }
  if (!isObject(document)) {
    where.error({
      code: 'no-dashboard',
      complaint: 'holds no object, so it is no dashboard',
      remedy: 'Give the JSON that Grafana exports, as text or parsed.',
    });
    return undefined;
  }
  if ('elements' in document || isObject(document.spec)) {
    where.error({
      code: 'no-dashboard',
      ...(textOf(document.apiVersion) === undefined ? {} : { value: document.apiVersion }),
      complaint: 'is a resource of Grafana or of schema version 2, which files of dashboards cannot hold',
      remedy: CLASSIC_REMEDY,
    });
    return undefined;
  }
  // What the HTTP API answers has the dashboard in an envelope.
  const dashboard = isObject(document.dashboard) && isObject(document.meta) ? document.dashboard : document;
  if ((textOf(dashboard.title) ?? '') === '') {
    where.at('title').error({
      code: 'incomplete',
      complaint: 'is missing: Grafana loads no dashboard without a title',
    });
  }
  if (!Array.isArray(dashboard.panels) && !Array.isArray(dashboard.rows)) {
    where
      .at('panels')
      .error({ code: 'no-dashboard', complaint: 'is missing: a dashboard has a list of panels' });
  }
  const { uid } = dashboard;
  if (uid !== undefined && uid !== null && (typeof uid !== 'string' || (uid !== '' && !UID.test(uid)))) {
    where.at('uid').error({
      code: 'invalid-name',
      value: uid,
      complaint: 'is no uid of Grafana',
      remedy: 'At most 40 letters, digits, dashes and underscores.',
    });
  }
  return dashboard;
}

function parse(where: Where, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    where.error({
      code: 'no-dashboard',
      complaint: `is no JSON: ${error instanceof Error ? error.message : String(error)}`,
      remedy:
        "Give the text of a file, `readFileSync('checkout.json', 'utf8')`, or what `JSON.parse` makes of it.",
    });
    return undefined;
  }
}
