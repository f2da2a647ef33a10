import { isObject, objectsOf, textOf, type JsonObject } from './json';

/** A text of PromQL in a dashboard. */
export interface DashboardQuery {
  /** For messages: `panel "Requests"`, `variable "pod"`. */
  readonly place: string;
  readonly expr: string;
}

/** All that a dashboard asks a Prometheus: its panels, variables and annotations. */
export function queriesOf(dashboard: JsonObject): DashboardQuery[] {
  return [
    ...panelsOf(dashboard).flatMap(panelQueries),
    ...listIn(dashboard.templating).flatMap(variableQueries),
    ...listIn(dashboard.annotations).flatMap(annotationQueries),
  ];
}

/** Panels in the order in which they stand, those in rows as well. */
export function panelsOf(dashboard: JsonObject): JsonObject[] {
  const rows = objectsOf(dashboard.rows).flatMap(({ panels }) => objectsOf(panels));
  return [...objectsOf(dashboard.panels), ...rows].flatMap((panel) => [panel, ...objectsOf(panel.panels)]);
}

function listIn(section: unknown): JsonObject[] {
  return isObject(section) ? objectsOf(section.list) : [];
}

function panelQueries(panel: JsonObject): DashboardQuery[] {
  const place = `panel "${textOf(panel.title) ?? String(panel.id)}"`;
  return objectsOf(panel.targets)
    .filter((target) => asksPrometheus(target.datasource ?? panel.datasource))
    .flatMap(({ expr }) => query(place, expr));
}

function annotationQueries(annotation: JsonObject): DashboardQuery[] {
  const inner = isObject(annotation.target) ? annotation.target.expr : undefined;
  return asksPrometheus(annotation.datasource)
    ? query(`annotation "${textOf(annotation.name) ?? ''}"`, annotation.expr ?? inner)
    : [];
}

/** `label_values(up{job="a"}, instance)`; without a selector it asks for labels only. */
const LABEL_VALUES = /^\s*label_values\s*\(([\s\S]*),[^,]*\)\s*$/;
const QUERY_RESULT = /^\s*query_result\s*\(([\s\S]*)\)\s*$/;

function variableQueries(variable: JsonObject): DashboardQuery[] {
  if (variable.type !== 'query' || !asksPrometheus(variable.datasource)) {
    return [];
  }
  const text = isObject(variable.query) ? textOf(variable.query.query) : textOf(variable.query);
  const [, expr] = LABEL_VALUES.exec(text ?? '') ?? QUERY_RESULT.exec(text ?? '') ?? [];
  return query(`variable "${textOf(variable.name) ?? ''}"`, expr);
}

function query(place: string, expr: unknown): DashboardQuery[] {
  const text = textOf(expr)?.trim() ?? '';
  return text === '' ? [] : [{ place, expr: text }];
}

/** Whether it may be a Prometheus: where the kind is not said, it is the one that the dashboard is bound to. */
function asksPrometheus(source: unknown): boolean {
  if (!isObject(source)) {
    return source === undefined || source === null || typeof source === 'string';
  }
  return source.type === undefined || source.type === 'prometheus' || source.type === 'datasource';
}
