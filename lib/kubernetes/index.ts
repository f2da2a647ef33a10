export { appliedBytes } from './applied-bytes';
export { configMap, fitsConfigMap, type ObjectPlace } from './config-map';
export { fileKey } from './file-key';
export {
  COMPONENT_LABEL,
  componentLabels,
  headlessLabels,
  objectLabels,
  POD_NAME_LABEL,
  selectorLabels,
  type Identity,
} from './labels';
export { isClusterScoped, objectId, type Manifest } from './manifest';
export { allow, ingressPolicy, podPeer, type PodPeer } from './network-policy';
export { podDisruptionBudget } from './pod-disruption-budget';
export { clusterRights, namespacedRights, serviceAccount, type Account } from './rbac';
export { service, type ServiceOptions } from './service';
export { clustersetHost, serviceExport } from './service-export';
export {
  FIRST_STEP,
  fitsSlot,
  isOverflow,
  isSmall,
  LAST_STEP,
  planSlots,
  SLOT_CAPACITY,
  type SlotItem,
  type SlotOverflow,
  type SlotPlan,
} from './slots';
export { strategicMerge } from './strategic-merge';
