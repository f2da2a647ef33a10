import {
  DashboardBuilder,
  DashboardCursorSync,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  VariableRefresh,
  VariableSort,
  type Dashboard,
  type DataSourceRef,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TimeseriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import {
  BigValueColorMode,
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  TooltipDisplayMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';

/** Whatever the viewer chooses. */
const SOURCE: DataSourceRef = { type: 'prometheus', uid: '${datasource}' };

/** A query, and what its series are called. */
export type Query = readonly [expr: string, legend: string];

/** Values from which on something should be looked at, and from which on it is wrong. */
export interface Thresholds {
  readonly warning?: number;
  readonly critical?: number;
}

/** What a panel shows. */
export interface PanelOptions {
  readonly title: string;

  /** What it means when it moves. */
  readonly description: string;

  /** Grafana's id of the unit: `short`, `s`, `ops`, `percentunit`. */
  readonly unit: string;
  readonly queries: readonly Query[];

  /** From these values on it is yellow, and red. */
  readonly thresholds?: Thresholds;

  /** Of the 24 columns. @default 8, or 4 for a number */
  readonly span?: number;
  readonly min?: number;
}

/* eslint-disable @typescript-eslint/no-deprecated -- the classic model is what all Grafanas in use read from files */

/** A dashboard as files hold it. */
export type ClassicDashboard = Dashboard;

/** A dashboard with the variables that all of ours have. */
export function dashboard(uid: string, title: string, description: string): DashboardBuilder {
  return new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags(['cdk8s-prometheus'])
    .refresh('30s')
    .time({ from: 'now-3h', to: 'now' })
    .timezone('browser')
    .tooltip(DashboardCursorSync.Crosshair)
    .withVariable(new DatasourceVariableBuilder('datasource').label('Data source').type('prometheus'));
}

/* eslint-enable @typescript-eslint/no-deprecated */

/** A variable whose values are those of a label of the selected series. */
export function labelVariable(name: string, selector: string, label = name): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(name)
    .datasource(SOURCE)
    .query(`label_values(${selector}, ${label})`)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .includeAll(true)
    .multi(true)
    .current({ selected: true, text: ['All'], value: ['$__all'] });
}

/** How something went over time. */
export function graph({
  title,
  description,
  unit,
  queries,
  thresholds,
  span = 8,
  min = 0,
}: PanelOptions): TimeseriesBuilder {
  const panel = new TimeseriesBuilder()
    .title(title)
    .description(description)
    .datasource(SOURCE)
    .unit(unit)
    .min(min)
    .span(span)
    .height(8)
    .lineWidth(1)
    .fillOpacity(8)
    .legend(
      new VizLegendOptionsBuilder()
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .showLegend(true)
        .calcs([]),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending));
  queries.forEach(([expr, legend], index) => panel.withTarget(target(expr, legend, index)));
  return thresholds === undefined ? panel : panel.thresholds(steps(thresholds));
}

/** How something is now. */
export function number({
  title,
  description,
  unit,
  queries,
  thresholds,
  span = 4,
}: PanelOptions): StatBuilder {
  const panel = new StatBuilder()
    .title(title)
    .description(description)
    .datasource(SOURCE)
    .unit(unit)
    .span(span)
    .height(4)
    .colorMode(thresholds === undefined ? BigValueColorMode.None : BigValueColorMode.Value);
  queries.forEach(([expr, legend], index) => panel.withTarget(target(expr, legend, index).instant()));
  return thresholds === undefined ? panel : panel.thresholds(steps(thresholds));
}

function target(expr: string, legend: string, index: number): DataqueryBuilder {
  return new DataqueryBuilder()
    .expr(expr)
    .legendFormat(legend)
    .refId(String.fromCharCode(65 + index));
}

function steps({ warning, critical }: Thresholds): ThresholdsConfigBuilder {
  return new ThresholdsConfigBuilder()
    .mode(ThresholdsMode.Absolute)
    .steps([
      { value: null, color: 'green' },
      ...(warning === undefined ? [] : [{ value: warning, color: 'yellow' }]),
      ...(critical === undefined ? [] : [{ value: critical, color: 'red' }]),
    ]);
}
