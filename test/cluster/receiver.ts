import { RecordingServer } from './http-server';
import { eventually, type WaitOptions } from './wait';

export interface NotifiedAlert {
  readonly status: 'firing' | 'resolved';
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** What Alertmanager posts to a webhook. */
export interface Notification {
  readonly status: 'firing' | 'resolved';
  readonly receiver: string;
  readonly groupKey: string;
  readonly groupLabels: Readonly<Record<string, string>>;
  readonly commonLabels: Readonly<Record<string, string>>;
  readonly alerts: readonly NotifiedAlert[];

  /** The address of the pod that sent it. */
  readonly from: string;

  /** When it came, in milliseconds since 1970. */
  readonly at: number;
}

/** Something to page: takes every notification, and writes it down. */
export class WebhookReceiver {
  static async start(address: string, port: number): Promise<WebhookReceiver> {
    return new WebhookReceiver(await RecordingServer.start(address, port, () => ({})));
  }

  private constructor(private readonly server: RecordingServer) {}

  /** For `webhook_configs`. */
  get url(): string {
    return this.server.url;
  }

  get notifications(): readonly Notification[] {
    return this.server.requests.map(({ body, from, at }) => ({
      ...(JSON.parse(body) as Omit<Notification, 'from' | 'at'>),
      from,
      at,
    }));
  }

  /** Waits for a notification of this kind, which may have come already. */
  async until(
    what: string,
    accepts: (notification: Notification) => boolean,
    options?: WaitOptions,
  ): Promise<Notification> {
    return eventually(`a notification of ${what}`, () => this.notifications.find(accepts), options);
  }

  async close(): Promise<void> {
    await this.server.close();
  }
}
