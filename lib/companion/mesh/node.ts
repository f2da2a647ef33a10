/** How a member is, in the eyes of another one. */
export type NodeState = 'alive' | 'suspect' | 'dead' | 'left';

/** Their numbers on the wire. */
export const NODE_STATES: readonly NodeState[] = ['alive', 'suspect', 'dead', 'left'];

/** A member of the mesh as one instance sees it. */
export interface MeshNode {
  readonly name: string;

  /** IP address, as {@link canonicalAddress} spells it. */
  readonly address: string;
  readonly port: number;

  /** Counts how often it has told others that it is alive. */
  readonly incarnation: number;
  readonly state: NodeState;
}
