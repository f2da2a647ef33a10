import type { HttpEndpoints, ThanosHttpConfig } from './http-client';

/** An entry of the file of `--query.config-file`. */
export interface QueryApi extends HttpEndpoints {
  readonly http_config?: ThanosHttpConfig;
}

/** File of `--alertmanagers.config-file`. */
export interface AlertingFile {
  readonly alertmanagers: readonly AlertmanagerApi[];
}

export interface AlertmanagerApi extends HttpEndpoints {
  readonly http_config?: ThanosHttpConfig;
  readonly timeout?: string;
  readonly api_version?: 'v2';
}
