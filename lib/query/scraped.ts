import { COMPONENT_LABEL } from '../kubernetes';
import type { ThanosCommand } from '../versions';
import type { ThanosModel } from './model';

/** A program of Thanos as those see it that scrape it. */
export interface ScrapedThanos {
  readonly command: ThanosCommand;
  readonly name: string;

  /** Name of the Service, and of the job. */
  readonly service: string;
  readonly namespace: string;
  readonly podSelector: Readonly<Record<string, string>>;
  readonly component: string;
  readonly portName: string;
  readonly scheme: 'http' | 'https';
  readonly replicas: number;
}

export function scrapedThanos(model: ThanosModel): ScrapedThanos {
  const { kind, name, names, place, podGroup, portName, scheme, replicas } = model;
  return Object.freeze({
    command: kind.command,
    name,
    service: names.service,
    namespace: place.namespace,
    podSelector: podGroup.podSelector,
    component: place.labels[COMPONENT_LABEL] ?? kind.app,
    portName,
    scheme,
    replicas,
  });
}
