import { httpJson } from './http-client';

export interface Matcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual: boolean;
}

export interface Silence {
  readonly id?: string;
  readonly matchers: readonly Matcher[];
  readonly startsAt: string;
  readonly endsAt: string;
  readonly createdBy: string;
  readonly comment: string;
}

/** An alert as a sender posts it. */
export interface PostedAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly startsAt?: string;
  readonly endsAt?: string;
}

/** An alert as Alertmanager shows it. */
export interface HeldAlert extends PostedAlert {
  readonly receivers: ReadonlyArray<{ readonly name: string }>;
  readonly status: {
    readonly state: 'active' | 'suppressed' | 'unprocessed';
    readonly silencedBy: readonly string[];
    readonly inhibitedBy: readonly string[];
  };
}

export interface AlertmanagerStatus {
  readonly cluster: {
    readonly name?: string;
    readonly status: 'ready' | 'settling' | 'disabled';
    readonly peers?: ReadonlyArray<{ readonly name: string; readonly address: string }>;
  };
  readonly versionInfo: { readonly version: string };
  readonly config: { readonly original: string };
}

/** The API of an Alertmanager that runs in a pod. */
export class AlertmanagerApi {
  /** @param url `http://10.244.0.7:9093`, with the route prefix, where it has one */
  constructor(readonly url: string) {}

  async status(): Promise<AlertmanagerStatus> {
    return httpJson(`${this.url}/api/v2/status`);
  }

  async alerts(): Promise<readonly HeldAlert[]> {
    return httpJson(`${this.url}/api/v2/alerts`);
  }

  async postAlerts(alerts: readonly PostedAlert[]): Promise<void> {
    await this.post('alerts', alerts);
  }

  async silences(): Promise<readonly Silence[]> {
    return httpJson(`${this.url}/api/v2/silences`);
  }

  /** Creates a silence, and returns its id. */
  async silence(silence: Silence): Promise<string> {
    return (await this.post<{ silenceID: string }>('silences', silence)).silenceID;
  }

  private async post<T>(path: string, body: unknown): Promise<T> {
    return httpJson<T>(`${this.url}/api/v2/${path}`, { method: 'POST', body });
  }
}
