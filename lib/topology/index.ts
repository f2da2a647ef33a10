export {
  NODE_KINDS,
  type EdgeKind,
  type NodeKind,
  type Topology,
  type TopologyEdge,
  type TopologyNode,
} from './model';
export { topologyOf } from './topology';
export { drawTopologyAsDot } from './draw-dot';
export { drawTopologyAsMermaid } from './draw-mermaid';
export { drawTopology } from './draw-text';
export { topologyPage } from './page';
