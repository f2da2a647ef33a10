import { httpJson } from './http-client';

export interface ActiveTarget {
  readonly scrapePool: string;
  readonly scrapeUrl: string;
  readonly health: 'up' | 'down' | 'unknown';
  readonly lastError: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly discoveredLabels: Readonly<Record<string, string>>;
}

/** A series of an instant query's answer. */
export interface Sample {
  readonly metric: Readonly<Record<string, string>>;

  /** Time in seconds, and the value as text: it may be `NaN` or `+Inf`. */
  readonly value: readonly [time: number, value: string];
}

export interface RuleState {
  readonly type: 'alerting' | 'recording';
  readonly name: string;
  readonly query: string;
  readonly health: 'ok' | 'err' | 'unknown';
  readonly lastError?: string;
  readonly state?: 'inactive' | 'pending' | 'firing';
}

export interface RuleGroupState {
  readonly name: string;
  readonly file: string;
  readonly interval: number;
  readonly rules: readonly RuleState[];
}

export interface ActiveAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly state: 'pending' | 'firing';
}

/** The API of a Prometheus that runs in a pod. */
export class PrometheusApi {
  /** @param url `http://10.244.0.7:9090`, with the route prefix, where it has one */
  constructor(readonly url: string) {}

  async query(expression: string): Promise<readonly Sample[]> {
    const { result } = await this.get<{ result: Sample[] }>(`query?query=${encodeURIComponent(expression)}`);
    return result;
  }

  async targets(): Promise<readonly ActiveTarget[]> {
    return (await this.get<{ activeTargets: ActiveTarget[] }>('targets?state=active')).activeTargets;
  }

  async rules(): Promise<readonly RuleGroupState[]> {
    return (await this.get<{ groups: RuleGroupState[] }>('rules')).groups;
  }

  async alerts(): Promise<readonly ActiveAlert[]> {
    return (await this.get<{ alerts: ActiveAlert[] }>('alerts')).alerts;
  }

  /** The URLs of the Alertmanagers that it sends to. */
  async alertmanagers(): Promise<readonly string[]> {
    const { activeAlertmanagers } = await this.get<{ activeAlertmanagers: Array<{ url: string }> }>(
      'alertmanagers',
    );
    return activeAlertmanagers.map(({ url }) => url);
  }

  /** The configuration that it runs on, as YAML. */
  async config(): Promise<string> {
    return (await this.get<{ yaml: string }>('status/config')).yaml;
  }

  private async get<T>(path: string): Promise<T> {
    return (await httpJson<{ data: T }>(`${this.url}/api/v1/${path}`)).data;
  }
}
