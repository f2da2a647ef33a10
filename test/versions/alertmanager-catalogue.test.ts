import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { parse } from 'yaml';
import {
  ALERTMANAGER_NEWEST,
  ALERTMANAGER_OLDEST,
  ALERTMANAGER_ROOT,
  alertmanagerCatalogue,
  alertmanagerFeatures,
  alertmanagerFlags,
  CLUSTER_TLS_ROOT,
} from '../../lib/versions/alertmanager';
import type { Fact } from '../../lib/versions/catalogue';
import { checkConfig } from '../../lib/versions/gate';
import { compareVersions, parseVersion, type Version } from '../../lib/versions/version';
import { type NativeType, readNativeTypes } from './native-fields';

const FOLDER = join('lib', 'native', 'alertmanager');

const newest = parseVersion(ALERTMANAGER_NEWEST)!;
