import type { Catalogue, Fact, Section } from '../catalogue';
import { each, since } from '../facts';
import { old, section } from './old';
import { httpClient } from './http-client';

const unified = since('3.8', '#17406');
const msk = since('3.10', '#17600');
const elasticache = since('3.11', '#18099');
const rds = since('3.11', '#18206');

/** What all discovery on AWS shares. */
function awsApi(fact: Fact, externalId: Fact) {
  return {
    ...each(fact, 'region', 'endpoint', 'access_key', 'secret_key', 'profile', 'role_arn'),
    ...each(fact, 'refresh_interval', 'port'),
    external_id: externalId,
    ...httpClient,
  } satisfies Section;
}

/** What ECS, MSK, ElastiCache and RDS share. */
function awsCluster(fact: Fact) {
  return {
    ...awsApi(fact, since('3.12', '#18579')),
    ...each(fact, 'clusters', 'request_concurrency'),
  } satisfies Section;
}

export const awsDiscoverySections = {
  aws_sd_config: {
    ...awsApi(unified, since('3.12', '#17171')),
    ...each(unified, 'role', 'clusters'),
    filters: section('filter', unified),
  },
  ec2_sd_config: {
    ...awsApi(old, since('3.12', '#17171')),
    filters: section('filter'),
  },
  lightsail_sd_config: awsApi(old, since('3.12', '#17171')),
  ecs_sd_config: awsCluster(unified),
  msk_sd_config: awsCluster(msk),
  elasticache_sd_config: awsCluster(elasticache),
  rds_sd_config: {
    ...awsCluster(rds),
    filters: section('filter', since('3.13', '#18859')),
  },
} satisfies Catalogue;
